package org.steadyflow.hal.chip;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.SerialLink;

/**
 * A chip of 128 registers that counts its writes at the other end of a line with echo, and a line that can be
 * disturbed. It keeps what is written and does nothing with it.
 */
final class RegisterFileLink implements SerialLink {
    private static final int GSTAT = 0x01;
    private static final int IFCNT = 0x02;
    private static final int RESET_FLAG = 1;
    private static final int CHARGE_PUMP_LOW = 4;

    /** What happens to one exchange. */
    enum Disturbance {
        NONE,
        /** Nothing reaches the chip, nothing comes back. */
        DEAD,
        /** The chip hears nothing; the line's echo comes back. */
        ECHO_ONLY,
        /** The chip hears all; one bit of its answer is turned over. */
        ANSWER_GARBLED,
        /** The chip hears all; one bit of the echo is turned over. */
        ECHO_GARBLED,
        /** The chip hears all; the last byte of the answer is missing. */
        CUT_SHORT,
        /** The chip misses the first write of the exchange and takes the rest. */
        FIRST_WRITE_LOST,
        /** The chip misses every write of the exchange. */
        WRITES_LOST,
        /** The adapter is not there. */
        GONE
    }

    private final int[] registers = new int[128];
    private final List<String> written = new ArrayList<>();
    private final Deque<Disturbance> disturbances = new ArrayDeque<>();
    private int bytesOnLine;
    private int stays;

    RegisterFileLink() {
        powerUp();
    }

    /** All registers as after power-on: 0, the version and the reset flag. */
    void powerUp() {
        Arrays.fill(registers, 0);
        registers[0x04] = 0x30 << 24;
        registers[GSTAT] = RESET_FLAG;
    }

    void disturb(Disturbance... next) {
        disturbances.addAll(List.of(next));
    }

    /** The flag comes back as often as it is cleared. */
    void holdChargePumpLow(boolean low) {
        stays = low ? CHARGE_PUMP_LOW : 0;
    }

    void set(int register, int value) {
        registers[register] = value;
    }

    int get(int register) {
        return registers[register];
    }

    /** Writes since the last call, as {@code register=value} in hexadecimal. */
    List<String> takeWritten() {
        List<String> taken = List.copyOf(written);
        written.clear();
        return taken;
    }

    /** Bytes of questions and answers since the last call. */
    int takeBytesOnLine() {
        int taken = bytesOnLine;
        bytesOnLine = 0;
        return taken;
    }

    @Override
    public BusResult exchange(byte[] out, byte[] in, long withinNs) {
        if (out.length == 0) {
            return BusResult.TIMED_OUT;
        }
        Disturbance now = disturbances.isEmpty() ? Disturbance.NONE : disturbances.remove();
        return switch (now) {
            case DEAD -> BusResult.TIMED_OUT;
            case GONE -> BusResult.GONE;
            case ECHO_ONLY -> {
                System.arraycopy(out, 0, in, 0, out.length);
                yield BusResult.SHORT;
            }
            case NONE -> answered(out, in, 0, OptionalInt.empty());
            case ANSWER_GARBLED -> answered(out, in, 0, OptionalInt.of(out.length + 5));
            case ECHO_GARBLED -> answered(out, in, 0, OptionalInt.of(1));
            case FIRST_WRITE_LOST -> answered(out, in, 1, OptionalInt.empty());
            case WRITES_LOST -> answered(out, in, out.length / 8, OptionalInt.empty());
            case CUT_SHORT -> {
                answered(out, in, 0, OptionalInt.empty());
                in[in.length - 1] = 0;
                yield BusResult.SHORT;
            }
        };
    }

    private BusResult answered(byte[] out, byte[] in, int lostWrites, OptionalInt garbledByte) {
        int at = 0;
        while (out.length - at >= 8) {
            if (at / 8 >= lostWrites) {
                take(out, at);
            }
            at += 8;
        }
        System.arraycopy(out, 0, in, 0, out.length);
        byte[] reply = Tmc5160Datagram.write(0xFF, out[at + 2], registers[out[at + 2]]);
        // A reply is a write to address 255 without the write bit, sealed again.
        reply[2] = out[at + 2];
        reply[7] = Tmc5160Datagram.crc(reply, 0, 7);
        System.arraycopy(reply, 0, in, out.length, reply.length);
        garbledByte.ifPresent(index -> in[index] ^= 0x10);
        bytesOnLine += out.length + reply.length;
        return BusResult.OK;
    }

    private void take(byte[] out, int at) {
        int register = out[at + 2] & 0x7F;
        int value = ByteBuffer.wrap(out, at + 3, 4).getInt();
        written.add(String.format(Locale.ROOT, "%02X=%08X", register, value));
        if (register == GSTAT) {
            registers[GSTAT] &= ~value | stays;
        } else {
            registers[register] = value;
        }
        registers[IFCNT] = registers[IFCNT] + 1 & 0xFF;
    }
}
