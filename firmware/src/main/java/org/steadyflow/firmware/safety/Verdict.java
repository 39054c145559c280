package org.steadyflow.firmware.safety;

/** Safety's answer for one tick. */
public sealed interface Verdict {
    /** The motor may run forward, up to a limit. Only this room constructs one. */
    final class Permit implements Verdict {
        private final long limitMicrosteps;

        Permit(long limitMicrosteps) {
            this.limitMicrosteps = limitMicrosteps;
        }

        /** The end of the durable authority: greatest travel since acceptance, on the upper bound. */
        public long limitMicrosteps() {
            return limitMicrosteps;
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
