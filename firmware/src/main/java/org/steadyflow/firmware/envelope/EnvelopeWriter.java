package org.steadyflow.firmware.envelope;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.HexFormat;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.telemetry.message.Signatures;

/** Lays limits out as docs/envelope.md says and signs them. Any thread. */
public final class EnvelopeWriter {
    /** What the file of an envelope is named after the prescription that it is for. */
    public static final String FILE_SUFFIX = ".envelope";

    private static final byte[] MAGIC = {'S', 'F', 'E', 'N'};
    private static final short VERSION = 1;
    private static final short LENGTH = 168;
    private static final byte FORWARD = 1;
    private static final int RESERVED = 7;

    private EnvelopeWriter() {}

    /** The bytes of the file, the signature last. */
    public static byte[] signed(EnvelopeLimits limits, KeyPair pharmacy) {
        try {
            byte[] body = body(limits, Signatures.keyId(pharmacy.getPublic()));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pharmacy.getPrivate());
            signature.update(body);
            ByteArrayOutputStream whole = new ByteArrayOutputStream(LENGTH);
            whole.write(body);
            whole.write(signature.sign());
            return whole.toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 key pair", e);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
    }

    private static byte[] body(EnvelopeLimits limits, String keyId) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(LENGTH);
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(MAGIC);
        out.writeShort(VERSION);
        out.writeShort(LENGTH);
        out.writeLong(limits.id());
        out.writeLong(limits.turn().nanolitres());
        out.writeLong(limits.turn().microsteps());
        out.writeLong(perHour(limits.highestRate()));
        out.writeLong(limits.volume().nanolitres());
        out.writeLong(perHour(limits.baseRate()));
        out.writeLong(limits.bolus().nanolitres());
        out.writeLong(limits.bolusWindow().toMillis());
        out.writeLong(limits.hour().nanolitres());
        out.writeLong(limits.reverse().nanolitres());
        out.writeByte(FORWARD);
        out.write(new byte[RESERVED]);
        out.write(HexFormat.of().parseHex(keyId));
        return bytes.toByteArray();
    }

    /** Nanolitres an hour, rounded up: no rate that is allowed is above it. */
    private static long perHour(FlowRate rate) {
        long down = rate.nanolitresPerHour();
        return rate.compareTo(new FlowRate(down, NS_PER_HOUR)) > 0 ? down + 1 : down;
    }

    private static final long NS_PER_HOUR = 3_600_000_000_000L;
}
