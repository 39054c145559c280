package org.steadyflow.firmware.control;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What the monitor says with a question, as docs/monitor.md lays it out; control's own reading of that page.
 *
 * @param question its number
 * @param challenge what to reckon with
 * @param envelopeId id of the envelope in force, 0 for none
 * @param forgets its storage does not keep what it counts
 * @param session of the control that it hears
 */
record MonitorWord(
        Mode mode, int cause, long question, long challenge, long envelopeId, boolean forgets, long session) {
    static final int BYTES = 64;

    private static final int MAGIC = 0x5346_4D51;
    private static final int VERSION = 1;
    private static final int FORGETS_AT = 51;
    private static final int SESSION_AT = 56;

    /** What the monitor does. */
    enum Mode {
        WAITING,
        PROVING,
        GUARDING,
        TRIPPED,
        UNSOUND
    }

    /** The word in these bytes; empty where they are none. */
    static Optional<MonitorWord> parse(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        boolean isOne = bytes.length == BYTES && in.getInt() == MAGIC && in.getShort() == VERSION;
        if (!isOne) {
            return Optional.empty();
        }
        int mode = in.get();
        if (mode < 0 || mode >= Mode.values().length) {
            return Optional.empty();
        }
        int cause = in.get();
        return Optional.of(new MonitorWord(
                Mode.values()[mode],
                cause,
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.get(FORGETS_AT) != 0,
                in.getLong(SESSION_AT)));
    }
}
