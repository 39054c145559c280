package org.steadyflow.firmware.monitor;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.steadyflow.hal.device.MonitorSample;
import org.steadyflow.hal.device.MonitorSample.AngleStatus;

/** Questions and answers as bytes, big-endian, as docs/monitor.md lays them out. Pure. */
public final class Frames {
    /** Length of a question, which also says how the monitor is. */
    public static final int QUESTION_BYTES = 64;
    /** Length of an answer. */
    public static final int ANSWER_BYTES = 120;

    private static final int QUESTION_MAGIC = 0x5346_4D51;
    private static final int ANSWER_MAGIC = 0x5346_4D41;
    private static final short VERSION = 1;
    private static final int TRIPS_AT = 52;
    private static final int HEARD_AT = 56;

    private Frames() {}

    /**
     * What the monitor says at the end of a cycle.
     *
     * @param forgets its store does not keep what it is given
     */
    static byte[] question(MonitorState state, MonitorSample sample, boolean forgets) {
        ByteBuffer out = ByteBuffer.allocate(QUESTION_BYTES);
        out.putInt(QUESTION_MAGIC)
                .putShort(VERSION)
                .put((byte) state.mode().number())
                .put((byte) state.cause().number())
                .putLong(state.beat().question())
                .putLong(state.beat().challenge())
                .putLong(state.envelopeId())
                .putLong(state.account()
                        .map(counted -> counted.fluidFl() / Counting.FL_PER_NL)
                        .orElse(0L))
                .putLong(state.shaft().counts())
                .put(flag(sample.railUp()))
                .put(flag(sample.stopKeyHeld()))
                .put(flag(sample.angleStatus() == AngleStatus.SEEN))
                .put(flag(forgets))
                .putInt(TRIPS_AT, state.trips())
                .putLong(HEARD_AT, state.beat().session());
        return out.array();
    }

    private static byte flag(boolean present) {
        return (byte) (present ? 1 : 0);
    }

    /** The answer in these bytes; empty where they are none. */
    static Optional<Pulse> answer(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        boolean isOne = bytes.length == ANSWER_BYTES && in.getInt() == ANSWER_MAGIC && in.getShort() == VERSION;
        if (!isOne) {
            return Optional.empty();
        }
        int command = in.get();
        boolean calls = in.get() != 0;
        long session = in.getLong();
        long question = in.getLong();
        long tick = in.getLong();
        long order = in.getLong();
        long turn = in.getLong();
        long divisor = in.getLong();
        long target = in.getLong();
        long shaft = in.getLong();
        int yield = in.getInt();
        in.getInt();
        long authority = in.getLong();
        long end = in.getLong();
        long floor = in.getLong();
        return Optional.of(new Pulse(
                session,
                question,
                tick,
                order,
                turn,
                divisor,
                command,
                target,
                shaft,
                yield,
                authority,
                end,
                floor,
                calls,
                in.getLong(),
                in.getLong()));
    }
}
