package org.steadyflow.firmware.monitor;

import java.util.List;

/** The way to control: whole frames, both ways. Every call returns at once. One thread. */
public interface ControlPort {
    /** Answers that came since the last call, oldest first, each {@link Frames#ANSWER_BYTES} long. */
    List<byte[]> received();

    /** A question; dropped where nobody takes it. */
    void send(byte[] question);
}
