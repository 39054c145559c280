package org.steadyflow.firmware.control;

import org.steadyflow.firmware.core.TickInput;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.hal.device.SensorSample;

/**
 * The way to the independent monitor, walked along with each tick. What a tick leaves at its stages goes into its
 * answer, so that only a tick that ran through all of them can give the right one. Every call returns at once. One
 * thread.
 */
public interface MonitorLink {
    /** Of a pump without a monitor. */
    MonitorLink NONE = new MonitorLink() {
        @Override
        public SensorSample hear(SensorSample read) {
            return read;
        }

        @Override
        public void passed(Stage stage) {
            // Nobody asks.
        }

        @Override
        public void answer(TickInput input, TickRecord record) {
            // Nobody asks.
        }
    };

    /** What a tick does, in this order. */
    enum Stage {
        READ(1),
        DECIDED(2),
        MOVED(3),
        SHOWN(4),
        RECORDED(5),
        TOLD(6);

        private final int number;

        Stage(int number) {
            this.number = number;
        }

        /** What it leaves in the answer. */
        int number() {
            return number;
        }
    }

    /** The sample with what the monitor has said by now; its newest question is the one that this tick answers. */
    SensorSample hear(SensorSample read);

    /** The tick has done this. */
    void passed(Stage stage);

    /** Answers the question that was heard. */
    void answer(TickInput input, TickRecord record);
}
