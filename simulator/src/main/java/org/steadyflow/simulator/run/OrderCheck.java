package org.steadyflow.simulator.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.prescription.EndAction;
import org.steadyflow.firmware.prescription.KeepOpen;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.telemetry.message.Event;

/**
 * Checks 3 and 4: each dose at most once, nothing beyond the order, no more in a sliding hour than the rate gives, and
 * no dose before its interval is over. Computed from the prescription itself, by other ways than the program that the
 * pump runs. One thread.
 */
final class OrderCheck {
    private static final MicrostepVolume MICROSTEP = PumpSetup.CASSETTE;
    private static final long SAMPLE_NS = Duration.ofSeconds(30).toNanos();
    /** Flow that may stand between a sample and its tick: look-ahead, two carried ticks, and the encoder's count. */
    private static final Duration SLACK = Duration.ofMillis(500);

    private static final Duration HOUR = Duration.ofHours(1);
    /** A dose may start this much before its time: what the wall clock is off, and the tick. */
    private static final Duration EARLY = Duration.ofMinutes(1);

    private final Finding finding;
    private final long mostInAll;
    private final long authority;
    private final Optional<Spacing> spacing;
    private final long mostInHour;
    private final Set<Integer> doses = new HashSet<>();
    private final ArrayDeque<Sample> samples = new ArrayDeque<>();

    private boolean running;
    private boolean told;
    private boolean toldDose;
    private long sampledNs;
    private long travel;
    private long doseStartNs;
    private long doseStartTravel;

    private record Sample(long ns, long travel) {}

    /** Doses start at least so far apart, and between two starts there is at most so much. */
    private record Spacing(long leastNs, long mostMicrosteps) {}

    OrderCheck(Order order, Finding finding) {
        this.finding = finding;
        Prescription prescription = order.prescription();
        KeepOpen keepOpen = prescription.keepOpen();
        FlowRate rate = prescription.regimen().rate();
        long keptOpen = MICROSTEP.microstepsInCeil(keepOpen.limit());
        boolean keepsAfter = prescription.endAction() == EndAction.KEEP_OPEN;
        this.authority =
                MICROSTEP.microstepsInCeil(Volume.ofMicrolitres(50).orMore(rate.volumeIn(Duration.ofSeconds(1))));
        this.mostInHour = MICROSTEP.microstepsInCeil(rate.volumeIn(HOUR).plus(rate.volumeIn(SLACK)));
        switch (prescription.regimen()) {
            case Regimen.Continuous continuous -> {
                spacing = Optional.empty();
                mostInAll = MICROSTEP.microstepsInCeil(continuous.volume()) + (keepsAfter ? keptOpen : 0);
            }
            case Regimen.Stepped _, Regimen.Tapered _, Regimen.PatientControlled _, Regimen.Sequence _ ->
                throw new IllegalStateException("not compiled yet");
            case Regimen.Intermittent given -> {
                long between = given.keepOpenBetween() ? keptOpen : 0;
                spacing = Optional.of(new Spacing(
                        given.times().shortest().minus(EARLY).toNanos(),
                        MICROSTEP.microstepsInCeil(given.dose()) + Math.max(between, keepsAfter ? keptOpen : 0)));
                mostInAll = MICROSTEP.microstepsInCeil(given.dose().times(given.count()))
                        + between * (given.count() - 1L)
                        + (keepsAfter ? keptOpen : 0);
            }
        }
    }

    /** Most microsteps that one authority may cover. */
    long greatestAuthority() {
        return authority;
    }

    void begin(long nowNs) {
        running = true;
        sampledNs = nowNs;
        samples.add(new Sample(nowNs, 0));
    }

    void end() {
        running = false;
    }

    /** The first dose starts when a person starts it, the others when their part does. */
    void infusionStarted(long atNs) {
        if (doses.size() <= 1 && doseStartNs == 0) {
            doseStartNs = atNs;
        }
    }

    void partStarted(Event.PartStarted part, long atNs) {
        if (part.dose() == 0) {
            return;
        }
        if (!doses.add(part.dose())) {
            finding.violate(3, "dose " + part.dose() + " was started a second time at " + RunLog.seconds(atNs) + " s");
        }
        boolean isTooSoon = doses.size() > 1
                && spacing.isPresent()
                && atNs - doseStartNs < spacing.get().leastNs();
        if (isTooSoon) {
            finding.violate(
                    4, "dose " + part.dose() + " started " + RunLog.seconds(atNs - doseStartNs) + " s after another");
        }
        if (doses.size() > 1) {
            doseStartNs = atNs;
        }
        doseStartTravel = travel;
        toldDose = false;
    }

    /** {@code width} is what stops without a position allow the shaft to be beyond the order. */
    void look(long nowTravel, long nowNs, long width) {
        travel = nowTravel;
        if (travel > mostInAll + width + 1 && !told) {
            told = true;
            finding.violate(3, "the shaft gave " + travel + " microsteps; the whole order is " + mostInAll);
        }
        if (spacing.isPresent()) {
            lookAtDose(spacing.get().mostMicrosteps() + width);
        } else if (running && nowNs - sampledNs >= SAMPLE_NS) {
            sample(nowNs, width);
        }
    }

    private void lookAtDose(long most) {
        long given = travel - doseStartTravel;
        // the part's first line may come to the disk when the shaft has begun: an authority later at most
        if (given > most + authority && !toldDose) {
            toldDose = true;
            finding.violate(4, given + " microsteps since a dose started; " + most + " are allowed");
        }
    }

    private void sample(long nowNs, long width) {
        sampledNs = nowNs;
        while (samples.size() > 1 && nowNs - samples.peek().ns() > HOUR.toNanos()) {
            samples.remove();
        }
        long inHour = travel - samples.element().travel();
        boolean isInside = nowNs - samples.element().ns() <= HOUR.toNanos();
        if (isInside && inHour > mostInHour + width) {
            finding.violate(4, inHour + " microsteps in one hour; " + mostInHour + " are allowed");
        }
        samples.add(new Sample(nowNs, travel));
    }
}
