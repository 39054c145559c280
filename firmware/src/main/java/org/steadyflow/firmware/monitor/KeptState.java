package org.steadyflow.firmware.monitor;

import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * What outlives a restart of the monitor, as bytes: a trip that nobody has acknowledged, the signed envelope as it was
 * handed over, what flowed under it, the angle at which that was so, and the envelopes that are used up. The angle says
 * how far the shaft went since, up to nine tenths of a turn; what it cannot say is taken for forwards. Pure.
 */
final class KeptState {
    private static final int MAGIC = 0x5346_4D53;
    private static final int VERSION = 2;
    private static final int HEAD_BYTES = 20;
    private static final int NUMBERS = 9 + RollingHour.BINS;
    private static final int ENVELOPED = 1;
    private static final int ANGLED = 2;
    private static final int SAID = 4;
    private static final byte[] NO_ENVELOPE = new byte[EnvelopeFile.BYTES];

    /** Length of the whole. */
    static final int BYTES = HEAD_BYTES
            + EnvelopeFile.BYTES
            + NUMBERS * Long.BYTES
            + 3 * Integer.BYTES
            + SpentIds.MOST * Long.BYTES
            + Long.BYTES;

    private KeptState() {}

    /** What to keep of this state, whose envelope has these signed bytes. */
    static byte[] of(byte[] envelope, MonitorState state) {
        Optional<MonitorState.KeptAngle> angle = state.shaft().known()
                ? Optional.of(new MonitorState.KeptAngle(state.shaft().angle(), state.cycleNs()))
                : state.kept();
        Books books = state.books();
        int flags = (books.account().isPresent() ? ENVELOPED : 0)
                | (angle.isPresent() ? ANGLED : 0)
                | (books.said() ? SAID : 0);
        ByteBuffer out = ByteBuffer.allocate(BYTES);
        out.putInt(MAGIC).putInt(VERSION).putInt(flags);
        boolean isLatched = state.mode().isLatched();
        out.putShort((short) (isLatched ? state.mode().number() : 0))
                .putShort((short) (isLatched ? state.cause().number() : 0))
                .putInt(state.trips());
        out.put(books.account().isPresent() ? envelope : NO_ENVELOPE);
        out.putLong(angle.map(MonitorState.KeptAngle::atNs).orElse(0L)).putLong(books.looseCounts());
        putAccount(out, books.account());
        out.putInt(angle.map(MonitorState.KeptAngle::angle).orElse(0));
        putSpent(out, books.spent().all());
        return out.putLong(sum(out.array())).array();
    }

    private static void putAccount(ByteBuffer out, Optional<Account> account) {
        int from = out.position();
        account.ifPresent(counted -> {
            out.putLong(counted.fluidFl()).putLong(counted.highestFl());
            out.putLong(counted.rate().levelFl()).putLong(counted.bolus().levelFl());
            out.putLong(counted.lostFl()).putLong(counted.offFl());
            out.putLong(counted.hour().inBinNs());
            for (long bin : counted.hour().kept()) {
                out.putLong(bin);
            }
            out.putInt(counted.yieldMillionths());
        });
        out.position(from + (NUMBERS - 2) * Long.BYTES + Integer.BYTES);
    }

    private static void putSpent(ByteBuffer out, long[] ids) {
        out.putInt(ids.length);
        for (long id : ids) {
            out.putLong(id);
        }
        out.position(BYTES - Long.BYTES);
    }

    /** What an image is worth. */
    sealed interface Reading {
        /** Too short, changed, or with an envelope that is not this pharmacy's. */
        record Damaged() implements Reading {}

        /** It goes on from here. */
        record Whole(Restored restored) implements Reading {}
    }

    /** What was kept, as it goes on from here. */
    static final class Restored {
        private final byte[] envelope;
        private final Latch latch;
        private final Books books;
        private final Optional<MonitorState.KeptAngle> angle;

        private Restored(byte[] envelope, Latch latch, Books books, Optional<MonitorState.KeptAngle> angle) {
            this.envelope = envelope;
            this.latch = latch;
            this.books = books;
            this.angle = angle;
        }

        /** The signed bytes of the envelope in force. */
        byte[] envelope() {
            return envelope.clone();
        }

        Latch latch() {
            return latch;
        }

        Books books() {
            return books;
        }

        Optional<MonitorState.KeptAngle> angle() {
            return angle;
        }
    }

    /** Reads an image. Never throws for what the bytes are. */
    static Reading read(byte[] bytes, PublicKey pharmacy) {
        if (bytes.length != BYTES) {
            return new Reading.Damaged();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        boolean isWhole = in.getInt() == MAGIC
                && in.getInt() == VERSION
                && ByteBuffer.wrap(bytes).getLong(BYTES - Long.BYTES) == sum(bytes);
        if (!isWhole) {
            return new Reading.Damaged();
        }
        int flags = in.getInt();
        Latch latch = latch(in.getShort(), in.getShort(), in.getInt());
        byte[] envelope = new byte[EnvelopeFile.BYTES];
        in.get(envelope);
        if ((flags & ENVELOPED) == 0) {
            return new Reading.Whole(restored(envelope, latch, Optional.empty(), flags, in));
        }
        return switch (EnvelopeFile.read(envelope, pharmacy)) {
            case EnvelopeFile.Reading.Accepted(Envelope limits) ->
                new Reading.Whole(restored(envelope, latch, Optional.of(limits), flags, in));
            case EnvelopeFile.Reading.Refused _ -> new Reading.Damaged();
        };
    }

    private static Latch latch(int mode, int cause, int trips) {
        Mode latched = mode == Mode.TRIPPED.number()
                ? Mode.TRIPPED
                : mode == Mode.UNSOUND.number() ? Mode.UNSOUND : Mode.WAITING;
        return new Latch(latched, Cause.numbered(cause), trips);
    }

    private static Restored restored(
            byte[] envelope, Latch latch, Optional<Envelope> limits, int flags, ByteBuffer in) {
        long atNs = in.getLong();
        long loose = in.getLong();
        int from = in.position();
        Optional<Account> account = limits.map(known -> account(known, in).restarted());
        in.position(from + (NUMBERS - 2) * Long.BYTES + Integer.BYTES);
        int angle = in.getInt();
        long[] spent = new long[Math.clamp(in.getInt(), 0, SpentIds.MOST)];
        for (int i = 0; i < spent.length; i++) {
            spent[i] = in.getLong();
        }
        Books books = new Books(account, (flags & SAID) != 0, 0, loose, SpentIds.of(spent));
        Optional<MonitorState.KeptAngle> kept =
                (flags & ANGLED) == 0 ? Optional.empty() : Optional.of(new MonitorState.KeptAngle(angle, atNs));
        return new Restored(envelope, latch, books, kept);
    }

    private static Account account(Envelope limits, ByteBuffer in) {
        long fluid = in.getLong();
        long highest = in.getLong();
        LeakyBucket rate = new LeakyBucket(in.getLong());
        LeakyBucket bolus = new LeakyBucket(in.getLong());
        long lost = in.getLong();
        long off = in.getLong();
        long inBinNs = in.getLong();
        long[] bins = new long[RollingHour.BINS];
        for (int i = 0; i < bins.length; i++) {
            bins[i] = in.getLong();
        }
        return new Account(
                limits,
                limits.femtolitresPerCount(),
                fluid,
                highest,
                rate,
                bolus,
                RollingHour.of(bins, inBinNs),
                lost,
                off,
                in.getInt());
    }

    private static long sum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, BYTES - Long.BYTES);
        return crc.getValue();
    }
}
