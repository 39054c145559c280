package org.steadyflow.firmware.panel;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The panel's way to the monitor's operator socket: hands over the envelope that a person confirmed, and their
 * acknowledgement. One connection for each request, as docs/monitor.md lays it out. Any thread.
 */
public final class MonitorDoor {
    private static final int MAGIC = 0x5346_4D4F;
    private static final short VERSION = 1;
    private static final short ENVELOPE = 1;
    private static final short ACKNOWLEDGE = 2;
    private static final int ENVELOPE_BYTES = 168;
    private static final int HEAD_BYTES = 8;
    private static final int REPLY_BYTES = 256;
    private static final long PATIENCE_S = 4;

    private final Path socket;

    /** @param socket where the monitor listens for the bedside */
    public MonitorDoor(Path socket) {
        this.socket = socket;
    }

    /** Hands an envelope over; empty where it is in force, else a sentence that says why not. */
    public String hand(byte[] envelope) {
        return envelope.length == ENVELOPE_BYTES
                ? ask(ENVELOPE, envelope)
                : "An envelope has " + ENVELOPE_BYTES + " bytes, and this one has " + envelope.length + ".";
    }

    /** A person has seen to what the monitor tripped for. */
    public String acknowledge() {
        return ask(ACKNOWLEDGE, new byte[ENVELOPE_BYTES]);
    }

    private String ask(short kind, byte[] body) {
        CompletableFuture<String> reply = CompletableFuture.supplyAsync(() -> exchange(kind, body));
        try {
            return reply.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "The monitor was not asked to the end.";
        } catch (TimeoutException _) {
            return "The monitor did not answer.";
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer is a value, never a failure", e);
        }
    }

    private String exchange(short kind, byte[] body) {
        try (SocketChannel monitor = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            monitor.connect(UnixDomainSocketAddress.of(socket));
            ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES + ENVELOPE_BYTES);
            out.putInt(MAGIC).putShort(VERSION).putShort(kind).put(body).flip();
            while (out.hasRemaining()) {
                monitor.write(out);
            }
            ByteBuffer in = ByteBuffer.allocate(REPLY_BYTES);
            while (in.hasRemaining() && monitor.read(in) >= 0) {
                // until the reply is whole
            }
            return in.hasRemaining() ? "The monitor did not answer." : sentence(in.flip());
        } catch (IOException _) {
            return "The pump's monitor is not there.";
        }
    }

    private static String sentence(ByteBuffer reply) {
        if (reply.getInt() != MAGIC || reply.getShort() != VERSION) {
            return "What answers is not the monitor.";
        }
        byte[] text = new byte[Math.clamp(reply.getShort(), 0, REPLY_BYTES - HEAD_BYTES)];
        reply.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
