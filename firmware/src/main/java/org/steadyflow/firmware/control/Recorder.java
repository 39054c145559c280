package org.steadyflow.firmware.control;

import org.steadyflow.firmware.core.Granted;

/** Makes durable what ticks decided, and says what is durable by now. */
public interface Recorder extends TickSink {
    /** Newest durable authority, and whether the stores still work. Returns at once. */
    Granted granted();
}
