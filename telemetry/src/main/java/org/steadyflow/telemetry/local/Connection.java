package org.steadyflow.telemetry.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** One connection, either end: a thread that reads lines, one that writes them, and a bounded queue between. */
final class Connection implements LocalPeer {
    private static final int READ_BYTES = 16 * 1024;

    private final SocketChannel channel;
    private final Outbox outbox = new Outbox();
    private final CountDownLatch written = new CountDownLatch(1);
    private final AtomicReference<String> endedBecause = new AtomicReference<>("");

    Connection(SocketChannel channel) {
        this.channel = channel;
    }

    /** Reads and writes until either end closes, or this end gives up; then tells the handler. Returns after that. */
    void run(LineHandler handler) {
        Thread writer = Thread.ofVirtual().name("local-writer").start(this::writeLines);
        try {
            readLines(handler);
            drain();
        } catch (IOException e) {
            end(String.valueOf(e.getMessage()));
        } finally {
            end("the handler failed");
            join(writer);
            handler.ended(endedBecause.get());
        }
    }

    @Override
    public boolean send(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        if (line.indexOf('\n') >= 0 || bytes.length > LocalLimits.LINE_BYTES) {
            throw new IllegalArgumentException(
                    "not one line of at most " + LocalLimits.LINE_BYTES + " bytes: " + bytes.length + " bytes");
        }
        if (!channel.isOpen()) {
            return false;
        }
        if (!outbox.offer(ByteBuffer.wrap(bytes))) {
            end("the peer does not read: more than " + LocalLimits.QUEUED_LINES + " lines or "
                    + LocalLimits.QUEUED_BYTES + " bytes wait for it");
            return false;
        }
        return true;
    }

    @Override
    public void close() {
        end("closed at this end");
    }

    private void readLines(LineHandler handler) throws IOException {
        LineSplitter splitter = new LineSplitter();
        ByteBuffer bytes = ByteBuffer.allocate(READ_BYTES);
        while (channel.read(bytes.clear()) >= 0) {
            for (String line : splitter.split(bytes.flip())) {
                handler.line(line);
            }
        }
        note(splitter.isInsideALine() ? "the peer stopped in the middle of a line" : "the peer closed");
    }

    /** The peer sends nothing more but may still read its answers. */
    private void drain() {
        outbox.finish();
        try {
            boolean all = written.await(LocalLimits.DRAIN.toMillis(), TimeUnit.MILLISECONDS);
            end(all ? "the peer closed" : "the peer closed and did not read its answers");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeLines() {
        try {
            Optional<ByteBuffer> next = outbox.take();
            while (next.isPresent()) {
                ByteBuffer line = next.orElseThrow();
                while (line.hasRemaining()) {
                    channel.write(line);
                }
                next = outbox.take();
            }
        } catch (IOException e) {
            end("the peer is gone (" + e.getMessage() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            written.countDown();
        }
    }

    private void note(String why) {
        endedBecause.compareAndSet("", why);
    }

    /** The first reason counts. Closing the channel frees both threads. */
    private void end(String why) {
        note(why);
        outbox.finish();
        try {
            channel.close();
        } catch (IOException e) {
            // There is nothing left that this could lose.
            note(String.valueOf(e.getMessage()));
        }
    }

    private static void join(Thread writer) {
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
