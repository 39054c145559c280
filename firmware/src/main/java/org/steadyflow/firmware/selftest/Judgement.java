package org.steadyflow.firmware.selftest;

import java.util.List;
import java.util.OptionalLong;
import org.steadyflow.hal.device.Feedback;
import org.steadyflow.hal.device.Guard;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.device.PowerSample;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.device.Supervision;

/** What passes. Pure. */
final class Judgement {
    /** The clock tells whole seconds, so the difference of two readings is off by less than one. */
    private static final long NS_PER_S = 1_000_000_000L;

    private static final long NS_PER_MS = 1_000_000;
    /** By how much a crystal and the computer's clock may differ in a test of some seconds. */
    private static final long CLOCK_TOLERANCE_NS = 20_000_000L;
    /** Two counts of the encoder: the magnetic rest gives way a little under friction. */
    static final long TOLERANCE_MICROSTEPS = 2 * MotorSample.ENCODER_RESOLUTION_MICROSTEPS;
    /** Below this a pump off the mains has no half hour in it. */
    private static final int LEAST_CHARGE_PERMILLE = 100;

    private static final int PERMILLE_PER_PERCENT = 10;

    private Judgement() {}

    /** @param underWay an order goes on: what has an alarm of its own is left to that */
    static Finding parts(Feedback.Faults faults, boolean underWay) {
        if (!faults.vital().isEmpty() || (!underWay && !faults.watched().isEmpty())) {
            return Finding.failed(String.join("; ", faults.all()));
        }
        return Finding.passed(
                faults.watched().isEmpty()
                        ? "each answers and says what it can say at rest"
                        : "left to their own alarms, an order is under way: " + String.join("; ", faults.watched()));
    }

    /** Whether current flows while it is on, and none while it is off. */
    static Finding current(String what, boolean whileOn, boolean whileOff) {
        if (!whileOn) {
            return Finding.failed(what + " draws no current while it is on");
        }
        return Finding.of(
                !whileOff, what + " draws current just while it is on", what + " draws current while it is off");
    }

    /** @param passedNs monotonic time between the two readings */
    static Finding clock(OptionalLong first, OptionalLong second, long passedNs) {
        if (first.isEmpty() || second.isEmpty()) {
            return Finding.failed("it does not answer");
        }
        long told = second.getAsLong() - first.getAsLong();
        String words = "it went on by " + told + " s in " + passedNs / NS_PER_MS + " ms";
        boolean isInTime = Math.abs(told * NS_PER_S - passedNs) < NS_PER_S + CLOCK_TOLERANCE_NS;
        boolean stands = told == 0 && passedNs >= NS_PER_S;
        return Finding.of(isInTime && !stands, words, stands ? "it stands still" : words);
    }

    /** @param seen every sample of the test: a key that was down in all of them is held or stuck */
    static Finding keys(List<SensorSample> seen) {
        if (seen.stream().allMatch(sample -> sample.enclosure().keys().start())) {
            return Finding.failed("the start key is held or stuck");
        }
        if (seen.stream().allMatch(sample -> sample.enclosure().keys().stop())) {
            return Finding.failed("the stop key is held or stuck, or its line cannot be read");
        }
        if (seen.stream().allMatch(sample -> sample.enclosure().keys().dose())) {
            return Finding.failed("the dose key is held or stuck");
        }
        return Finding.passed("no key is stuck");
    }

    static Finding battery(PowerSample power) {
        if (power.chargePermille() < 0) {
            return Finding.failed("its gauge does not answer");
        }
        String charge = power.chargePermille() / PERMILLE_PER_PERCENT + " %";
        if (power.mainsPresent()) {
            return Finding.passed("on the mains, " + charge);
        }
        return Finding.of(
                power.chargePermille() >= LEAST_CHARGE_PERMILLE, charge, charge + " and no mains: too little to begin");
    }

    /** @param waited whether the wait for it is over */
    static Finding monitor(Supervision told, boolean waited) {
        Guard guard = told.guard();
        if (!guard.fitted()) {
            return Finding.notTried("this pump has no monitor");
        }
        if (told.monitorTripped()) {
            return Finding.failed("it has cut the motor's power and was not reset");
        }
        if (guard.armed()) {
            return Finding.passed("it has proved its cut");
        }
        return waited || guard.overdue() ? Finding.failed("it has not proved its cut") : Finding.notTried("not yet");
    }

    /**
     * Without edges at its enable nothing may turn the shaft.
     *
     * @param ranMicrosteps how far the driver stepped, which it must for this to prove anything
     * @param turnedMicrosteps how far the encoder went
     */
    static Finding decay(long orderedMicrosteps, long ranMicrosteps, long turnedMicrosteps) {
        if (Math.abs(turnedMicrosteps) > TOLERANCE_MICROSTEPS) {
            return Finding.failed("it turned by " + turnedMicrosteps + " microsteps although nothing enables it");
        }
        return Finding.of(
                Math.abs(ranMicrosteps - orderedMicrosteps) <= TOLERANCE_MICROSTEPS,
                "it stood while its driver stepped " + ranMicrosteps,
                "its driver did not step: " + ranMicrosteps + " of " + orderedMicrosteps + " microsteps");
    }

    /**
     * @param turnedMicrosteps by the encoder, from where it stood
     * @param orderedMicrosteps likewise
     */
    static Finding turn(long orderedMicrosteps, long turnedMicrosteps) {
        return Finding.of(
                Math.abs(turnedMicrosteps - orderedMicrosteps) <= TOLERANCE_MICROSTEPS,
                "it turned by " + turnedMicrosteps + " of " + orderedMicrosteps + " microsteps",
                "it turned by " + turnedMicrosteps + " of " + orderedMicrosteps + " microsteps");
    }
}
