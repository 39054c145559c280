package org.steadyflow.firmware.safety;

/** Safety's answer for one tick. */
public sealed interface Verdict {
    /** The motor may run forward, up to a limit. Only this room constructs one. */
    final class Permit implements Verdict {
        private final long limitMicrosteps;
        private final boolean keepOpenOnly;

        Permit(long limitMicrosteps, boolean keepOpenOnly) {
            this.limitMicrosteps = limitMicrosteps;
            this.keepOpenOnly = keepOpenOnly;
        }

        /** The end of the durable authority: greatest travel since acceptance, on the upper bound. */
        public long limitMicrosteps() {
            return limitMicrosteps;
        }

        /** No more than the flow that keeps the line open. */
        public boolean keepOpenOnly() {
            return keepOpenOnly;
        }
    }

    /**
     * Nothing may move.
     *
     * @param row the alarm that asks for it
     * @param powerOff the driver stage must be off as well
     */
    record Halt(AlarmRow row, boolean powerOff) implements Verdict {}
}
