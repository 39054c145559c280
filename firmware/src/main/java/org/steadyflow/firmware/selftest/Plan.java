package org.steadyflow.firmware.selftest;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Which test a start needs, and what belongs to it. Pure. */
public final class Plan {
    /** A full test holds for a day. */
    static final long HOLDS_NS = 24L * 3_600 * 1_000_000_000L;

    private static final Set<Step> WARM_STEPS =
            Set.copyOf(EnumSet.of(Step.PARTS, Step.CODE, Step.CONFIGURATION, Step.MONITOR));

    private Plan() {}

    /**
     * A full test that passed, as it is kept.
     *
     * @param boot what names the computer's start; its monotonic clock counts from there
     * @param atNs by that clock
     */
    public record Passed(String boot, long atNs) {
        private static final int PARTS = 2;

        /** One line for a file. */
        public String text() {
            return boot + " " + atNs + "\n";
        }

        /** What such a line says; empty for anything else. */
        public static Optional<Passed> parse(String text) {
            String[] parts = text.strip().split(" ", PARTS);
            if (parts.length < PARTS || !parts[1].matches("-?\\d{1,18}")) {
                return Optional.empty();
            }
            return Optional.of(new Passed(parts[0], Long.parseLong(parts[1])));
        }
    }

    /**
     * Warm only where the motor's driver has kept its position, so that power was never lost, and a full test of the
     * same start of the computer is less than a day old. In the middle of an order it may be older: a pump that runs on
     * for days is not tested in full either, and a fault of a spare part must not end the drug where its program does.
     */
    public static Kind kind(
            boolean positionSurvived, Optional<Passed> last, String boot, long nowNs, boolean underWay) {
        boolean isOfThisStart = last.isPresent()
                && last.get().boot().equals(boot)
                && nowNs >= last.get().atNs();
        boolean holds = isOfThisStart && (underWay || nowNs - last.get().atNs() < HOLDS_NS);
        return positionSurvived && holds ? Kind.WARM : Kind.COLD;
    }

    /**
     * Whether a part that has an alarm of its own, and a file that cannot be looked at, are told and stop nothing. In a
     * warm start power was never lost and a full test passed in the same start of the computer, with these parts and
     * files; with an order under way the fault came in its middle, where it is an alarm and no stop as well.
     */
    static boolean isLenient(Kind kind, boolean underWay) {
        return kind == Kind.WARM && underWay;
    }

    static boolean has(Kind kind, Step step) {
        return switch (kind) {
            case COLD -> true;
            case WARM -> WARM_STEPS.contains(step);
        };
    }

    /** The motor turns only after everything before it has passed. */
    static boolean needsAllGood(Step step) {
        return switch (step) {
            case DECAY, MOTOR -> true;
            case PARTS, MEMORY, CODE, CONFIGURATION, LAMPS, SOUNDER, MONITOR, KEYS, BATTERY, CLOCK -> false;
        };
    }

    /** Longest wait for the monitor, nanoseconds: it proves its cut in under a second once it hears the pump. */
    static long monitorWaitNs(Kind kind) {
        return switch (kind) {
            case COLD -> 8_000_000_000L;
            case WARM -> 2_000_000_000L;
        };
    }
}
