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
    private static final short VERSION = 2;
    private static final short ENVELOPE = 1;
    private static final short ACKNOWLEDGE = 2;
    private static final short TELL = 3;
    private static final int ENVELOPE_BYTES = 168;
    private static final int HEAD_BYTES = 8;
    private static final int REPLY_BYTES = 256;
    private static final int TRIP_AT = 252;
    private static final long PATIENCE_S = 4;

    private final Path socket;

    /** @param socket where the monitor listens for the bedside */
    public MonitorDoor(Path socket) {
        this.socket = socket;
    }

    /**
     * How the monitor is.
     *
     * @param trip number of the trip that holds, 0 for none
     * @param sentence why it tripped, or why that is not known; empty for neither
     */
    public record Told(int trip, String sentence) {}

    /** Hands an envelope over; empty where it is in force, else a sentence that says why not. */
    public String hand(byte[] envelope) {
        return envelope.length == ENVELOPE_BYTES
                ? ask(ENVELOPE, envelope).sentence()
                : "An envelope has " + ENVELOPE_BYTES + " bytes, and this one has " + envelope.length + ".";
    }

    /** A person has seen to the trip of this number; empty where none holds any more, else a sentence. */
    public String acknowledge(int trip) {
        byte[] body = ByteBuffer.allocate(ENVELOPE_BYTES).putInt(trip).array();
        return ask(ACKNOWLEDGE, body).sentence();
    }

    /** Asks how it is. */
    public Told told() {
        return ask(TELL, new byte[ENVELOPE_BYTES]);
    }

    private Told ask(short kind, byte[] body) {
        CompletableFuture<Told> reply =
                CompletableFuture.supplyAsync(() -> exchange(kind, body), task -> Thread.startVirtualThread(task));
        try {
            return reply.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return unknown("The monitor was not asked to the end.");
        } catch (TimeoutException _) {
            return unknown("The monitor did not answer.");
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer is a value, never a failure", e);
        }
    }

    private static Told unknown(String why) {
        return new Told(0, why);
    }

    private Told exchange(short kind, byte[] body) {
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
            return in.hasRemaining() ? unknown("The monitor did not answer.") : told(in.flip());
        } catch (IOException _) {
            return unknown("The pump's monitor is not there.");
        }
    }

    private static Told told(ByteBuffer reply) {
        if (reply.getInt() != MAGIC || reply.getShort() != VERSION) {
            return unknown("What answers is not the monitor.");
        }
        byte[] text = new byte[Math.clamp(reply.getShort(), 0, TRIP_AT - HEAD_BYTES)];
        reply.get(text);
        return new Told(reply.getInt(TRIP_AT), new String(text, StandardCharsets.UTF_8));
    }
}
