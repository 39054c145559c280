package org.steadyflow.telemetry.link;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.telemetry.journal.LineFrame;
import org.steadyflow.telemetry.journal.Storage;
import org.steadyflow.telemetry.message.Entry;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.LineBatch;
import org.steadyflow.telemetry.message.PumpBeat;
import org.steadyflow.telemetry.message.Topics;

/**
 * Keeps the pharmacy up to date with a pump's journal for as long as it runs, through any trouble with the network.
 * Reads the journal as any reader does; whether this runs, hangs or lies changes nothing at the pump. {@link #status}
 * and {@link #close} from any thread.
 */
public final class Link implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    /** Messages that are looked at before lines are sent again. */
    private static final int LIMIT_ROUND = 64;

    private static final Duration BEAT = Duration.ofSeconds(PumpBeat.PERIOD_S);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(12);

    private final LinkConfig config;
    private final Storage journal;
    private final InstantSource wall;
    private final Incoming incoming;
    private final JournalEnd journalEnd;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile LinkStatus status;
    private long nextBeatNs = System.nanoTime();

    private Link(LinkConfig config, Storage journal, InstantSource wall, Incoming incoming) {
        this.config = config;
        this.journal = journal;
        this.wall = wall;
        this.incoming = incoming;
        this.journalEnd = new JournalEnd(journal, incoming.position().seq());
        this.status = statusOf(LinkStatus.State.RETRYING, "starting");
        this.thread = Thread.ofPlatform().daemon().name("link-" + config.pump()).unstarted(this::run);
    }

    /** Whether a pharmacy's key is kept there, so that none need be given. */
    public static boolean hasKey(Path stateDir) {
        return Files.exists(stateDir.resolve(PharmacyPin.FILE));
    }

    /**
     * Starts a link; a broker that is down is no error, and shows in {@link #status}.
     *
     * @param journal read only
     * @param wall the pump's wall clock, for the beat only
     * @throws IOException where the pharmacy's key is not the pinned one or there is none, or what the link keeps
     *     cannot be read or belongs to another pump
     */
    public static Link start(LinkConfig config, Storage journal, PharmacySink sink, InstantSource wall)
            throws IOException {
        Files.createDirectories(config.stateDir());
        Checkpoint checkpoint =
                new Checkpoint(config.pump(), PharmacyPin.load(config.stateDir(), config.pharmacyKey()));
        PositionFile file = new PositionFile(config.stateDir(), config.pump());
        Link link = new Link(config, journal, wall, new Incoming(checkpoint, file, sink));
        link.thread.start();
        return link;
    }

    public LinkStatus status() {
        return status;
    }

    /** Ends the connection and the thread; the position stays as it is. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(CLOSE_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration pause = config.times().firstPause();
        while (!isClosing()) {
            long startedNs = System.nanoTime();
            String reason = attempt();
            if (isClosing()) {
                break;
            }
            report(LinkStatus.State.RETRYING, reason);
            boolean heldForAWhile = System.nanoTime() - startedNs
                    > config.times().longestPause().toNanos();
            pause = heldForAWhile ? config.times().firstPause() : pause;
            rest(pause);
            pause = Patience.shorter(pause.multipliedBy(2), config.times().longestPause());
        }
        report(LinkStatus.State.CLOSED, "closed");
    }

    /**
     * Holds one connection for as long as it lasts; returns why it is over. Whatever goes wrong, the next one may work.
     */
    private String attempt() {
        try {
            return converse();
        } catch (FileSystemException e) {
            return "a file cannot be used (" + e + ")";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            closing.countDown();
            return "interrupted";
        } catch (RuntimeException e) {
            LOG.error("A fault in the link itself; it goes on with a new connection", e);
            return "a fault in the link itself: " + e;
        }
    }

    private String converse() throws IOException, InterruptedException {
        checkHistory();
        String clientId = "pump-" + config.pump();
        String topic = Topics.pharmacy(config.pump());
        try (BrokerConnection connection = BrokerConnection.open(
                        config.broker(), clientId, topic, config.times().answer());
                Outgoing outgoing =
                        new Outgoing(journal, config.pump(), incoming.position().seq() + 1)) {
            Patience patience = new Patience(config.times(), System.nanoTime());
            while (!isClosing() && connection.lostBecause().isEmpty()) {
                report(LinkStatus.State.CONNECTED, "connected to " + config.broker());
                round(connection, outgoing, patience);
            }
            return connection.lostBecause().orElse("closing");
        }
    }

    /** A journal that lacks the confirmed line, or has another in its place, is not the one that was confirmed. */
    private void checkHistory() throws IOException {
        Position position = incoming.position();
        if (position.seq() == 0) {
            return;
        }
        Optional<String> hash = Outgoing.hashOf(journal, position.seq());
        journalEnd.look();
        boolean otherLine = hash.isPresent() && !hash.orElseThrow().equals(position.hash());
        if (otherLine || journalEnd.newestSeq() < position.seq()) {
            LOG.warn(
                    "This journal is not the one whose line {} the pharmacy confirmed; all of it is sent again",
                    position.seq());
            incoming.startOver();
        }
    }

    private void round(BrokerConnection connection, Outgoing outgoing, Patience patience)
            throws IOException, InterruptedException {
        boolean changed = incoming.handle(arrived(connection), outgoing);
        incoming.rejects().count(Reject.OVERFLOW, connection.takeDropped());
        long nowNs = System.nanoTime();
        if (changed || !outgoing.isWaitingForReceipt()) {
            patience.renew(nowNs);
        } else if (patience.isOver(nowNs)) {
            LOG.info("No receipt from the pharmacy; sending again from line {}", outgoing.firstUnconfirmed());
            outgoing.sendAgain();
        }
        send(connection, outgoing);
        beat(connection, nowNs);
    }

    private List<byte[]> arrived(BrokerConnection connection) throws InterruptedException {
        List<byte[]> payloads = new ArrayList<>();
        Optional<byte[]> next = connection.take(config.times().look());
        while (next.isPresent() && payloads.size() < LIMIT_ROUND) {
            payloads.add(next.orElseThrow());
            next = payloads.size() < LIMIT_ROUND ? connection.take(Duration.ZERO) : Optional.empty();
        }
        return payloads;
    }

    private void send(BrokerConnection connection, Outgoing outgoing) throws IOException {
        Optional<LineBatch> batch = outgoing.next();
        while (batch.isPresent() && !isClosing()) {
            connection.publish(Topics.lines(config.pump()), Json.MAPPER.writeValueAsBytes(batch.orElseThrow()));
            batch = outgoing.next();
        }
    }

    private void beat(BrokerConnection connection, long nowNs) throws IOException {
        Optional<LineFrame> newest = journalEnd.newest();
        if (newest.isPresent() && nowNs - nextBeatNs >= 0) {
            LineFrame line = newest.orElseThrow();
            PumpBeat beat = new PumpBeat(Entry.SCHEMA, config.pump(), line.boot(), line.seq(), wall.millis());
            connection.mention(Topics.beat(config.pump()), Json.MAPPER.writeValueAsBytes(beat));
            nextBeatNs = nowNs + BEAT.toNanos();
        }
    }

    private void report(LinkStatus.State state, String reason) {
        try {
            journalEnd.look();
        } catch (IOException e) {
            LOG.debug("the journal cannot be read just now", e);
        }
        LinkStatus before = status;
        status = statusOf(state, reason);
        boolean news = before.state() != state || !before.reason().equals(reason);
        if (news) {
            LOG.info("Link of {}: {}, {}; {} lines wait", config.pump(), state, reason, status.backlog());
        }
    }

    private LinkStatus statusOf(LinkStatus.State state, String reason) {
        return new LinkStatus(
                state,
                reason,
                incoming.position().seq(),
                journalEnd.newestSeq(),
                incoming.rejects().counts());
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void rest(Duration pause) {
        try {
            boolean closed = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            LOG.trace("rested, closed: {}", closed);
        } catch (InterruptedException e) {
            closing.countDown();
        }
    }
}
