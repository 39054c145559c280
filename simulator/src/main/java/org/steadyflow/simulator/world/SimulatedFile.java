package org.steadyflow.simulator.world;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** One file twice: as programs see it and as the medium holds it, with the writes that lie between. */
final class SimulatedFile {
    /** Where a torn write ends, in bytes: the boundaries at which codes that believe half a record break. */
    private static final int[] TEARS = {0, 1, 8, 64, 511, 512};

    private static final int FATES = 3;

    private static final class Write {
        private final int position;
        private final byte[] bytes;

        Write(int position, byte[] bytes) {
            this.position = position;
            this.bytes = bytes;
        }

        void copyTo(byte[] medium, int count) {
            System.arraycopy(bytes, 0, medium, position, count);
        }
    }

    private final byte[] seen;
    private final byte[] durable;
    private final List<Write> unforced = new ArrayList<>();

    SimulatedFile(int sizeBytes) {
        seen = new byte[sizeBytes];
        durable = new byte[sizeBytes];
    }

    int size() {
        return seen.length;
    }

    int read(long position, ByteBuffer target) {
        int from = (int) Math.min(position, seen.length);
        int count = Math.min(target.remaining(), seen.length - from);
        target.put(seen, from, count);
        return count;
    }

    void write(long position, ByteBuffer source) {
        keep(checked(position, source.remaining()), bytesOf(source));
    }

    /** A write that fails half-way. */
    void writePart(long position, ByteBuffer source, RandomBits bits) {
        int start = checked(position, source.remaining());
        byte[] all = bytesOf(source);
        keep(start, firstOf(all, (int) (bits.nextUnit() * (all.length + 1))));
    }

    private int checked(long position, int count) {
        if (position < 0 || position + count > seen.length) {
            throw new IllegalArgumentException(
                    "bytes " + position + " to " + (position + count) + " are outside a file of " + seen.length);
        }
        return (int) position;
    }

    private static byte[] bytesOf(ByteBuffer source) {
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        return bytes;
    }

    private static byte[] firstOf(byte[] bytes, int count) {
        byte[] first = new byte[count];
        System.arraycopy(bytes, 0, first, 0, count);
        return first;
    }

    private void keep(int position, byte[] bytes) {
        System.arraycopy(bytes, 0, seen, position, bytes.length);
        unforced.add(new Write(position, bytes));
    }

    void force() {
        for (Write write : unforced) {
            write.copyTo(durable, write.bytes.length);
        }
        unforced.clear();
    }

    /** Programs go on seeing what they wrote; the medium has any part of it, and nothing remembers which. */
    void forceFailed(RandomBits bits) {
        leaveToChance(bits);
    }

    void losePower(RandomBits bits) {
        leaveToChance(bits);
        System.arraycopy(durable, 0, seen, 0, durable.length);
    }

    private void leaveToChance(RandomBits bits) {
        while (!unforced.isEmpty()) {
            Write write = unforced.remove((int) (bits.nextUnit() * unforced.size()));
            write.copyTo(durable, keptBytes(write.bytes.length, bits));
        }
    }

    /** All, none, or up to a tear. */
    private static int keptBytes(int length, RandomBits bits) {
        int fate = (int) (bits.nextUnit() * FATES);
        int tear = TEARS[(int) (bits.nextUnit() * TEARS.length)];
        return switch (fate) {
            case 0 -> length;
            case 1 -> 0;
            default -> Math.min(length, tear);
        };
    }

    void flip(int position, int mask) {
        seen[position] ^= (byte) mask;
        durable[position] ^= (byte) mask;
    }
}
