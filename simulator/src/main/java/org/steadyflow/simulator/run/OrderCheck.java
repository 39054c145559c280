package org.steadyflow.simulator.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.prescription.EndAction;
import org.steadyflow.firmware.prescription.KeepOpen;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.telemetry.message.Event;

/**
 * Checks 3 and 4: each dose at most once, nothing beyond the order, and no window above its cap. Computes both from the
 * prescription itself, by other ways than the program that the pump runs. One thread.
 */
final class OrderCheck {
    private static final MicrostepVolume MICROSTEP = PumpSetup.CASSETTE;
    private static final long SAMPLE_NS = Duration.ofSeconds(30).toNanos();
    /** Flow that may stand between a sample and its tick: look-ahead, two carried ticks, and the encoder's count. */
    private static final Duration SLACK = Duration.ofMillis(500);

    private final Finding finding;
    private final long mostInAll;
    private final long windowNs;
    private final long mostInWindow;
    private final long authority;
    private final Set<Integer> doses = new HashSet<>();
    private final ArrayDeque<Sample> samples = new ArrayDeque<>();

    private boolean running;
    private boolean told;
    private long sampledNs;

    private record Sample(long ns, long travel) {}

    OrderCheck(Order order, Finding finding) {
        this.finding = finding;
        Prescription prescription = order.prescription();
        KeepOpen keepOpen = prescription.keepOpen();
        long keptOpen = MICROSTEP.microstepsInCeil(keepOpen.limit());
        Volume slack = prescription.regimen().rate().volumeIn(SLACK);
        Volume second = prescription.regimen().rate().volumeIn(Duration.ofSeconds(1));
        this.authority = MICROSTEP.microstepsInCeil(Volume.ofMicrolitres(50).orMore(second));
        boolean keepsAfter = prescription.endAction() == EndAction.KEEP_OPEN;
        switch (prescription.regimen()) {
            case Regimen.Continuous continuous -> {
                windowNs = Duration.ofHours(1).toNanos();
                mostInWindow = MICROSTEP.microstepsInCeil(
                        continuous.rate().volumeIn(windowNs).plus(slack));
                mostInAll = MICROSTEP.microstepsInCeil(continuous.volume()) + (keepsAfter ? keptOpen : 0);
            }
            case Regimen.Intermittent doses_ -> {
                long waits = doses_.count() - 1L;
                windowNs = doses_.interval().toNanos() - Duration.ofMinutes(1).toNanos();
                mostInWindow = MICROSTEP.microstepsInCeil(doses_.dose().plus(slack)) + 2 * keptOpen;
                mostInAll = MICROSTEP.microstepsInCeil(doses_.dose().times(doses_.count()))
                        + keptOpen * (doses_.keepOpenBetween() ? waits : 0)
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

    void partStarted(Event.PartStarted part, long nowNs) {
        if (part.dose() > 0 && !doses.add(part.dose())) {
            finding.violate(3, "dose " + part.dose() + " was started a second time at " + RunLog.seconds(nowNs) + " s");
        }
    }

    /** {@code width} is what stops without a position allow the shaft to be beyond the order. */
    void look(long travel, long nowNs, long width) {
        if (travel > mostInAll + width + 1 && !told) {
            told = true;
            finding.violate(3, "the shaft gave " + travel + " microsteps; the whole order is " + mostInAll);
        }
        if (running && nowNs - sampledNs >= SAMPLE_NS) {
            sample(travel, nowNs, width);
        }
    }

    private void sample(long travel, long nowNs, long width) {
        sampledNs = nowNs;
        while (samples.size() > 1 && nowNs - samples.peek().ns() > windowNs) {
            samples.remove();
        }
        long inWindow = travel - samples.element().travel();
        boolean isInside = nowNs - samples.element().ns() <= windowNs;
        if (isInside && inWindow > mostInWindow + width) {
            finding.violate(4, inWindow + " microsteps in one window; " + mostInWindow + " are allowed");
        }
        samples.add(new Sample(nowNs, travel));
    }
}
