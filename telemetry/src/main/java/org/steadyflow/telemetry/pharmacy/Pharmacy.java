package org.steadyflow.telemetry.pharmacy;

import java.io.IOException;
import java.net.URI;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.List;
import org.steadyflow.telemetry.message.Signatures;
import org.steadyflow.telemetry.message.Topics;

/**
 * The pharmacy, wired: broker pipe, ingest, store, console. Any thread may start and close it.
 *
 * <p>It listens on loopback and asks nobody for a password. A broker that is away is no error: it tries again for ever.
 */
public final class Pharmacy implements AutoCloseable {
    private final PublicKey key;
    private final Store store;
    private final BrokerPipe pipe;
    private final IngestLoop ingest;
    private final Consoles consoles;
    private final Rounds rounds;
    private final WebServer web;

    private Pharmacy(PharmacyConfig config, KeyPair keys, Store store, InstantSource clock) {
        this.key = keys.getPublic();
        this.store = store;
        this.consoles = new Consoles(clock);
        this.pipe = new BrokerPipe(config.broker(), List.of(Topics.ALL_LINES, Topics.ALL_BEATS), this::arrived);
        Downlink downlink = new Downlink(pipe, new Counters(store, clock), keys.getPrivate());
        this.ingest = new IngestLoop(store, downlink, clock, consoles::changed);
        this.rounds = new Rounds(store, downlink, consoles, clock, consoles::changed);
        Desk desk = new Desk(store, downlink, clock, consoles::changed);
        Api api = new Api(desk, () -> health(desk, clock));
        Feed feed = new Feed(desk, consoles, pipe::isConnected, clock);
        this.web = WebServer.start(config.httpPort(), api, feed, ConsoleFiles.all());
    }

    /**
     * Opens the store, the console and the connection to the broker; on the first start also makes the key pair.
     *
     * @throws PharmacyException one sentence: the port is in use, the folder cannot be written, the database not opened
     */
    public static Pharmacy start(PharmacyConfig config) {
        Pharmacy pharmacy = start(config, InstantSource.system());
        pharmacy.rounds.start();
        return pharmacy;
    }

    /** For tests: does nothing by the clock until {@link #rounds} are told to. */
    static Pharmacy start(PharmacyConfig config, InstantSource clock) {
        KeyPair keys = keys(config);
        Store store = Store.open(config.jdbcUrl());
        try {
            Pharmacy pharmacy = new Pharmacy(config, keys, store, clock);
            pharmacy.ingest.start();
            pharmacy.pipe.start();
            return pharmacy;
        } catch (PharmacyException refused) {
            store.close();
            throw refused;
        }
    }

    /** Where the console is, on this machine. */
    public URI console() {
        return web.uri();
    }

    /** What the pumps must have to believe this pharmacy; the file {@link Signatures#PUBLIC_FILE} holds the same. */
    public PublicKey key() {
        return key;
    }

    /** Whether the broker is connected now. */
    public boolean isConnected() {
        return pipe.isConnected();
    }

    /** For tests: what is done every few seconds, done now. */
    Rounds rounds() {
        return rounds;
    }

    /** Stops taking messages, lets the one in work end, and closes the store; within a few seconds. */
    @Override
    public void close() {
        rounds.close();
        pipe.close();
        ingest.close();
        consoles.close();
        web.close();
        store.close();
    }

    private void arrived(String topic, byte[] payload) throws InterruptedException {
        ingest.take(topic, payload);
    }

    private View.Health health(Desk desk, InstantSource clock) {
        IngestCounts counts = ingest.counts();
        boolean well = pipe.isConnected() && ingest.isStoring();
        return new View.Health(
                well ? "OK" : "DEGRADED",
                pipe.isConnected(),
                desk.pumps().size(),
                consoles.count(),
                counts.waiting(),
                counts.refused(),
                counts.dropped(),
                counts.failed(),
                clock.millis());
    }

    private static KeyPair keys(PharmacyConfig config) {
        try {
            return Signatures.loadOrCreate(config.data());
        } catch (IOException failed) {
            throw new PharmacyException(
                    "The pharmacy cannot read or make its key pair: " + failed.getMessage(), failed);
        }
    }
}
