package org.steadyflow.firmware.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.calibration.Averages;
import org.steadyflow.firmware.calibration.Calibration;
import org.steadyflow.firmware.calibration.Conditions;
import org.steadyflow.firmware.calibration.SetFactor;
import org.steadyflow.firmware.safety.AlarmBoard;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.telemetry.message.Event;

/**
 * Follows what the flow of a turn depends on, says which yield is wanted, and tells the journal which one is in force:
 * when it is another by a hundredth, once an hour, and when the set is taken out. A set that is taken out comes back as
 * another one: fresh, and without a factor of its own. To believe an old set fresh gives a little less; to believe a
 * fresh one old would give too much.
 */
final class Compensation {
    private static final long LOOK_EVERY_NS = 1_000_000_000L;
    /** What one look may add to the set's use: a tick that comes late adds no more. */
    private static final long MOST_ADDED_NS = 2 * LOOK_EVERY_NS;

    private static final long TELL_USE_NS = 3_600_000_000_000L;
    /** What is not worth a line when the motor stops. */
    private static final long SMALL_USE_NS = 60_000_000_000L;

    private static final long TELL_AT_MOST_EVERY_NS = 60_000_000_000L;
    private static final int TELL_CHANGE_PPM = 10_000;

    private final Calibration calibration;
    private final Parts parts;

    Compensation(Calibration calibration, Parts parts) {
        this.calibration = calibration;
        this.parts = parts;
    }

    /** What a microstep of this set gives now, millionths of its nominal volume. */
    int wantedYield(PumpState state) {
        SetUse set = state.line().set();
        Averages averages = set.averages();
        Conditions now =
                new Conditions(averages.pressure(), averages.boardMilliCelsius(), Duration.ofNanos(set.turnedNs()));
        return factorOf(set).isEmpty() ? calibration.typeYield(now) : calibration.ownYield(now);
    }

    /** The state after this tick. */
    PumpState after(PumpState state, SensorSample sample, List<Event> events) {
        if (calibration.isNone()) {
            return state;
        }
        SetUse set = state.line().set();
        boolean hasUse = set.turnedNs() > 0 || factorOf(set).isPresent();
        if (hasUse && isSetChanged(sample, events)) {
            return tell(state, set.renewed(ownId()), events);
        }
        long nowNs = state.clocks().tickNs();
        boolean isDue = set.seenNs() == SetUse.UNSEEN || nowNs - set.seenNs() >= LOOK_EVERY_NS;
        return isDue ? look(state, sample, events) : state;
    }

    private static boolean isSetChanged(SensorSample sample, List<Event> events) {
        if (!sample.enclosure().setSeated()) {
            return true;
        }
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof Event.LineFilled filled && filled.how().equals(LineWatch.NEW_SET)) {
                return true;
            }
        }
        return false;
    }

    private PumpState look(PumpState state, SensorSample sample, List<Event> events) {
        SetUse set = state.line().set();
        long nowNs = state.clocks().tickNs();
        boolean flows = parts.wantsFlow(state, sample.motor());
        long passed = set.seenNs() == SetUse.UNSEEN ? 0 : Math.min(nowNs - set.seenNs(), MOST_ADDED_NS);
        Averages averages = flows && isSound(state.safety().board())
                ? set.averages()
                        .with(sample.line().downstream(), sample.enclosure().boardMilliCelsius())
                : set.averages();
        SetUse seen = set.at(averages, set.turnedNs() + (flows ? passed : 0), nowNs);
        return isWorthALine(state, seen, flows, nowNs)
                ? tell(state, seen, events)
                : state.withLine(state.line().used(seen));
    }

    private static boolean isSound(AlarmBoard board) {
        return !board.isActive(AlarmRow.SENSOR_FAULT)
                && !board.isActive(AlarmRow.SENSOR_FAULT_SPARE)
                && !board.isActive(AlarmRow.SENSOR_FAULT_SPARE_LIFE_SUSTAINING);
    }

    private boolean isWorthALine(PumpState state, SetUse set, boolean flows, long nowNs) {
        SetUse.Told told = set.told();
        long untold = set.turnedNs() - told.turnedNs();
        if (untold >= TELL_USE_NS || (!flows && untold >= SMALL_USE_NS)) {
            return true;
        }
        boolean isNews = Math.abs(yieldOf(state) - told.yield()) > TELL_CHANGE_PPM
                || !told.factor().equals(factorOf(set).map(SetFactor::id).orElse(""));
        return flows && isNews && (told.atNs() == SetUse.UNSEEN || nowNs - told.atNs() >= TELL_AT_MOST_EVERY_NS);
    }

    private PumpState tell(PumpState state, SetUse set, List<Event> events) {
        Optional<SetFactor> factor = factorOf(set);
        events.add(new Event.FlowCompensated(
                state.course().part(),
                yieldOf(state),
                Math.toIntExact(set.averages().pressure().mmHg()),
                set.averages().boardMilliCelsius(),
                set.turnedS(),
                ownId(),
                factor.isPresent()));
        SetUse told = set.told(
                yieldOf(state),
                state.clocks().tickNs(),
                factor.map(SetFactor::id).orElse(""));
        return state.withLine(state.line().used(told));
    }

    private static int yieldOf(PumpState state) {
        return state.shaft().scale().above();
    }

    private String ownId() {
        return calibration.set().map(SetFactor::id).orElse("");
    }

    /** The set's own factor, as long as it is still that set. */
    private Optional<SetFactor> factorOf(SetUse set) {
        return calibration.set().filter(factor -> !factor.id().equals(set.endedFactor()));
    }
}
