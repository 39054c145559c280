package org.steadyflow.firmware.therapy;

import org.steadyflow.hal.quantity.Exact;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/**
 * Moves a segment on by one tick. Exact: the remainder of every rounding is carried, so after any time the due volume
 * is rate times time rounded down once.
 *
 * <p>Nothing is caught up. What the shaft lacks beyond two ticks of flow is taken off the due volume, and the program
 * ends that much later.
 */
public final class TherapyPlanner {
    /** The tick, 50 ms. */
    public static final long TICK_NS = 50_000_000L;
    /** The target runs two and a half ticks ahead: one late tick does not slow the motor, three stop it. */
    public static final long LOOK_AHEAD_NS = 5 * TICK_NS / 2;
    /** Most time a tick may stand for; a later tick's lateness is dropped. */
    public static final long LONGEST_STEP_NS = 2 * TICK_NS;

    private static final long CARRIED_NS = 2 * TICK_NS;

    private TherapyPlanner() {}

    /**
     * The progress after {@code stepNs} more.
     *
     * @param stepNs time since the last tick, nanoseconds; of more than two ticks the rest is dropped
     * @param shaft what the shaft has given of this segment, at the least
     * @param slack how far {@code shaft} may lag behind the truth because of the encoder's resolution
     */
    public static Progress advance(Segment segment, Progress before, long stepNs, Volume shaft, Volume slack) {
        Progress planned = addFlow(segment, before, Math.max(stepNs, 0));
        FlowRate rate = segment.rate();
        long mostNl = shaft.nanolitres()
                + slack.nanolitres()
                + rate.volumeIn(CARRIED_NS).nanolitres()
                + 1;
        if (planned.dueNl() <= mostNl) {
            return planned;
        }
        return switch (segment.flow()) {
            case Flow.Constant _ -> {
                long droppedNs = Exact.multiplyDivideFloor(planned.dueNl() - mostNl, rate.perNs(), rate.nanolitres())
                        + planned.remainder() / rate.nanolitres();
                yield new Progress(before.part(), mostNl, 0, 0, planned.droppedNs() + droppedNs);
            }
            case Flow.Ramp ramp -> {
                long keptNl = Math.max(mostNl, 0);
                long keptNs = Math.min(ramp.elapsedAt(new Volume(keptNl)), planned.elapsedNs());
                long droppedNs = planned.elapsedNs() - keptNs;
                yield new Progress(before.part(), keptNl, 0, keptNs, planned.droppedNs() + droppedNs);
            }
        };
    }

    /** What to ask of the motor for this progress. */
    public static Demand demand(Segment segment, Progress progress) {
        long endNl = segment.volume().nanolitres();
        long aheadNl =
                switch (segment.flow()) {
                    case Flow.Constant constant ->
                        Math.addExact(
                                progress.dueNl(),
                                constant.rate().volumeIn(LOOK_AHEAD_NS).nanolitres() + 1);
                    case Flow.Ramp ramp ->
                        Math.max(
                                ramp.volumeAfter(progress.elapsedNs() + LOOK_AHEAD_NS)
                                                .nanolitres()
                                        + 1,
                                progress.dueNl());
                };
        return new Demand(
                new Volume(progress.dueNl()), new Volume(Math.min(aheadNl, endNl)), rateAt(segment, progress));
    }

    /** The flow at this progress. */
    public static FlowRate rateAt(Segment segment, Progress progress) {
        return segment.flow().at(progress.elapsedNs());
    }

    private static Progress addFlow(Segment segment, Progress before, long stepNs) {
        long endNl = segment.volume().nanolitres();
        if (segment.rate().isZero() || before.dueNl() >= endNl) {
            return before;
        }
        long countedNs = Math.min(stepNs, LONGEST_STEP_NS);
        long droppedNs = before.droppedNs() + stepNs - countedNs;
        return switch (segment.flow()) {
            case Flow.Constant constant -> addConstant(constant.rate(), endNl, before, countedNs, droppedNs);
            case Flow.Ramp ramp -> addRamp(ramp, endNl, before, countedNs, droppedNs);
        };
    }

    private static Progress addConstant(FlowRate rate, long endNl, Progress before, long countedNs, long droppedNs) {
        long sum = Math.addExact(Math.multiplyExact(rate.nanolitres(), countedNs), before.remainder());
        long dueNl = before.dueNl() + sum / rate.perNs();
        return dueNl >= endNl
                ? new Progress(before.part(), endNl, 0, 0, droppedNs)
                : new Progress(before.part(), dueNl, sum % rate.perNs(), 0, droppedNs);
    }

    private static Progress addRamp(Flow.Ramp ramp, long endNl, Progress before, long countedNs, long droppedNs) {
        long elapsedNs = before.elapsedNs() + countedNs;
        long flowedNl = ramp.volumeAfter(elapsedNs).nanolitres();
        boolean isOver = flowedNl >= endNl || elapsedNs >= ramp.lasting().toNanos();
        long dueNl = isOver ? endNl : Math.max(flowedNl, before.dueNl());
        return new Progress(before.part(), dueNl, 0, elapsedNs, droppedNs);
    }
}
