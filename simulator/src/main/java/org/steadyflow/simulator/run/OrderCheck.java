package org.steadyflow.simulator.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.telemetry.message.Event;

/**
 * Checks 3 and 4: each dose at most once, nothing beyond the order, no more in a sliding hour than the rate gives, and
 * no dose before its interval is over. Computed from the prescription itself, by other ways than the program that the
 * pump runs. One thread.
 */
final class OrderCheck {
    private static final long SAMPLE_NS = Duration.ofSeconds(30).toNanos();
    /** Flow that may stand between a sample and its tick: look-ahead, two carried ticks, and the encoder's count. */
    private static final Duration SLACK = Duration.ofMillis(500);

    /** Longest window of any cap. */
    private static final Duration LONGEST = Duration.ofHours(4);

    /** The pump refuses by what it granted, and part of a dose may not have been given. */
    private static final double NEAR_SHARE = 0.9;

    private final Finding finding;
    private final MicrostepVolume microstep;
    private final OrderLimits limits;
    private final long mostInAll;
    private final long authority;
    private final Set<Integer> doses = new HashSet<>();
    private final ArrayDeque<Sample> samples = new ArrayDeque<>();

    private boolean running;
    private boolean told;
    private boolean toldDose;
    private long sampledNs;
    private long travel;
    private int dose;
    private int lastPart = -1;
    private long doseStartNs;
    private long doseStartTravel;

    private record Sample(long ns, long travel) {}

    OrderCheck(Order order, MicrostepVolume microstep, Finding finding) {
        this.microstep = microstep;
        this.finding = finding;
        this.limits = OrderLimits.of(order.prescription());
        this.mostInAll = microstep.microstepsInCeil(limits.inAll());
        this.authority = microstep.microstepsInCeil(
                Volume.ofMicrolitres(50).orMore(limits.fastest().volumeIn(Duration.ofSeconds(1))));
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
        if (part.part() <= lastPart) {
            finding.violate(3, "part " + part.part() + " was started again at " + RunLog.seconds(atNs) + " s");
        }
        lastPart = part.part();
        if (part.dose() == 0) {
            return;
        }
        // only doses at their times are one part each
        boolean goesOn = limits.spacing().isEmpty() && part.dose() == dose;
        if (!goesOn && !doses.add(part.dose())) {
            finding.violate(3, "dose " + part.dose() + " was started a second time at " + RunLog.seconds(atNs) + " s");
        }
        dose = part.dose();
        boolean isTooSoon = doses.size() > 1
                && limits.spacing().isPresent()
                && atNs - doseStartNs < limits.spacing().get().least().toNanos();
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
        if (limits.spacing().isPresent()) {
            lookAtDose(microstep.microstepsInCeil(limits.spacing().get().most()) + width);
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
        samples.add(new Sample(nowNs, travel));
        while (nowNs - samples.element().ns() > LONGEST.toNanos()) {
            samples.remove();
        }
        for (OrderLimits.Window window : limits.windows()) {
            long most = microstep.microstepsInCeil(
                    window.most().plus(limits.fastest().volumeIn(SLACK)));
            long inWindow = travel - travelBefore(nowNs - window.length().toNanos());
            if (inWindow > most + width) {
                finding.violate(
                        4,
                        inWindow + " microsteps in " + window.length().toMinutes() + " min; " + most + " are allowed");
            }
        }
    }

    /** Whether the volume of a window of the world, with a full window of basal flow, leaves no room for a dose. */
    boolean isNearCap() {
        return limits.requests().isPresent()
                && limits.requests().get().caps().stream()
                        .anyMatch(cap -> isNear(cap, limits.requests().get()));
    }

    private boolean isNear(OrderLimits.Window cap, OrderLimits.Requests requests) {
        long fromNs =
                Math.max(sampledNs - cap.length().toNanos(), samples.element().ns());
        Volume given = microstep.volumeOf(travel - travelBefore(fromNs));
        Volume basal = requests.basal().volumeIn(sampledNs - fromNs);
        Volume counted =
                given.minus(basal).plus(requests.basal().volumeIn(cap.length())).plus(requests.dose());
        return counted.nanolitres() >= cap.most().nanolitres() * NEAR_SHARE;
    }

    /** Travel at the first sample that is not before this time. */
    private long travelBefore(long ns) {
        for (Sample sample : samples) {
            if (sample.ns() >= ns) {
                return sample.travel();
            }
        }
        return travel;
    }
}
