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
import java.util.concurrent.TimeUnit;

/**
 * The Unix-domain socket for the bedside: one request of fixed length and one reply for each connection, as
 * docs/monitor.md lays them out. On threads of its own, so that no cycle waits for a signature.
 */
public final class OperatorDoor implements Closeable {
    /** Length of a request. */
    public static final int REQUEST_BYTES = 8 + EnvelopeFile.BYTES;
    /** Length of a reply. */
    public static final int REPLY_BYTES = 256;

    private static final int MAGIC = 0x5346_4D4F;
    private static final short VERSION = 1;
    private static final short ENVELOPE = 1;
    private static final short ACKNOWLEDGE = 2;
    private static final int HEAD_BYTES = 8;
    private static final long ANSWER_S = 2;

    private final Path path;
    private final ServerSocketChannel server;
    private final OperatorMailbox mailbox;

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
            try (SocketChannel person = server.accept()) {
                answer(person);
            } catch (IOException _) {
                // The next one may do better; a closed server ends it.
            }
        }
    }

    private void answer(SocketChannel person) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(REQUEST_BYTES);
        while (in.hasRemaining() && person.read(in) >= 0) {
            // until the request is whole
        }
        if (!in.hasRemaining()) {
            write(person, reply(in.flip()));
        }
    }

    private String reply(ByteBuffer request) {
        if (request.getInt() != MAGIC || request.getShort() != VERSION) {
            return "The monitor does not know this request.";
        }
        short kind = request.getShort();
        if (kind == ACKNOWLEDGE) {
            mailbox.acknowledge();
            return OperatorMailbox.TAKEN;
        }
        if (kind != ENVELOPE) {
            return "The monitor does not know this request.";
        }
        byte[] envelope = new byte[EnvelopeFile.BYTES];
        request.get(envelope);
        return mailbox.hand(envelope)
                .completeOnTimeout("The monitor did not answer.", ANSWER_S, TimeUnit.SECONDS)
                .join();
    }

    private static void write(SocketChannel person, String sentence) throws IOException {
        byte[] text = sentence.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, REPLY_BYTES - HEAD_BYTES);
        ByteBuffer out = ByteBuffer.allocate(REPLY_BYTES);
        out.putInt(MAGIC).putShort(VERSION).putShort((short) length).put(text, 0, length);
        out.rewind();
        while (out.hasRemaining()) {
            person.write(out);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(path);
    }
}
