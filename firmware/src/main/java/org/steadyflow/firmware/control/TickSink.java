package org.steadyflow.firmware.control;

import org.steadyflow.firmware.core.TickInput;
import org.steadyflow.firmware.core.TickRecord;

/** Whoever wants to know what a tick decided. */
public interface TickSink {
    /** Returns at once and never throws; called from the tick's thread. */
    void offer(TickInput input, TickRecord record);
}
