package org.steadyflow.firmware.safety;

import java.util.ArrayList;
import java.util.List;
import org.steadyflow.hal.device.LineSample;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.hal.quantity.Pressure;

/**
 * Occlusion by slope, below 10 mL/h, where a threshold takes long: a closed line stores all that is pumped, so its
 * pressure rises with the volume by 1/C, step by step. Seen when five steps of 20 mmHg in a row took about that volume
 * each. What life does to a line looks otherwise: a raised arm, a cuff or a container hung higher passes several steps
 * at once, a cough is shorter than the median below is long, and a narrow vein comes to rest. A syringe's stopper
 * sticks and slips, and its pressure climbs in jumps: there larger jumps count, and volume is compared over three
 * steps.
 *
 * @param sumPa of the samples of the second that runs, pascals
 * @param count of those samples
 * @param means of the last seconds, the newest last
 * @param medianPa of those seconds, pascals
 * @param top the highest step that the median stands on, steps of 20 mmHg
 * @param crossings shaft travel as volume, nanolitres, at which the median came to the newest steps, the highest last;
 *     as many as were climbed in a row without falling back
 * @param blockedAbove the step from which the climb began that was taken for an occlusion; {@link #OPEN} for none
 */
record RampWatch(
        long sumPa, int count, List<Long> means, long medianPa, int top, List<Long> crossings, int blockedAbove) {
    /** From here on the threshold is quick enough: 300 mmHg take 2.3 minutes with a stiff set. */
    static final FlowRate MOST_RATE = FlowRate.ofMillilitresPerHour(10);

    static final Pressure STEP = Pressure.ofMmHg(20);
    /** Climbed in a row: 100 mmHg. */
    static final int STEPS = 5;
    /** A quarter of what the stiffest line stores in one step: 1.2 uL/mmHg. Anything quicker was not pumped. */
    static final long LEAST_NL = 1_200 * 20 / 4;
    /** Twice what the softest set stores in one step: 5 uL/mmHg. Anything slower leaks, or is the vein's own. */
    static final long MOST_NL = 2 * 5_000 * 20;

    /** Seconds whose median counts: a bout of coughs, or a breath held, is shorter than half of them. */
    static final int SECONDS = 9;

    private static final int SAMPLES = 20;
    /** A rise in one second that no closed line shows below 10 mL/h: twice that of the stiffest one. */
    private static final long JUMP_PA = Pressure.ofMmHg(5).pascals();
    /** One slip of a stopper: a quarter of 20 N on a 60 mL syringe, halved by the line behind it. Less than an arm. */
    private static final long SLIP_PA = Pressure.ofMmHg(33).pascals();

    private static final int SLIP_STEPS = 3;
    /** A step is left this far below it, so that noise does not climb it again and again. */
    private static final long FALL_PA = Pressure.ofMmHg(5).pascals();

    private static final int OPEN = Integer.MAX_VALUE;
    private static final int NO_STEP = Integer.MIN_VALUE;

    static final RampWatch START = new RampWatch(0, 0, List.of(), 0, NO_STEP, List.of(), OPEN);

    RampWatch {
        means = List.copyOf(means);
        crossings = List.copyOf(crossings);
    }

    RampWatch next(LineSample line, Situation situation, MicrostepVolume microstep) {
        boolean isNew = situation.freshLine() || !situation.armed();
        if (isNew) {
            return START;
        }
        if (!SensorWatch.isCredible(line.downstream())) {
            return this;
        }
        RampWatch counted = new RampWatch(
                sumPa + line.downstream().pascals(), count + 1, means, medianPa, top, crossings, blockedAbove);
        return counted.count < SAMPLES ? counted : counted.second(situation, microstep);
    }

    /** The line is taken to be closed: until the pressure is back where the climb began. */
    boolean blocked() {
        return blockedAbove != OPEN;
    }

    private RampWatch second(Situation situation, MicrostepVolume microstep) {
        List<Long> kept = new ArrayList<>(means.size() == SECONDS ? means.subList(1, SECONDS) : means);
        kept.add(Math.floorDiv(sumPa, count));
        long nowPa = medianOf(kept);
        boolean isSlow = situation.rate().compareTo(MOST_RATE) < 0;
        boolean isOneClimb = isSlow && nowPa - medianPa <= (situation.syringe() ? SLIP_PA : JUMP_PA);
        RampWatch begun = new RampWatch(0, 0, kept, nowPa, top, isOneClimb ? crossings : List.of(), blockedAbove);
        return kept.size() < SECONDS
                ? begun
                : begun.at(
                        microstep.volumeOf(situation.shaftTravel()).nanolitres(),
                        isOneClimb && situation.flowing(),
                        situation.syringe() ? SLIP_STEPS : 1);
    }

    private static long medianOf(List<Long> seconds) {
        return seconds.stream().sorted().skip(seconds.size() / 2).findFirst().orElseThrow();
    }

    private RampWatch at(long volumeNl, boolean counts, int span) {
        int on = Math.toIntExact(Math.floorDiv(medianPa, STEP.pascals()));
        if (top == NO_STEP) {
            return onStep(on, List.of(), blockedAbove);
        }
        if (on > top) {
            return climbedTo(on, volumeNl, counts, span);
        }
        int least = Math.toIntExact(Math.floorDiv(medianPa + FALL_PA, STEP.pascals()));
        return least < top ? fallenTo(least) : this;
    }

    private RampWatch climbedTo(int on, long volumeNl, boolean counts, int span) {
        List<Long> climbed = new ArrayList<>(crossings);
        for (int step = top + 1; step <= on; step++) {
            climbed.add(volumeNl);
        }
        int most = STEPS + 1;
        List<Long> newest = climbed.size() > most ? climbed.subList(climbed.size() - most, climbed.size()) : climbed;
        int from = counts && isRamp(newest, span) ? on - STEPS : OPEN;
        return onStep(on, newest, Math.min(from, blockedAbove));
    }

    private RampWatch fallenTo(int step) {
        int left = Math.max(0, crossings.size() - (top - step));
        int stillBlocked = step <= blockedAbove ? OPEN : blockedAbove;
        return onStep(step, crossings.subList(0, left), stillBlocked);
    }

    private RampWatch onStep(int step, List<Long> climbed, int blocked) {
        return new RampWatch(0, 0, means, medianPa, step, climbed, blocked);
    }

    /** @param span steps over which volume is compared */
    private static boolean isRamp(List<Long> steps, int span) {
        if (steps.size() <= STEPS) {
            return false;
        }
        for (int i = span; i < steps.size(); i++) {
            long took = steps.get(i) - steps.get(i - span);
            if (took < span * LEAST_NL || took > span * MOST_NL) {
                return false;
            }
        }
        return true;
    }
}
