package org.steadyflow.telemetry.link;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.steadyflow.telemetry.journal.LineCodec;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.LineBatch;
import org.steadyflow.telemetry.message.PharmacyMessage;
import org.steadyflow.telemetry.message.Signatures;
import org.steadyflow.telemetry.message.SignedMessage;
import org.steadyflow.telemetry.message.Topics;

/** The other end for one pump: stores lines, sends receipts, and lets a test spoil them. */
final class TestPharmacy implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofMinutes(1);
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration RETRY = Duration.ofMillis(5);

    final ConcurrentSkipListMap<Long, String> stored = new ConcurrentSkipListMap<>();
    final AtomicLong linesReceived = new AtomicLong();
    final AtomicLong oldestSeq = new AtomicLong(1);
    final KeyPair keys;

    private final URI broker;
    private final String pump;
    private final AtomicLong counter = new AtomicLong();
    private final CountDownLatch listening = new CountDownLatch(1);
    private final Queue<byte[]> toSay = new ConcurrentLinkedQueue<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("test-pharmacy").unstarted(this::run);
    private volatile UnaryOperator<List<byte[]>> courier = UnaryOperator.identity();
    private volatile boolean closing;

    TestPharmacy(URI broker, String pump, Path keyDir) throws IOException {
        this.broker = broker;
        this.pump = pump;
        this.keys = Signatures.loadOrCreate(keyDir);
    }

    /** Returns once it listens, so that nothing sent after this is lost. */
    TestPharmacy start() throws InterruptedException {
        thread.start();
        if (!listening.await(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("no broker at " + broker);
        }
        return this;
    }

    /** What happens to receipts on their way down. */
    void setCourier(UnaryOperator<List<byte[]>> courier) {
        this.courier = courier;
    }

    long nextCounter() {
        return counter.incrementAndGet();
    }

    byte[] sign(PharmacyMessage message) {
        return sign(message, keys);
    }

    static byte[] sign(PharmacyMessage message, KeyPair keys) {
        String body = Json.MAPPER.writerFor(PharmacyMessage.class).writeValueAsString(message);
        return encode(Signatures.sign(body, keys.getPrivate()));
    }

    static byte[] encode(SignedMessage message) {
        return Json.MAPPER.writeValueAsString(message).getBytes(StandardCharsets.UTF_8);
    }

    /** Sends this down as it is, as soon as there is a connection. */
    void say(byte[] payload) {
        toSay.add(payload);
    }

    /** A receipt that is right in everything, for what is stored without a gap. */
    Optional<PharmacyMessage.Receipt> receipt() {
        long upTo = oldestSeq.get() - 1;
        while (stored.containsKey(upTo + 1)) {
            upTo++;
        }
        String line = stored.get(upTo);
        return line == null
                ? Optional.empty()
                : Optional.of(new PharmacyMessage.Receipt(pump, nextCounter(), upTo, LineCodec.hash(line)));
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closing) {
            try (BrokerConnection connection = BrokerConnection.open(broker, "pharmacy", Topics.ALL_LINES, ANSWER)) {
                listening.countDown();
                while (!closing && connection.lostBecause().isEmpty()) {
                    round(connection);
                }
            } catch (IOException e) {
                LockSupport.parkNanos(RETRY.toNanos());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void round(BrokerConnection connection) throws IOException, InterruptedException {
        Optional<byte[]> batch = connection.take(Duration.ofMillis(20));
        if (batch.isPresent()) {
            store(Json.MAPPER.readValue(batch.orElseThrow(), LineBatch.class));
            List<byte[]> receipts = receipt().map(this::sign).map(List::of).orElse(List.of());
            for (byte[] payload : courier.apply(receipts)) {
                connection.publish(Topics.pharmacy(pump), payload);
            }
        }
        for (byte[] payload = toSay.poll(); payload != null; payload = toSay.poll()) {
            connection.publish(Topics.pharmacy(pump), payload);
        }
    }

    private void store(LineBatch batch) {
        if (!batch.pump().equals(pump)) {
            return;
        }
        oldestSeq.accumulateAndGet(batch.oldestSeq(), Math::max);
        long seq = batch.firstSeq();
        for (String line : batch.lines()) {
            stored.putIfAbsent(seq++, line);
            linesReceived.incrementAndGet();
        }
    }
}
