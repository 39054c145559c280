package org.steadyflow.telemetry.pharmacy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.telemetry.journal.LineCodec;
import org.steadyflow.telemetry.message.PharmacyMessage;

/**
 * Empties the inbox, round by round: stores what came, forces it to the disk, and only then sends a receipt to each
 * pump that was heard. A receipt stays owed until the broker's client has room for it. {@link #take} is for the
 * broker's client; all else runs on the one ingest thread.
 */
final class IngestLoop implements BrokerPipe.Inbox, AutoCloseable {
    static final int LIMIT_WAITING = 500;

    /** One forced write serves so many messages. */
    static final int LIMIT_ROUND = 50;

    /** So long the broker is held back before a message is dropped; the pump sends it again. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** So often it is tried again to send what the broker's client had no room for. */
    static final Duration ROOM_AGAIN = Duration.ofMillis(20);

    private static final Logger LOG = LoggerFactory.getLogger(IngestLoop.class);
    private static final Duration END_LIMIT = Duration.ofSeconds(5);

    private static final Raw END = new Raw("", new byte[0]);

    private final Store store;
    private final Downlink downlink;
    private final InstantSource clock;
    private final Consumer<String> changed;
    private final BlockingQueue<Raw> waiting = new ArrayBlockingQueue<>(LIMIT_WAITING);
    /** Receipts of what is on the disk that were not sent yet: of each pump the latest. */
    private final SequencedMap<String, Stored> owed = new LinkedHashMap<>();

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
                awaitRound(round);
                work(round);
            } catch (InterruptedException end) {
                return;
            } catch (RuntimeException bad) {
                noteFailure(bad);
            }
            round.clear();
        }
    }

    /** Waits for messages; where a receipt is owed, only until the client may have room for it. */
    private void awaitRound(List<Raw> round) throws InterruptedException {
        Optional<Raw> first = owed.isEmpty()
                ? Optional.of(waiting.take())
                : Optional.ofNullable(waiting.poll(ROOM_AGAIN.toMillis(), TimeUnit.MILLISECONDS));
        first.ifPresent(round::add);
        waiting.drainTo(round, LIMIT_ROUND - round.size());
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
            store.sync();
            storing = true;
            receipts.forEach(this::owe);
        }
        sendOwed();
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

    /** Up to where nothing is missing; where that is a line that is not here, what hash it has is not known. */
    private void owe(String pump) {
        store.read(handle -> handle.select("""
                        select pump.contiguous_seq, coalesce(line.hash, ?) as hash from pump left join line
                          on line.pump = pump.pump and line.seq = pump.contiguous_seq where pump.pump = ?""", LineCodec.GENESIS, pump)
                        .map((row, _) -> new Stored(pump, row.getLong("contiguous_seq"), row.getString("hash")))
                        .findOne())
                .ifPresent(stored -> owed.put(pump, stored));
    }

    /** Those for which the client has no room now stay owed. One that fails is not: its pump sends the lines again. */
    private void sendOwed() {
        boolean hasRoom = true;
        while (hasRoom && !owed.isEmpty()) {
            Stored first = owed.firstEntry().getValue();
            owed.remove(first.pump);
            hasRoom = sendReceipt(first);
            if (!hasRoom) {
                owed.putFirst(first.pump, first);
            }
        }
    }

    private boolean sendReceipt(Stored stored) {
        if (!downlink.send(stored.pump, stored::receipt)) {
            return false;
        }
        boolean alarmsStored = store.write(handle -> AlarmLife.stored(handle, stored.pump, stored.seq, clock.millis()));
        if (alarmsStored) {
            changed.accept(stored.pump);
        }
        return true;
    }

    private static final class Raw {
        private final String topic;
        private final byte[] payload;

        Raw(String topic, byte[] payload) {
            this.topic = topic;
            this.payload = payload;
        }
    }

    /** What of a pump is on the disk without a gap. */
    private record Stored(String pump, long seq, String hash) {
        PharmacyMessage receipt(long counter) {
            return new PharmacyMessage.Receipt(pump, counter, seq, hash);
        }
    }
}
