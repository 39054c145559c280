package org.steadyflow.firmware.monitor;

import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * What outlives a restart of the monitor, as bytes: the signed envelope as it was handed over, what flowed under it,
 * and the angle at which that was so. The angle says how far the shaft went since, up to nine tenths of a turn; what it
 * cannot say is taken for forwards. Pure.
 */
final class KeptState {
    private static final int MAGIC = 0x5346_4D53;
    private static final int VERSION = 1;
    private static final int HEAD_BYTES = 8;
    private static final int NUMBERS = 4 + RollingHour.BINS;

    /** Length of the whole. */
    static final int BYTES = HEAD_BYTES + EnvelopeFile.BYTES + NUMBERS * Long.BYTES + 2 * Integer.BYTES + Long.BYTES;

    private KeptState() {}

    /** What to keep of an account at this angle. */
    static byte[] of(byte[] envelope, Account account, int angle) {
        ByteBuffer out = ByteBuffer.allocate(BYTES);
        out.putInt(MAGIC).putInt(VERSION).put(envelope);
        out.putLong(account.fluidFl())
                .putLong(account.highestFl())
                .putLong(account.bolus().levelFl())
                .putLong(account.lostFl());
        for (long bin : account.hour().kept()) {
            out.putLong(bin);
        }
        out.putInt(account.yieldMillionths()).putInt(angle);
        out.putLong(sum(out.array()));
        return out.array();
    }

    /** What was kept, as it goes on from here. */
    static final class Restored {
        private final byte[] envelope;
        private final Account account;
        private final int angle;

        private Restored(byte[] envelope, Account account, int angle) {
            this.envelope = envelope;
            this.account = account;
            this.angle = angle;
        }

        /** The signed bytes. */
        byte[] envelope() {
            return envelope.clone();
        }

        Account account() {
            return account;
        }

        int angle() {
            return angle;
        }
    }

    /** What was kept; empty where the bytes are damaged or their envelope is not this pharmacy's. */
    static Optional<Restored> read(byte[] bytes, PublicKey pharmacy) {
        if (bytes.length != BYTES) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        boolean isWhole = in.getInt() == MAGIC
                && in.getInt() == VERSION
                && ByteBuffer.wrap(bytes).getLong(BYTES - Long.BYTES) == sum(bytes);
        if (!isWhole) {
            return Optional.empty();
        }
        byte[] envelope = new byte[EnvelopeFile.BYTES];
        in.get(envelope);
        return switch (EnvelopeFile.read(envelope, pharmacy)) {
            case EnvelopeFile.Reading.Accepted(Envelope limits) -> Optional.of(restored(envelope, limits, in));
            case EnvelopeFile.Reading.Refused _ -> Optional.empty();
        };
    }

    private static Restored restored(byte[] envelope, Envelope limits, ByteBuffer in) {
        long fluid = in.getLong();
        long highest = in.getLong();
        LeakyBucket bolus = new LeakyBucket(in.getLong());
        long lost = in.getLong();
        long[] bins = new long[RollingHour.BINS];
        for (int i = 0; i < bins.length; i++) {
            bins[i] = in.getLong();
        }
        Account account = new Account(
                limits,
                limits.femtolitresPerCount(),
                fluid,
                highest,
                LeakyBucket.EMPTY,
                bolus,
                RollingHour.of(bins),
                lost,
                in.getInt());
        return new Restored(envelope, account.restarted(), in.getInt());
    }

    private static long sum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, BYTES - Long.BYTES);
        return crc.getValue();
    }
}
