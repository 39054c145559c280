package org.steadyflow.simulator.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.ledger.Ledger;
import org.steadyflow.simulator.remote.HardwareServer;
import org.steadyflow.simulator.remote.LiveWorld;
import org.steadyflow.simulator.run.CalibratedShaft;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;
import org.steadyflow.telemetry.journal.FileStorage;
import org.steadyflow.telemetry.journal.JournalItem;
import org.steadyflow.telemetry.journal.JournalLine;
import org.steadyflow.telemetry.journal.JournalReader;
import org.steadyflow.telemetry.journal.LineCodec;
import org.steadyflow.telemetry.local.LineHandler;
import org.steadyflow.telemetry.local.LocalClient;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Entry;
import org.steadyflow.telemetry.message.Event;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.OperatorMessage;
import org.steadyflow.telemetry.message.OperatorRequest;
import org.steadyflow.telemetry.message.OperatorVerb;

/**
 * A world in real time with its hardware at a socket, and the files of the pump that drives it. About every 10 ms it
 * compares the shaft with the ledger on the disk.
 */
final class LiveBench implements AutoCloseable {
    final LiveWorld world;
    final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final Path dir;
    private final HardwareServer hardware;
    private volatile CalibratedShaft calibrated;
    private volatile long tag;
    private Authority lastRead = Authority.NONE;

    LiveBench(Path dir, long seed) throws IOException {
        this.dir = dir;
        World cassette = new World(WorldParameters.DEFAULT, seed);
        this.calibrated = new CalibratedShaft(cassette.truth());
        this.world = LiveWorld.start(cassette, _ -> compare());
        this.hardware = HardwareServer.start(dir.resolve("hw"), world);
    }

    /** Sends one request and returns the answer; the pump may still be starting. */
    OperatorMessage.Reply ask(OperatorVerb verb, String text) throws Exception {
        Answers answers = new Answers();
        try (LocalClient client = connect(answers)) {
            client.send(Json.MAPPER.writeValueAsString(new OperatorRequest("1", verb, "nurse", text)));
            Eventually.eventually("an answer to " + verb, () -> answers.reply.isPresent());
        }
        return answers.reply.orElseThrow();
    }

    /** From the third start within ten minutes on the pump waits for a person: here is one. */
    void attend() throws Exception {
        OperatorMessage.Status status = status();
        boolean alarmed = status.alarms().stream()
                .anyMatch(alarm -> alarm.code() == AlarmCode.SELF_TEST_FAILED && !alarm.acknowledged());
        if (alarmed) {
            ask(OperatorVerb.ACKNOWLEDGE, "");
        }
        if (status.phase().equals("PAUSED") || status.phase().equals("STOPPED")) {
            ask(OperatorVerb.START, "");
        }
    }

    /** The next status that the pump sends. */
    OperatorMessage.Status status() throws Exception {
        Answers answers = new Answers();
        try (LocalClient _ = connect(answers)) {
            Eventually.eventually("a status", () -> answers.status.isPresent());
        }
        return answers.status.orElseThrow();
    }

    /** The pump may still be starting, and a dead one leaves its socket behind. */
    private LocalClient connect(Answers answers) throws Exception {
        AtomicReference<Optional<LocalClient>> client = new AtomicReference<>(Optional.empty());
        Eventually.eventually("somebody listens at the operator socket", () -> {
            try {
                client.set(Optional.of(LocalClient.connect(dir.resolve("op"), answers)));
            } catch (IOException nobodyYet) {
                return false;
            }
            return true;
        });
        return client.get().orElseThrow();
    }

    /** Accepts the order; from here on the shaft's travel and the ledger are compared. */
    void accept(String file) throws Exception {
        Eventually.eventually("idle", () -> status().phase().equals("IDLE"));
        calibrated = world.with(now -> new CalibratedShaft(now.truth()));
        require(ask(OperatorVerb.ACCEPT, file));
        Eventually.eventually("the ledger names the order", () -> onDisk().order() != 0);
        tag = onDisk().order();
    }

    static void require(OperatorMessage.Reply reply) {
        if (!reply.obeyed()) {
            throw new AssertionError(reply.reasons());
        }
    }

    long shaft() {
        return world.with(now -> now.truth().shaftMicrosteps());
    }

    /** True travel since acceptance, by the yields on the disk. */
    long travel() {
        return world.with(_ -> calibrated.travel());
    }

    /** The ledger's newest record. */
    Authority onDisk() throws IOException {
        Path ledger = dir.resolve("data/ledger");
        return Files.exists(ledger) ? Ledger.look(FileStorage.readOnly(ledger)).newest() : Authority.NONE;
    }

    /** Everything in the journal. */
    List<Entry> journal() throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (!Files.exists(dir.resolve("data/journal"))) {
            return entries;
        }
        try (JournalReader reader = JournalReader.from(FileStorage.readOnly(dir.resolve("data/journal")), 1)) {
            for (JournalItem item : reader.read(Integer.MAX_VALUE)) {
                if (!(item instanceof JournalLine line)) {
                    throw new AssertionError(item);
                }
                entries.add(LineCodec.decode(line));
            }
        }
        return entries;
    }

    <E extends Event> List<E> eventsOf(Class<E> kind) throws IOException {
        return journal().stream()
                .map(Entry::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Whether the hardware may still hear something of a pump, which may be dead by now. */
    boolean isDriven() {
        return hardware.isDriven();
    }

    /** The pump's hardware goes away under it. */
    void endHardware() throws IOException {
        hardware.close();
    }

    @Override
    public void close() throws IOException {
        hardware.close();
        world.close();
    }

    /** On the world's thread: a record read earlier bounds the shaft from below, one read later from above. */
    private void compare() {
        try {
            Authority before = lastRead;
            Authority after = onDisk();
            lastRead = after;
            if (tag != 0 && after.order() == tag) {
                calibrated.learn(after);
            }
            long travel = calibrated.travel();
            boolean inside = (before.order() != tag || travel >= before.settled())
                    && (after.order() != tag || travel <= after.authorised());
            if (tag != 0 && !inside) {
                violations.add("shaft at " + travel + ", on the disk " + before + ", then " + after);
            }
        } catch (IOException e) {
            violations.add("the ledger cannot be read: " + e);
        }
    }

    private static final class Answers implements LineHandler {
        private volatile Optional<OperatorMessage.Reply> reply = Optional.empty();
        private volatile Optional<OperatorMessage.Status> status = Optional.empty();

        @Override
        public void line(String line) {
            switch (Json.MAPPER.readValue(line, OperatorMessage.class)) {
                case OperatorMessage.Reply answer -> reply = Optional.of(answer);
                case OperatorMessage.Status now -> status = Optional.of(now);
            }
        }

        @Override
        public void ended(String why) {}
    }
}
