package org.steadyflow.telemetry.pharmacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.telemetry.broker.EmbeddedBroker;
import org.steadyflow.telemetry.journal.FileStorage;
import org.steadyflow.telemetry.journal.JournalLimits;
import org.steadyflow.telemetry.journal.JournalWriter;
import org.steadyflow.telemetry.link.Link;
import org.steadyflow.telemetry.link.LinkConfig;
import org.steadyflow.telemetry.link.LinkTimes;
import org.steadyflow.telemetry.link.PharmacySink;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Event;
import org.steadyflow.telemetry.message.PharmacyMessage;
import org.steadyflow.telemetry.message.Priority;
import org.steadyflow.telemetry.message.Signatures;
import tools.jackson.databind.JsonNode;

/** A real journal, a real link, a real broker and a real pharmacy, as they run in the field. */
class LinkAndPharmacyTest {
    private static final String PUMP = "pump-7";
    private static final LinkTimes QUICK = new LinkTimes(
            Duration.ofMinutes(1),
            Duration.ofMillis(50),
            Duration.ofMillis(400),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofMillis(10));

    private final Path dir;
    private final Told told = new Told();
    private EmbeddedBroker broker;
    private Pharmacy pharmacy;
    private TestConsole console;
    private FileStorage storage;
    private JournalWriter journal;
    private Link link;

    LinkAndPharmacyTest(@TempDir Path dir) {
        this.dir = dir;
    }

    @BeforeEach
    void start() throws IOException {
        broker = EmbeddedBroker.start(dir.resolve("broker"), 0);
        startPharmacy();
        storage = FileStorage.at(dir.resolve("journal"));
        journal = JournalWriter.open(storage, PUMP, JournalLimits.DEFAULT);
        link = Link.start(
                new LinkConfig(
                        broker.uri(),
                        PUMP,
                        dir.resolve("link"),
                        dir.resolve("pharmacy").resolve(Signatures.PUBLIC_FILE),
                        QUICK),
                storage,
                told,
                InstantSource.system());
    }

    @AfterEach
    void stop() throws IOException {
        link.close();
        journal.close();
        stopPharmacy();
        broker.close();
    }

    @Test
    void anAlarmGoesUpAndItsAcceptanceComesDown() throws IOException {
        long seq = append(new Event.AlarmRaised(
                1, AlarmCode.OCCLUSION_DOWNSTREAM, Priority.HIGH, "STOP", "312 mmHg, limit 300 mmHg"));
        Soon.that("stored", () -> alarmState().equals("STORED"));
        HttpResponse<String> answer =
                console.post("/api/alarms/" + PUMP + "/" + seq + "/accept", "{\"by\":\"Anna Berg\"}");
        assertEquals(200, answer.statusCode());
        Soon.that("told", () -> !told.acceptances.isEmpty());
        PharmacyMessage.Acceptance acceptance = told.acceptances.getFirst();
        assertEquals(
                List.of(seq, 1L, "Anna Berg"), List.of(acceptance.raisedSeq(), acceptance.alarm(), acceptance.by()));
    }

    @Test
    void aPharmacyThatLostItsStoreGetsEveryLineAgain() throws IOException {
        appendMany(450);
        Soon.that("confirmed", () -> link.status().receiptSeq() == 450);
        stopPharmacy();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(dir.resolve("pharmacy"), "pharmacy.mv*")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        startPharmacy();
        append(new Event.PumpStarted("0.1", "unknown"));
        Soon.that("all again", () -> contiguousSeq() == 451);
    }

    @Test
    @Tag("REQ-135")
    void noLineIsLostWhenTheBrokerDies() throws IOException {
        int port = broker.port();
        for (int round = 0; round < 3; round++) {
            appendMany(100);
            broker.close();
            appendMany(100);
            broker = EmbeddedBroker.start(dir.resolve("broker" + round), port);
        }
        Soon.that("confirmed", () -> link.status().receiptSeq() == 600);
        assertEquals(600, contiguousSeq());
        assertEquals(List.of(), gapsThatAreNotClosed());
    }

    /**
     * The pharmacy may come back to the broker between two batches: that gap is seen, and closed by what is sent again.
     */
    private List<JsonNode> gapsThatAreNotClosed() {
        return console.get("/api/gaps")
                .valueStream()
                .filter(gap -> !gap.path("state").asString("").equals("CLOSED"))
                .toList();
    }

    private void startPharmacy() {
        pharmacy = Pharmacy.start(PharmacyConfig.of(broker.uri(), dir.resolve("pharmacy")));
        console = new TestConsole(pharmacy.console());
    }

    private void stopPharmacy() {
        console.close();
        pharmacy.close();
    }

    private long append(Event event) throws IOException {
        long seq = journal.append(1, 0, System.currentTimeMillis(), event).seq();
        journal.commit();
        return seq;
    }

    private void appendMany(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            var _ = journal.append(1, i, System.currentTimeMillis(), new Event.LedgerFold(0, i, i, i + 10, i, i));
        }
        journal.commit();
    }

    private String alarmState() {
        return console.get("/api/alarms").path(0).path("state").asString("");
    }

    private long contiguousSeq() {
        return console.get("/api/pumps/" + PUMP)
                .path("pump")
                .path("contiguous_seq")
                .asLong(0);
    }

    private static final class Told implements PharmacySink {
        private final List<PharmacyMessage.Acceptance> acceptances = new CopyOnWriteArrayList<>();
        private final List<PharmacyMessage.Presence> presences = new CopyOnWriteArrayList<>();

        @Override
        public void accepted(PharmacyMessage.Acceptance acceptance) {
            acceptances.add(acceptance);
        }

        @Override
        public void present(PharmacyMessage.Presence presence) {
            presences.add(presence);
        }
    }
}
