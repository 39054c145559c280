package org.steadyflow.telemetry.pharmacy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.telemetry.journal.LineCodec;
import org.steadyflow.telemetry.message.PharmacyMessage;

/**
 * Empties the inbox, round by round: stores what came, forces it to the disk, and only then sends a receipt to each
 * pump that was heard. {@link #take} is for the broker's client; all else runs on the one ingest thread.
 */
final class IngestLoop implements BrokerPipe.Inbox, AutoCloseable {
    static final int LIMIT_WAITING = 500;

    /** One forced write serves so many messages. */
    static final int LIMIT_ROUND = 50;

    /** So long the broker is held back before a message is dropped; the pump sends it again. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(IngestLoop.class);
    private static final Duration END_LIMIT = Duration.ofSeconds(5);

    private static final Raw END = new Raw("", new byte[0]);

    private final Store store;
    private final Downlink downlink;
    private final InstantSource clock;
    private final Consumer<String> changed;
    private final BlockingQueue<Raw> waiting = new ArrayBlockingQueue<>(LIMIT_WAITING);
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Thread worker;
    private volatile boolean closing;
    private volatile boolean storing = true;

    /** @param changed is told the name of each pump of which something is new, on the ingest thread */
    IngestLoop(Store store, Downlink downlink, InstantSource clock, Consumer<String> changed) {
        this.store = store;
        this.downlink = downlink;
        this.clock = clock;
        this.changed = changed;
        this.worker = Thread.ofPlatform().daemon().name("pharmacy-ingest").unstarted(this::run);
    }

    void start() {
        worker.start();
    }

    @Override
    public void take(String topic, byte[] payload) throws InterruptedException {
        if (!waiting.offer(new Raw(topic, payload), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            Troubles.log(
                    "The pharmacy is behind and dropped a message; its pump will repeat it.",
                    dropped.incrementAndGet());
        }
    }

    /** Whether the store took what came last. */
    boolean isStoring() {
        return storing;
    }

    IngestCounts counts() {
        return new IngestCounts(waiting.size(), refused.get(), dropped.get(), failed.get());
    }

    @Override
    public void close() {
        closing = true;
        // No interrupt: the database closes its file when a thread is interrupted in it.
        boolean _ = waiting.offer(END);
        try {
            worker.join(END_LIMIT);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Raw> round = new ArrayList<>(LIMIT_ROUND);
        while (!closing) {
            try {
                round.add(waiting.take());
                waiting.drainTo(round, LIMIT_ROUND - 1);
                work(round);
            } catch (InterruptedException end) {
                return;
            } catch (RuntimeException bad) {
                noteFailure(bad);
            }
            round.clear();
        }
    }

    private void work(List<Raw> round) {
        Set<String> heard = new LinkedHashSet<>();
        Set<String> receipts = new LinkedHashSet<>();
        for (Raw raw : round) {
            if (raw == END) {
                break;
            }
            switch (InboundReader.read(raw.topic, raw.payload)) {
                case Inbound.Batch batch -> addIf(store(batch), receipts, batch.pump());
                case Inbound.Beat beat -> addIf(note(beat), heard, beat.pump());
                case Inbound.Refused bad -> refuse(bad.pump(), bad.kind(), bad.why());
            }
        }
        heard.addAll(receipts);
        heard.forEach(changed);
        if (!receipts.isEmpty()) {
            storing = true;
            receipts.forEach(this::sendReceipt);
        }
    }

    private static void addIf(boolean done, Set<String> pumps, String pump) {
        if (done) {
            pumps.add(pump);
        }
    }

    private boolean store(Inbound.Batch batch) {
        return attempt(batch.pump(), () -> store.change(handle -> new Ingest(handle, clock.millis()).store(batch)));
    }

    private boolean note(Inbound.Beat beat) {
        return attempt(beat.pump(), () -> store.change(handle -> new Ingest(handle, clock.millis()).beat(beat)));
    }

    /** A message that fails is dropped, and the others of its round go on. Its pump sends it again. */
    private boolean attempt(String pump, Runnable work) {
        try {
            work.run();
            return true;
        } catch (UnreadableException beyondLimit) {
            refuse(pump, TroubleKind.OVERSIZE, beyondLimit.why());
            return false;
        } catch (RuntimeException bad) {
            noteFailure(bad);
            return false;
        }
    }

    private void refuse(String pump, TroubleKind kind, String why) {
        long times = refused.incrementAndGet();
        String sentence = "A message of " + pump + " was refused: " + why + ".";
        boolean known = store.read(handle -> PumpRow.find(handle, pump).isPresent());
        if (known) {
            store.change(handle -> Troubles.note(handle, pump, kind, sentence, clock.millis()));
            changed.accept(pump);
        } else {
            Troubles.log(sentence, times);
        }
    }

    private void noteFailure(RuntimeException bad) {
        long times = failed.incrementAndGet();
        Troubles.log("The pharmacy could not store a message; its pump will repeat it. " + firstLine(bad), times);
        LOG.debug("The cause.", bad);
        storing = false;
    }

    private static String firstLine(RuntimeException bad) {
        return String.valueOf(bad.getMessage()).lines().findFirst().orElse("");
    }

    /** Says up to where nothing is missing; where that is a line that is not here, what hash it has is not known. */
    private void sendReceipt(String pump) {
        Optional<Stored> stored = store.read(handle -> handle.select("""
                        select pump.contiguous_seq, coalesce(line.hash, ?) as hash from pump left join line
                          on line.pump = pump.pump and line.seq = pump.contiguous_seq where pump.pump = ?""", LineCodec.GENESIS, pump)
                .map((row, _) -> new Stored(row.getLong("contiguous_seq"), row.getString("hash")))
                .findOne());
        if (stored.isPresent() && downlink.send(pump, stored.get().receipt(pump))) {
            boolean alarmsStored =
                    store.write(handle -> AlarmLife.stored(handle, pump, stored.get().seq, clock.millis()));
            if (alarmsStored) {
                changed.accept(pump);
            }
        }
    }

    private static final class Raw {
        private final String topic;
        private final byte[] payload;

        Raw(String topic, byte[] payload) {
            this.topic = topic;
            this.payload = payload;
        }
    }

    private record Stored(long seq, String hash) {
        LongFunction<PharmacyMessage> receipt(String pump) {
            return counter -> new PharmacyMessage.Receipt(pump, counter, seq, hash);
        }
    }
}
