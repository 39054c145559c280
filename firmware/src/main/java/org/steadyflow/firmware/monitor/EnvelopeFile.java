package org.steadyflow.firmware.monitor;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;

/**
 * The bytes of an envelope, big-endian, as docs/envelope.md lays them out. The monitor's own reading of that page; the
 * pharmacy's side writes by another class that shares nothing with this one. Pure.
 */
public final class EnvelopeFile {
    /** Every envelope has just so many bytes. */
    public static final int BYTES = 168;

    private static final int SIGNED_BYTES = 104;
    private static final int KEY_AT = 96;
    private static final int MAGIC = 0x5346_454E;
    private static final int VERSION = 1;
    private static final int FORWARD = 1;

    private static final long RATE_MOST = 3_000_000_000L;
    private static final long VOLUME_MOST = 1_000_000_000_000L;
    private static final long TURN_LEAST_NL = 1_000L;
    private static final long TURN_MOST_NL = 100_000_000L;
    private static final long DIVISOR_MOST = 1_000_000_000L;
    private static final long WINDOW_MOST_MS = 604_800_000L;
    private static final long REVERSE_MOST = 2_000_000L;

    private EnvelopeFile() {}

    /** What the bytes are. */
    public sealed interface Reading {
        record Accepted(Envelope envelope) implements Reading {}

        /** A sentence for the bedside. */
        record Refused(String why) implements Reading {}
    }

    /** Reads an envelope that this pharmacy signed. Never throws for what the bytes are. */
    public static Reading read(byte[] bytes, PublicKey pharmacy) {
        if (bytes.length != BYTES) {
            return refused("it has " + bytes.length + " bytes, and an envelope has " + BYTES);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.getInt() != MAGIC) {
            return refused("it is no envelope");
        }
        int version = in.getShort();
        if (version != VERSION || in.getShort() != BYTES) {
            return refused("it is of version " + version + ", and this monitor reads " + VERSION);
        }
        if (ByteBuffer.wrap(bytes, KEY_AT, Long.BYTES).getLong() != keyId(pharmacy)) {
            return refused("another key signed it than the one that this monitor trusts");
        }
        if (!isSigned(bytes, pharmacy)) {
            return refused("it is not what was signed");
        }
        return limits(in);
    }

    private static Reading limits(ByteBuffer in) {
        Envelope envelope = new Envelope(
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong());
        int direction = in.get();
        String fault = fault(envelope);
        if (!fault.isEmpty()) {
            return refused(fault);
        }
        return direction == FORWARD
                ? new Reading.Accepted(envelope)
                : refused("its direction is " + direction + ", and only " + FORWARD + ", forwards, is one");
    }

    private static String fault(Envelope read) {
        boolean isTurn = read.turnDivisor() >= 1
                && read.turnDivisor() <= DIVISOR_MOST
                && read.turnNl() / read.turnDivisor() >= TURN_LEAST_NL
                && read.turnNl() / read.turnDivisor() <= TURN_MOST_NL;
        if (!isTurn) {
            return "the volume of a turn is out of its range";
        }
        if (!isWithin(1, read.highestRateNlPerH(), RATE_MOST)
                || !isWithin(0, read.baseRateNlPerH(), read.highestRateNlPerH())) {
            return "a rate is out of its range";
        }
        if (!isWithin(1, read.volumeNl(), VOLUME_MOST) || !isWithin(1, read.hourNl(), VOLUME_MOST)) {
            return "a volume is out of its range";
        }
        if (!isWithin(0, read.bolusNl(), VOLUME_MOST) || !isWithin(0, read.bolusWindowMs(), WINDOW_MOST_MS)) {
            return "the dose on request is out of its range";
        }
        return isWithin(0, read.reverseNl(), REVERSE_MOST) ? "" : "the reverse allowance is out of its range";
    }

    private static boolean isWithin(long least, long value, long most) {
        return value >= least && value <= most;
    }

    private static Reading refused(String why) {
        return new Reading.Refused("The monitor does not take this envelope: " + why + ".");
    }

    private static boolean isSigned(byte[] bytes, PublicKey pharmacy) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(pharmacy);
            signature.update(bytes, 0, SIGNED_BYTES);
            return signature.verify(bytes, SIGNED_BYTES, BYTES - SIGNED_BYTES);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    /** The first eight bytes of the SHA-256 of the key's DER form. */
    private static long keyId(PublicKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
