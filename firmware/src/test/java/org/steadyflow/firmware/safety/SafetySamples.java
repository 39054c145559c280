package org.steadyflow.firmware.safety;

import java.util.ArrayList;
import java.util.List;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.prescription.LineLimits;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.hal.device.EnclosureSample;
import org.steadyflow.hal.device.Keys;
import org.steadyflow.hal.device.LineSample;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.device.PowerSample;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.telemetry.message.Event;

/** What safety looks at, with nothing wrong unless a test says so. */
final class SafetySamples {
    static final long TICK_NS = 50_000_000L;
    static final Standing NOTHING_STANDING =
            new Standing(false, false, 0, 0, false, false, false, 0, false, false, false, 0, Outlook.NOTHING);

    private SafetySamples() {}

    static SensorSample sample(long nowNs, int downstreamMmHg) {
        return new SensorSample(
                new ClockSample(nowNs, nowNs / 1_000_000),
                new MotorSample(0, 0, true, false),
                new LineSample(
                        Pressure.ofPascals(nowNs / TICK_NS % 2),
                        Pressure.ofPascals(Pressure.ofMmHg(downstreamMmHg).pascals() + nowNs / TICK_NS % 2),
                        1_800),
                new EnclosureSample(true, Keys.RELEASED, 25_000),
                new PowerSample(true, 1_000));
    }

    static Situation flowing(long containerLeftMicrosteps) {
        return new Situation(
                true,
                true,
                false,
                FlowRate.ofMillilitresPerHour(100),
                0,
                0,
                0,
                containerLeftMicrosteps,
                LineLimits.USUAL,
                TherapyTraits.USUAL,
                false);
    }

    static Observation observation(long nowNs) {
        return new Observation(
                sample(nowNs, 20), flowing(1_000), NOTHING_STANDING, PumpSetup.CASSETTE.microstep(), TICK_NS);
    }

    /** The list with exactly these rows' causes there. */
    static AlarmBoard raised(long nowNs, AlarmRow... rows) {
        return next(AlarmBoard.startingAt(1), nowNs, rows);
    }

    static AlarmBoard next(AlarmBoard before, long nowNs, AlarmRow... rows) {
        return next(before, nowNs, new ArrayList<>(), rows);
    }

    static AlarmBoard next(AlarmBoard before, long nowNs, List<Event> events, AlarmRow... rows) {
        long causes = 0;
        for (AlarmRow row : rows) {
            causes |= row.bit();
        }
        return before.next(causes, new AlarmDetail(observation(nowNs), Watches.START), events);
    }
}
