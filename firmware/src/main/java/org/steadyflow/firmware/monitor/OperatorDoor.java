package org.steadyflow.firmware.monitor;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The Unix-domain socket for the bedside: one request of fixed length and one reply for each connection, as
 * docs/monitor.md lays them out. On threads of its own, so that no cycle waits for a signature, and one for each
 * connection, so that nobody waits for one who says nothing: whoever has not asked within a second is sent away.
 */
public final class OperatorDoor implements Closeable {
    /** Length of a request. */
    public static final int REQUEST_BYTES = 8 + EnvelopeFile.BYTES;
    /** Length of a reply. */
    public static final int REPLY_BYTES = 256;

    private static final int MAGIC = 0x5346_4D4F;
    private static final short VERSION = 2;
    private static final short ENVELOPE = 1;
    private static final short ACKNOWLEDGE = 2;
    private static final short TELL = 3;
    private static final int HEAD_BYTES = 8;
    private static final int TRIP_AT = 252;
    private static final long ANSWER_S = 2;
    /** At once; more wait in line, none longer than the others' deadlines. */
    private static final int MOST_AT_ONCE = 8;

    private static final long DEADLINE_NS = 1_000_000_000L;
    private static final long LOOK_NS = 2_000_000L;
    private static final String UNKNOWN = "The monitor does not know this request.";

    private final Path path;
    private final ServerSocketChannel server;
    private final OperatorMailbox mailbox;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);

    private OperatorDoor(Path path, ServerSocketChannel server, OperatorMailbox mailbox) {
        this.path = path;
        this.server = server;
        this.mailbox = mailbox;
    }

    /** Listens at once; @throws IOException where the socket cannot be had. */
    public static OperatorDoor open(Path path, OperatorMailbox mailbox) throws IOException {
        Files.deleteIfExists(path);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        OperatorDoor door = new OperatorDoor(path, server, mailbox);
        Thread.ofPlatform().daemon().name("monitor-operator").start(door::serve);
        return door;
    }

    private void serve() {
        while (server.isOpen()) {
            room.acquireUninterruptibly();
            try {
                SocketChannel person = server.accept();
                Thread.ofVirtual().start(() -> serve(person));
            } catch (IOException _) {
                // The next one may do better; a closed server ends it.
                room.release();
            }
        }
    }

    private void serve(SocketChannel person) {
        try (person) {
            answer(person);
        } catch (IOException _) {
            // They are gone; nobody waits for the reply.
        } finally {
            room.release();
        }
    }

    private void answer(SocketChannel person) throws IOException {
        person.configureBlocking(false);
        ByteBuffer in = ByteBuffer.allocate(REQUEST_BYTES);
        long endNs = System.nanoTime() + DEADLINE_NS;
        while (in.hasRemaining() && System.nanoTime() - endNs < 0) {
            int got = person.read(in);
            if (got < 0) {
                return;
            }
            if (got == 0) {
                LockSupport.parkNanos(LOOK_NS);
            }
        }
        if (!in.hasRemaining()) {
            write(person, reply(in.flip()));
        }
    }

    private String reply(ByteBuffer request) {
        if (request.getInt() != MAGIC || request.getShort() != VERSION) {
            return UNKNOWN;
        }
        return switch (request.getShort()) {
            case ENVELOPE -> {
                byte[] envelope = new byte[EnvelopeFile.BYTES];
                request.get(envelope);
                yield waitedFor(mailbox.hand(envelope));
            }
            case ACKNOWLEDGE -> waitedFor(mailbox.acknowledge(request.getInt()));
            case TELL -> mailbox.told().sentence();
            default -> UNKNOWN;
        };
    }

    private static String waitedFor(CompletableFuture<String> answer) {
        return answer.completeOnTimeout("The monitor did not answer.", ANSWER_S, TimeUnit.SECONDS)
                .join();
    }

    private void write(SocketChannel person, String sentence) throws IOException {
        byte[] text = sentence.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, TRIP_AT - HEAD_BYTES);
        ByteBuffer out = ByteBuffer.allocate(REPLY_BYTES);
        out.putInt(MAGIC).putShort(VERSION).putShort((short) length).put(text, 0, length);
        out.putInt(TRIP_AT, mailbox.told().trip()).rewind();
        long endNs = System.nanoTime() + DEADLINE_NS;
        while (out.hasRemaining() && System.nanoTime() - endNs < 0) {
            if (person.write(out) == 0) {
                LockSupport.parkNanos(LOOK_NS);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(path);
    }
}
