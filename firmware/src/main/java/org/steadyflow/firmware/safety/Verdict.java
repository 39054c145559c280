package org.steadyflow.firmware.safety;

import org.steadyflow.hal.quantity.FlowRate;

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
     * An occlusion holds the infusion, and the motor may turn back to take its pressure off the line. Only this room
     * constructs one, and only behind durable reverse authority.
     */
    final class Relief implements Verdict {
        private final AlarmRow row;
        private final long leastDriveMicrosteps;
        private final FlowRate pace;

        Relief(AlarmRow row, long leastDriveMicrosteps, FlowRate pace) {
            this.row = row;
            this.leastDriveMicrosteps = leastDriveMicrosteps;
            this.pace = pace;
        }

        /** The alarm that asks for it. */
        public AlarmRow row() {
            return row;
        }

        /** The driver may step back to here: travel since acceptance as the driver counts. */
        public long leastDriveMicrosteps() {
            return leastDriveMicrosteps;
        }

        /** How fast. */
        public FlowRate pace() {
            return pace;
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
