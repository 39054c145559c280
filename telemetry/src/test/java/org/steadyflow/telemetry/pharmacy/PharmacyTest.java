package org.steadyflow.telemetry.pharmacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.steadyflow.telemetry.BestOf;
import org.steadyflow.telemetry.journal.LineCodec;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Event;
import org.steadyflow.telemetry.message.PharmacyMessage;
import org.steadyflow.telemetry.message.Priority;
import org.steadyflow.telemetry.message.Topics;
import tools.jackson.databind.JsonNode;

/** The pharmacy as a pump and a console see it, through a real broker. */
@ParameterizedClass(name = "{0}")
@MethodSource("brokers")
class PharmacyTest {
    private static final Event FOLD = new Event.LedgerFold(0, 51_200, 51_200, 76_800, 100_000_000, 100_000_000);

    private final TestBroker broker;
    private final SettableClock clock = new SettableClock();
    private final TestJournal journal = new TestJournal("pump-1");
    private final PharmacyConfig config;
    private Pharmacy pharmacy;
    private TestConsole console;
    private TestPump pump;

    PharmacyTest(TestBroker broker, @TempDir Path dir) {
        this.broker = broker;
        this.config = PharmacyConfig.of(broker.uri(), dir);
    }

    static Stream<TestBroker> brokers() {
        return TestBroker.Kind.installed().map(kind -> kind.start(Path.of("target", "brokers", kind.name())));
    }

    @BeforeEach
    void start() throws MqttException {
        pharmacy = Pharmacy.start(config, clock);
        console = new TestConsole(pharmacy.console());
        pump = new TestPump(broker.uri(), "pump-1", pharmacy.key());
        Soon.that("connected", pharmacy::isConnected);
    }

    @AfterEach
    void stop() throws MqttException {
        pump.close();
        console.close();
        pharmacy.close();
    }

    @Test
    @Tag("REQ-21")
    void countsForEachDrugHowOftenALimitWasPassed() throws MqttException {
        accept("rx-1", "morphine");
        overridden("regimen.rate", "a first reason");
        overridden("regimen.limits.per_hour", "a first reason");
        accept("rx-2", "morphine");
        accept("rx-3", "vancomycin");
        accept("rx-4", "morphine");
        overridden("regimen.rate", "a later reason");
        pump.send(journal, 1, journal.size());
        pump.awaitReceipt(journal.size());

        JsonNode drugs = console.get("/api/overrides");
        assertEquals(1, drugs.size(), "a drug whose limits nobody passed is not listed: " + drugs);
        JsonNode morphine = drugs.path(0);
        assertEquals("morphine", morphine.path("drug").asString());
        assertEquals(3, morphine.path("prescriptions").asInt());
        assertEquals(2, morphine.path("overridden").asInt());
        assertEquals(3, morphine.path("overrides").asInt());
        JsonNode latest = morphine.path("latest").path(0);
        assertEquals("rx-4", latest.path("prescription_id").asString());
        assertEquals("a later reason", latest.path("reason").asString());
        assertEquals(
                "regimen.limits.per_hour",
                console.get("/api/pumps/pump-1")
                        .path("overrides")
                        .path(1)
                        .path("field")
                        .asString());
    }

    @Test
    @Tag("REQ-21")
    void aLateLineCountsAnOverrideOnceAndForItsOwnPrescription() throws MqttException {
        accept("rx-1", "morphine");
        overridden("regimen.rate", "a reason");
        accept("rx-2", "vancomycin");
        pump.send(journal, 1, 1);
        pump.send(journal, 3, 3);
        pump.send(journal, 2, 2);
        pump.awaitReceipt(3);

        JsonNode drugs = console.get("/api/overrides");
        assertEquals(1, drugs.size());
        assertEquals("morphine", drugs.path(0).path("drug").asString());
        assertEquals(1, drugs.path(0).path("overrides").asInt());
    }

    private void accept(String id, String drug) {
        String text = "{\"drug\": {\"name\": \"" + drug + "\"}}";
        journal.add(new Event.PrescriptionAccepted(id, "0".repeat(64), "a nurse", text));
    }

    private void overridden(String field, String reason) {
        journal.add(new Event.LimitOverridden(field, "100 mg/h", "50 mg/h", reason, "a nurse"));
    }

    @Test
    @Tag("REQ-136")
    void storesEveryLineOnceAndFoldsWhatComesAgain() throws MqttException {
        journal.add(new Event.PumpStarted("0.1", "unknown"));
        journal.add(FOLD);
        pump.send(journal, 1, 2);
        pump.awaitReceipt(2);
        pump.send(journal, 1, 2);
        Soon.that("folded", () -> pumpView().path("duplicates").asInt() == 2);
        assertEquals(journal.lines(1, 2), storedLines());
    }

    @Test
    void givesAReceiptWhenTheLineCanBeRead() throws MqttException {
        journal.add(FOLD);
        pump.send(journal, 1, 1);
        PharmacyMessage.Receipt receipt = pump.awaitReceipt(1);
        assertEquals(LineCodec.hash(journal.line(1)), receipt.lineHash());
        assertEquals(journal.lines(1, 1), storedLines());
    }

    @Test
    @Tag("REQ-138")
    void givesNoReceiptForWhatItCouldNotStore() throws MqttException, SQLException {
        journal.add(FOLD);
        sql("alter table line rename to elsewhere");
        pump.send(journal, 1, 1);
        Soon.that(
                "failed",
                () -> console.get("/api/health").path("failed_messages").asInt() == 1);
        sql("alter table elsewhere rename to line");
        pump.send(journal, 1, 1);
        pump.awaitReceipt(1);
        assertEquals(1, pump.received().size());
    }

    @Test
    @Tag("REQ-137")
    void reportsAGapAndClosesItWhenTheLinesCome() throws MqttException {
        addFolds(9);
        pump.send(journal, 1, 3);
        pump.send(journal, 7, 9);
        Soon.that("open gap", () -> gap("OPEN").isPresent());
        assertEquals(List.of(4, 6), range(gap("OPEN").orElseThrow()));
        pump.send(journal, 4, 6);
        pump.awaitReceipt(9);
        assertEquals(List.of(4, 6), range(gap("CLOSED").orElseThrow()));
        assertTrue(gap("OPEN").isEmpty());
    }

    @Test
    @Tag("REQ-138")
    void receiptsStopInFrontOfAGap() throws MqttException {
        addFolds(9);
        pump.send(journal, 1, 3);
        pump.awaitReceipt(3);
        pump.send(journal, 7, 9);
        Soon.that("two receipts", () -> pump.received().size() == 2);
        assertEquals(
                List.of(3L, 3L),
                pump.received(PharmacyMessage.Receipt.class).stream()
                        .map(PharmacyMessage.Receipt::upToSeq)
                        .toList());
    }

    @Test
    void callsLinesLostThatThePumpKeepsNoLongerAndGoesOn() throws MqttException {
        addFolds(9);
        pump.send(6, 8, journal.lines(8, 9));
        Soon.that("lost", () -> gap("LOST").isPresent());
        assertEquals(List.of(1, 5), range(gap("LOST").orElseThrow()));
        assertEquals(List.of(6, 7), range(gap("OPEN").orElseThrow()));
        pump.send(6, 6, journal.lines(6, 7));
        pump.awaitReceipt(9);
        assertTrue(notice("GAP_LOST").isPresent());
    }

    @Test
    @Tag("REQ-144")
    void reportsASecondHistoryAndKeepsTheFirst() throws MqttException {
        TestJournal other = new TestJournal("pump-1");
        journal.add(FOLD);
        other.add(new Event.PumpStarted("0.1", "another life"));
        pump.send(journal, 1, 1);
        pump.awaitReceipt(1);
        pump.send(other, 1, 1);
        Soon.that("fork", () -> notice("FORK").isPresent());
        assertEquals(journal.lines(1, 1), storedLines());
        assertEquals(1, console.get("/api/pumps/pump-1").path("forked_lines").asInt());
    }

    @Test
    void reportsALineThatDoesNotContinueTheOneBefore() throws MqttException {
        TestJournal other = new TestJournal("pump-1");
        journal.add(FOLD);
        other.add(new Event.PumpStarted("0.1", "another life"));
        other.add(FOLD);
        pump.send(journal, 1, 1);
        pump.send(other, 2, 2);
        Soon.that("break", () -> notice("CHAIN_BREAK").isPresent());
    }

    @Test
    void aLateLineIsFoldedInItsPlace() throws MqttException {
        journal.add(new Event.PrescriptionAccepted("rx-9", "00", "Nurse", "{\"drug\":{\"name\":\"cefazolin\"}}"));
        journal.add(new Event.PartStarted("rx-9", 0, "DELIVER", "dose 1", 1, 0, 0, 13, 100_000_000, 3_600_000));
        journal.add(new Event.LedgerFold(0, 51_200, 51_200, 76_800, 40_000_000, 40_000_000));
        pump.send(journal, 1, 1);
        pump.send(journal, 3, 3);
        pump.send(journal, 2, 2);
        pump.awaitReceipt(3);
        JsonNode view = pumpView();
        assertEquals("INFUSING", view.path("phase").asString());
        assertEquals("cefazolin", view.path("prescription").path("drug").asString());
        assertEquals(40_000_000, view.path("part").path("lower_nl").asLong());
    }

    @Test
    void keepsEverythingOverARestart() throws Exception {
        long seq = raiseAlarm(1, AlarmCode.OCCLUSION_DOWNSTREAM, Priority.HIGH);
        pump.send(journal, 1, seq);
        long counter = pump.awaitReceipt(seq).counter();
        console.post(acceptPath(seq), "{\"by\":\"Anna Berg\"}");
        stop();
        start();
        assertEquals("Anna Berg", alarm().path("accepted_by").asString());
        assertEquals(journal.lines(1, seq), storedLines());
        pump.send(journal, 1, seq);
        assertTrue(pump.awaitReceipt(seq).counter() > counter);
    }

    @Test
    void anAlarmGoesFromRaisedToResolved() throws MqttException {
        long seq = raiseAlarm(1, AlarmCode.OCCLUSION_DOWNSTREAM, Priority.HIGH);
        pump.send(journal, 1, seq);
        Soon.that("stored", () -> alarmState().equals("STORED"));
        console.post("/api/alarms/pump-1/" + seq + "/shown", "{}");
        assertEquals("SHOWN", alarmState());
        console.post(acceptPath(seq), "{\"by\":\"Anna Berg\"}");
        assertEquals("ACCEPTED", alarmState());
        journal.add(new Event.AlarmEnded(1, AlarmCode.OCCLUSION_DOWNSTREAM));
        pump.send(journal, seq + 1, seq + 1);
        Soon.that("resolved", () -> alarmState().equals("RESOLVED"));
    }

    @Test
    void repeatsAnAcceptanceUntilTheJournalShowsIt() throws MqttException {
        long seq = raiseAlarm(1, AlarmCode.AIR_SINGLE, Priority.HIGH);
        pump.send(journal, 1, seq);
        pump.awaitReceipt(seq);
        console.post(acceptPath(seq), "{\"by\":\"Anna Berg\"}");
        pharmacy.rounds().repeatAcceptances();
        Soon.that("twice", () -> acceptances().size() == 2);
        PharmacyMessage.Acceptance last = acceptances().getLast();
        assertEquals(new PharmacyMessage.Acceptance("pump-1", last.counter(), 1, seq, 1, "Anna Berg"), last);
        long answer = journal.add(new Event.AlarmAccepted(1, AlarmCode.AIR_SINGLE, "Anna Berg"));
        pump.send(journal, answer, answer);
        pump.awaitReceipt(answer);
        pharmacy.rounds().repeatAcceptances();
        pump.send(journal, answer, answer);
        Soon.that(
                "a later message",
                () -> pump.received(PharmacyMessage.Receipt.class).size() == 3);
        assertEquals(2, acceptances().size());
    }

    @Test
    void theFirstPersonWhoAcceptsCounts() throws MqttException {
        long seq = raiseAlarm(1, AlarmCode.AIR_SINGLE, Priority.HIGH);
        pump.send(journal, 1, seq);
        pump.awaitReceipt(seq);
        assertEquals(
                200, console.post(acceptPath(seq), "{\"by\":\"Anna Berg\"}").statusCode());
        assertEquals(
                200, console.post(acceptPath(seq), "{\"by\":\" Anna Berg \"}").statusCode());
        var second = console.post(acceptPath(seq), "{\"by\":\"Bo Lind\"}");
        assertEquals(409, second.statusCode());
        assertEquals("{\"error\":\"Anna Berg has accepted this alarm already.\"}", second.body());
    }

    @Test
    void everyMessageDownHasAHigherNumberThanTheOneBefore() throws MqttException {
        addFolds(30);
        for (int seq = 1; seq <= 30; seq++) {
            pump.send(journal, seq, seq);
        }
        pump.awaitReceipt(30);
        List<Long> counters =
                pump.received().stream().map(PharmacyMessage::counter).toList();
        assertEquals(counters.stream().sorted().distinct().toList(), counters);
    }

    @Test
    void anOpenConsoleShowsANewAlarmWithinASecond() throws Exception {
        try (AutoCloseable _ = console.listen("Anna Berg")) {
            long tookMs = BestOf.five(this::shownMs, ms -> ms < 1_000);
            assertTrue(tookMs < 1_000, "took " + tookMs + " ms");
        }
    }

    /** Raises one more alarm; how long it is until the console is told of it. */
    private long shownMs() throws MqttException {
        long alarms = journal.size() + 1;
        long seq = raiseAlarm(alarms, AlarmCode.OCCLUSION_DOWNSTREAM, Priority.HIGH);
        long sentNs = System.nanoTime();
        pump.send(journal, seq, seq);
        JsonNode told = Soon.get("the alarm", () -> console.heard("pump").stream()
                .map(view -> view.path("alarms"))
                .filter(shown -> shown.size() == alarms)
                .findFirst());
        long tookMs = (System.nanoTime() - sentNs) / 1_000_000;
        assertEquals("OCCLUSION_DOWNSTREAM", told.path(0).path("code").asString());
        return tookMs;
    }

    @Test
    void tellsThePumpsOfAPersonOnlyWhileTheConsoleIsOpen() throws Exception {
        pump.beat(0);
        Soon.that("known", () -> console.get("/api/pumps").size() == 1);
        pharmacy.rounds().tellPresence();
        try (AutoCloseable _ = console.listen("Anna Berg")) {
            pharmacy.rounds().tellPresence();
            Soon.that("present", () -> presences().size() == 1);
            assertEquals("Anna Berg", presences().getFirst().by());
        }
        Soon.that("gone", () -> console.get("/api/health").path("consoles").asInt() == 0);
        pharmacy.rounds().tellPresence();
        addFolds(1);
        pump.send(journal, 1, 1);
        pump.awaitReceipt(1);
        assertEquals(1, presences().size());
    }

    @Test
    void aConsoleWithoutANameIsNobody() throws Exception {
        pump.beat(0);
        Soon.that("known", () -> console.get("/api/pumps").size() == 1);
        try (AutoCloseable _ = console.listen("")) {
            pharmacy.rounds().tellPresence();
            addFolds(1);
            pump.send(journal, 1, 1);
            pump.awaitReceipt(1);
            assertEquals(List.of(), presences());
        }
    }

    @Test
    @Tag("REQ-140")
    void callsAPumpSilentAfterNinetySecondsUntilItBeatsAgain() throws MqttException {
        journal.add(new Event.PrescriptionAccepted("rx-9", "00", "Nurse", "{}"));
        pump.send(journal, 1, 1);
        pump.awaitReceipt(1);
        clock.advance(Duration.ofSeconds(91));
        assertEquals("SILENT", pumpView().path("link").asString());
        assertTrue(notice("PUMP_SILENT").isPresent());
        pump.beat(1);
        Soon.that("heard", () -> pumpView().path("link").asString().equals("HEARD"));
    }

    @Test
    void whatIsNoBatchIsCountedAndStopsNothing() throws MqttException {
        addFolds(2);
        String topic = Topics.lines("pump-1");
        pump.send(journal, 1, 1);
        pump.awaitReceipt(1);
        List<byte[]> wrong = List.of(
                new byte[0],
                new byte[] {(byte) 0xff, (byte) 0xfe},
                "{}".getBytes(UTF_8),
                "[1,2".getBytes(UTF_8),
                "{\"schema\":1,\"pump\":\"pump-2\",\"first_seq\":1,\"oldest_seq\":1,\"lines\":[\"x\"]}".getBytes(UTF_8),
                new byte[InboundReader.LIMIT_BYTES + 1]);
        for (byte[] payload : wrong) {
            pump.sendRaw(topic, payload);
        }
        pump.send(journal, 2, 2);
        pump.awaitReceipt(2);
        assertEquals(
                wrong.size(),
                console.get("/api/health").path("refused_messages").asInt());
        assertTrue(notice("OVERSIZE").isPresent());
        assertTrue(notice("MALFORMED").isPresent());
    }

    @Test
    void aLineOfANewerPumpIsStoredAndReported() throws MqttException {
        addFolds(2);
        String known = journal.line(2);
        String newer = Lines.withEvent(known, "LEDGER_FOLD", "SELF_TEST_DONE");
        pump.send(journal, 1, 1);
        pump.send(1, 2, List.of(newer));
        pump.awaitReceipt(2);
        assertEquals(newer, storedLines().getLast());
        assertTrue(notice("UNKNOWN_EVENT").isPresent());
    }

    private void addFolds(int count) {
        for (int i = 0; i < count; i++) {
            journal.add(FOLD);
        }
    }

    private long raiseAlarm(long alarm, AlarmCode code, Priority priority) {
        return journal.add(new Event.AlarmRaised(alarm, code, priority, "STOP", "312 mmHg, limit 300 mmHg"));
    }

    private static String acceptPath(long seq) {
        return "/api/alarms/pump-1/" + seq + "/accept";
    }

    private JsonNode pumpView() {
        return console.get("/api/pumps/pump-1").path("pump");
    }

    private JsonNode alarm() {
        return console.get("/api/alarms").path(0);
    }

    private String alarmState() {
        return alarm().path("state").asString("");
    }

    private List<String> storedLines() {
        return console.get("/api/pumps/pump-1/journal")
                .path("lines")
                .valueStream()
                .map(line -> line.path("raw").asString())
                .toList();
    }

    private Optional<JsonNode> gap(String state) {
        return console.get("/api/gaps")
                .valueStream()
                .filter(gap -> gap.path("state").asString().equals(state))
                .findFirst();
    }

    private static List<Integer> range(JsonNode gap) {
        return List.of(gap.path("first_seq").asInt(), gap.path("last_seq").asInt());
    }

    private Optional<JsonNode> notice(String noticeKind) {
        return console.get("/api/notices")
                .valueStream()
                .filter(notice -> notice.path("kind").asString().equals(noticeKind))
                .findFirst();
    }

    private List<PharmacyMessage.Acceptance> acceptances() {
        return pump.received(PharmacyMessage.Acceptance.class);
    }

    private List<PharmacyMessage.Presence> presences() {
        return pump.received(PharmacyMessage.Presence.class);
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(config.jdbcUrl());
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }
}
