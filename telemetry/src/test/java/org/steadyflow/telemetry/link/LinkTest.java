package org.steadyflow.telemetry.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.steadyflow.telemetry.Eventually.eventually;
import static org.steadyflow.telemetry.journal.SampleJournal.PUMP;
import static org.steadyflow.telemetry.journal.SampleJournal.appendOne;
import static org.steadyflow.telemetry.journal.SampleJournal.texts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.steadyflow.telemetry.journal.FileStorage;
import org.steadyflow.telemetry.journal.JournalLimits;
import org.steadyflow.telemetry.journal.JournalWriter;
import org.steadyflow.telemetry.journal.LineCodec;
import org.steadyflow.telemetry.message.PharmacyMessage;
import org.steadyflow.telemetry.message.Signatures;
import org.steadyflow.telemetry.message.SignedMessage;

class LinkTest {
    /** No load of the machine ends a connection: a message that was said in it would be lost with it. */
    private static final Duration ANSWER = Duration.ofMinutes(1);

    private static final LinkTimes QUICK = new LinkTimes(
            ANSWER,
            Duration.ofMillis(50),
            Duration.ofMillis(400),
            Duration.ofMillis(300),
            Duration.ofSeconds(1),
            Duration.ofMillis(10));
    /** Where a test counts what was sent: no load of the machine makes this one send again. */
    private static final LinkTimes PATIENT = new LinkTimes(
            ANSWER,
            QUICK.firstPause(),
            QUICK.longestPause(),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            QUICK.look());
    /** Long enough to send all that may be on its way, and ever longer from then on. */
    private static final LinkTimes DOUBLING = new LinkTimes(
            ANSWER,
            QUICK.firstPause(),
            QUICK.longestPause(),
            Duration.ofSeconds(1),
            PATIENT.longestReceipt(),
            QUICK.look());
    /** For a broker that never answers. */
    private static final LinkTimes IMPATIENT = new LinkTimes(
            Duration.ofSeconds(3),
            QUICK.firstPause(),
            QUICK.longestPause(),
            QUICK.receipt(),
            QUICK.longestReceipt(),
            QUICK.look());

    private static final JournalLimits LIMITS = new JournalLimits(16 * 1024, 1_000_000, Duration.ZERO);

    @TempDir
    Path dir;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final RecordingSink sink = new RecordingSink();
    private FileStorage journal = FileStorage.readOnly(Path.of("unset"));

    @BeforeEach
    void makeJournal() throws IOException {
        journal = FileStorage.at(dir.resolve("journal"));
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable resource : open.reversed()) {
            resource.close();
        }
    }

    @ParameterizedTest
    @EnumSource(TestBroker.Kind.class)
    @Tag("REQ-142")
    void everyLineArrivesByteForByteAndIsConfirmed(TestBroker.Kind kind) throws Exception {
        assumeTrue(kind.isInstalled(), "mosquitto is not installed");
        TestBroker broker = broker(kind);
        TestPharmacy pharmacy = pharmacy(broker);
        grow(1_000);
        Link link = patientLink(broker);
        eventually("the backlog is confirmed", () -> link.status().receiptSeq() == 1_000);
        grow(5);
        eventually("what is new is confirmed", () -> link.status().receiptSeq() == 1_005);

        assertEquals(texts(journal), List.copyOf(pharmacy.stored.values()));
        assertEquals(1_005, pharmacy.linesReceived.get(), "nothing was sent twice");
        assertEquals(LinkStatus.State.CONNECTED, link.status().state());
        assertEquals(0, link.status().backlog());
    }

    @ParameterizedTest
    @EnumSource(TestBroker.Kind.class)
    @Tag("REQ-135")
    @Tag("REQ-142")
    void allArrivesThoughTheBrokerIsKilledInTheMiddle(TestBroker.Kind kind) throws Exception {
        assumeTrue(kind.isInstalled(), "mosquitto is not installed");
        TestBroker broker = broker(kind);
        TestPharmacy pharmacy = pharmacy(broker);
        grow(3_000);
        Link link = link(broker);
        eventually("some are confirmed", () -> link.status().receiptSeq() > 0);
        broker.kill();
        eventually("the loss is noticed", () -> link.status().state() == LinkStatus.State.RETRYING);
        grow(500);
        eventually("the backlog is seen", () -> link.status().newestSeq() == 3_500);
        broker.startAgain();
        eventually("all are confirmed", () -> link.status().receiptSeq() == 3_500);

        assertEquals(texts(journal), List.copyOf(pharmacy.stored.values()));
    }

    @Test
    void lostReceiptsAreAskedForAgain() throws Exception {
        TestBroker broker = broker();
        TestPharmacy pharmacy = pharmacy(broker);
        AtomicInteger lost = new AtomicInteger();
        pharmacy.setCourier(receipts -> lost.incrementAndGet() <= 5 ? List.of() : receipts);
        grow(400);
        Link link = link(broker);
        eventually("all are confirmed", () -> link.status().receiptSeq() == 400);

        assertTrue(lost.get() > 5);
        assertEquals(texts(journal), List.copyOf(pharmacy.stored.values()));
    }

    @Test
    void aPharmacyThatConfirmsNothingIsProbedWithSingleLines() throws Exception {
        TestBroker broker = broker();
        TestPharmacy pharmacy = pharmacy(broker);
        pharmacy.setCourier(receipts -> List.of());
        grow(1_000);
        Link link = link(broker, DOUBLING);
        eventually("sent again thrice", () -> pharmacy.linesReceived.get() >= Outgoing.LIMIT_UNCONFIRMED + 3);

        assertTrue(pharmacy.linesReceived.get() < Outgoing.LIMIT_UNCONFIRMED + 10);
        assertEquals(0, link.status().receiptSeq());
    }

    @Test
    void aDuplicatedReceiptIsRefusedAndHarmless() throws Exception {
        TestBroker broker = broker();
        TestPharmacy pharmacy = pharmacy(broker);
        pharmacy.setCourier(receipts -> {
            List<byte[]> twice = new ArrayList<>(receipts);
            twice.addAll(receipts);
            return twice;
        });
        grow(300);
        Link link = patientLink(broker);
        eventually("all are confirmed", () -> link.status().receiptSeq() == 300);
        eventually("the copies are counted", () -> rejects(link, Reject.REPLAYED) >= 1);

        assertEquals(300, pharmacy.linesReceived.get());
    }

    @Test
    @Tag("REQ-132")
    @Tag("REQ-133")
    void noReceiptButAGenuineOneForOurLineMovesThePosition() throws Exception {
        TestBroker broker = broker();
        TestPharmacy pharmacy = pharmacy(broker);
        pharmacy.setCourier(receipts -> List.of());
        grow(10);
        Link link = link(broker);
        eventually("all have arrived", () -> pharmacy.stored.size() == 10);
        KeyPair forger = Signatures.loadOrCreate(dir.resolve("forger"));
        String rightHash = LineCodec.hash(pharmacy.stored.lastEntry().getValue());
        PharmacyMessage.Receipt right = new PharmacyMessage.Receipt(PUMP, 5, 10, rightHash);

        pharmacy.say(TestPharmacy.sign(right, forger));
        pharmacy.say(pharmacy.sign(new PharmacyMessage.Receipt(PUMP, 1, 10, LineCodec.GENESIS)));
        pharmacy.say(pharmacy.sign(new PharmacyMessage.Receipt(PUMP, 2, 11, rightHash)));
        pharmacy.say(pharmacy.sign(new PharmacyMessage.Receipt("pump-2", 3, 10, rightHash)));
        pharmacy.say(pharmacy.sign(new PharmacyMessage.Receipt(PUMP, 2, 10, rightHash)));
        pharmacy.say("not json".getBytes(StandardCharsets.UTF_8));
        pharmacy.say("null".getBytes(StandardCharsets.UTF_8));
        pharmacy.say(TestPharmacy.encode(Signatures.sign("{\"message\":\"START\"}", pharmacy.keys.getPrivate())));
        pharmacy.say(TestPharmacy.encode(new SignedMessage("x".repeat(20_000), "")));
        eventually("all are refused", () -> total(link) == 9);

        assertEquals(1, rejects(link, Reject.BAD_SIGNATURE));
        assertEquals(2, rejects(link, Reject.OTHER_HISTORY));
        assertEquals(1, rejects(link, Reject.OTHER_PUMP));
        assertEquals(1, rejects(link, Reject.REPLAYED));
        assertEquals(3, rejects(link, Reject.GARBAGE));
        assertEquals(1, rejects(link, Reject.OVERSIZE));
        assertEquals(0, link.status().receiptSeq());

        pharmacy.say(pharmacy.sign(right));
        eventually("the genuine one counts", () -> link.status().receiptSeq() == 10);
    }

    @Test
    @Tag("REQ-133")
    void aReplayIsRefusedAlsoByTheNextStart() throws Exception {
        TestBroker broker = broker();
        TestPharmacy pharmacy = pharmacy(broker);
        pharmacy.setCourier(receipts -> List.of());
        grow(1);
        PharmacyMessage first = new PharmacyMessage.Acceptance(PUMP, 100, 1, 1, 1, "R. Pharmacist");
        PharmacyMessage second = new PharmacyMessage.Presence(PUMP, 101, 5, "R. Pharmacist");
        Link before = link(broker);
        eventually("connected", () -> before.status().state() == LinkStatus.State.CONNECTED);
        pharmacy.say(pharmacy.sign(first));
        eventually("told", () -> sink.told.size() == 1);
        before.close();
        Link after = link(broker);
        eventually("connected", () -> after.status().state() == LinkStatus.State.CONNECTED);
        pharmacy.say(pharmacy.sign(first));
        pharmacy.say(pharmacy.sign(second));
        eventually("told again", () -> sink.told.size() == 2);

        assertEquals(List.of(first, second), sink.told);
        assertEquals(1, rejects(after, Reject.REPLAYED));
    }

    @Test
    void theNextStartSendsOnlyWhatIsNotConfirmed() throws Exception {
        TestBroker broker = broker();
        TestPharmacy pharmacy = pharmacy(broker);
        grow(20);
        Link before = patientLink(broker);
        eventually("confirmed", () -> before.status().receiptSeq() == 20);
        before.close();
        grow(3);
        Link after = patientLink(broker);
        eventually("confirmed", () -> after.status().receiptSeq() == 23);

        assertEquals(23, pharmacy.linesReceived.get());
    }

    @Test
    void linesLostInTheJournalArePassedOverAndSaidToBeLost() throws Exception {
        grow(200);
        flipABit(3);
        TestBroker broker = broker();
        TestPharmacy pharmacy = pharmacy(broker);
        Link link = link(broker);
        eventually("the rest is confirmed", () -> link.status().receiptSeq() == 200);

        assertTrue(pharmacy.oldestSeq.get() > 1);
        assertEquals(199, pharmacy.stored.size());
        assertEquals(texts(journal), List.copyOf(pharmacy.stored.values()));
    }

    @Test
    void aPharmacyRestoredFromAnOldCopyGetsItsLinesAgain() throws Exception {
        TestBroker broker = broker();
        TestPharmacy pharmacy = pharmacy(broker);
        grow(100);
        Link link = link(broker);
        eventually("confirmed", () -> link.status().receiptSeq() == 100);
        pharmacy.stored.tailMap(41L).clear();
        grow(1);
        eventually("all are there again", () -> pharmacy.stored.size() == 101);
        eventually("confirmed again", () -> link.status().receiptSeq() == 101);

        assertEquals(texts(journal), List.copyOf(pharmacy.stored.values()));
    }

    @Test
    void anotherJournalThanTheConfirmedOneIsSentFromItsStart() throws Exception {
        TestBroker broker = broker();
        TestPharmacy pharmacy = pharmacy(broker);
        grow(20);
        Link before = link(broker);
        eventually("confirmed", () -> before.status().receiptSeq() == 20);
        before.close();
        journal = FileStorage.at(dir.resolve("journal-after-repair"));
        grow(3);
        pharmacy.stored.clear();
        Link after = link(broker);
        eventually("confirmed", () -> after.status().receiptSeq() == 3 && pharmacy.stored.size() == 3);

        assertEquals(texts(journal), List.copyOf(pharmacy.stored.values()));
    }

    @Test
    void aBrokerThatIsDownIsSaidInASentence() throws Exception {
        Signatures.loadOrCreate(dir.resolve("keys"));
        grow(7);
        URI nobody = URI.create("tcp://127.0.0.1:" + TestBroker.freePort());
        Link link = keep(Link.start(config(nobody), journal, sink, InstantSource.system()));
        eventually("said", () -> link.status().reason().contains("Connection refused"));

        assertEquals(LinkStatus.State.RETRYING, link.status().state());
        assertTrue(link.status().reason().startsWith("the broker " + nobody + " cannot be reached"));
        eventually("the backlog is counted", () -> link.status().backlog() == 7);
        link.close();
        assertEquals(LinkStatus.State.CLOSED, link.status().state());
    }

    @Test
    void aBrokerThatNeverAnswersIsGivenUpInTime() throws Exception {
        Signatures.loadOrCreate(dir.resolve("keys"));
        try (ServerSocket mute = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("tcp://127.0.0.1:" + mute.getLocalPort());
            Link link = keep(Link.start(config(uri, IMPATIENT), journal, sink, InstantSource.system()));
            eventually("given up", () -> link.status().reason().contains("cannot be reached"));
            link.close();
            assertEquals(LinkStatus.State.CLOSED, link.status().state());
        }
    }

    @Test
    void anotherKeyThanThePinnedOneIsRefusedWithWhatToDo() throws Exception {
        Signatures.loadOrCreate(dir.resolve("keys"));
        URI nobody = URI.create("tcp://127.0.0.1:" + TestBroker.freePort());
        keep(Link.start(config(nobody), journal, sink, InstantSource.system())).close();
        Files.delete(dir.resolve("keys").resolve(Signatures.PRIVATE_FILE));
        Files.delete(dir.resolve("keys").resolve(Signatures.PUBLIC_FILE));
        Signatures.loadOrCreate(dir.resolve("keys"));

        IOException refused = assertThrows(
                IOException.class, () -> Link.start(config(nobody), journal, sink, InstantSource.system()));

        assertTrue(refused.toString().contains("is not the one that this pump pinned"), refused.toString());
    }

    @Test
    void withoutAnyKeyNothingIsBelieved() {
        URI nobody = URI.create("tcp://127.0.0.1:1");

        IOException refused = assertThrows(
                IOException.class, () -> Link.start(config(nobody), journal, sink, InstantSource.system()));

        assertTrue(refused.toString().contains("no pharmacy is known"), refused.toString());
    }

    @Test
    void aDamagedPositionOnlyCostsSendingAgain() throws Exception {
        TestBroker broker = broker();
        TestPharmacy pharmacy = pharmacy(broker);
        grow(5);
        Link before = link(broker);
        eventually("confirmed", () -> before.status().receiptSeq() == 5);
        before.close();
        Files.writeString(dir.resolve("state").resolve(PositionFile.FILE), "{\"pump\":");
        Link after = link(broker);
        eventually("confirmed again", () -> after.status().receiptSeq() == 5);

        assertEquals(texts(journal), List.copyOf(pharmacy.stored.values()));
        assertFalse(after.status().rejects().containsKey(Reject.OTHER_HISTORY));
    }

    private TestBroker broker() throws Exception {
        return broker(TestBroker.Kind.quickest());
    }

    private TestBroker broker(TestBroker.Kind kind) throws Exception {
        return keep(new TestBroker(kind, dir));
    }

    private TestPharmacy pharmacy(TestBroker broker) throws Exception {
        return keep(new TestPharmacy(broker.uri(), PUMP, dir.resolve("keys")).start());
    }

    private Link link(TestBroker broker) throws IOException {
        return link(broker, QUICK);
    }

    private Link patientLink(TestBroker broker) throws IOException {
        return link(broker, PATIENT);
    }

    private Link link(TestBroker broker, LinkTimes times) throws IOException {
        return keep(Link.start(config(broker.uri(), times), journal, sink, InstantSource.system()));
    }

    private LinkConfig config(URI broker) {
        return config(broker, QUICK);
    }

    private LinkConfig config(URI broker, LinkTimes times) {
        Path publicKey = dir.resolve("keys").resolve(Signatures.PUBLIC_FILE);
        return new LinkConfig(broker, PUMP, dir.resolve("state"), publicKey, times);
    }

    private <T extends AutoCloseable> T keep(T resource) {
        open.add(resource);
        return resource;
    }

    private void grow(int lines) throws IOException {
        try (JournalWriter writer = JournalWriter.open(journal, PUMP, LIMITS)) {
            for (int i = 0; i < lines; i++) {
                appendOne(writer);
            }
            writer.commit();
        }
    }

    private void flipABit(int segment) throws IOException {
        Path file = dir.resolve("journal").resolve(journal.names().get(segment));
        byte[] bytes = Files.readAllBytes(file);
        bytes[5_000] ^= 1;
        Files.write(file, bytes);
    }

    private static long rejects(Link link, Reject why) {
        return link.status().rejects().getOrDefault(why, 0L);
    }

    private static long total(Link link) {
        return link.status().rejects().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
