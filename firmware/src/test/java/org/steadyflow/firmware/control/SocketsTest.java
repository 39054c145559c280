package org.steadyflow.firmware.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.telemetry.local.LineHandler;
import org.steadyflow.telemetry.local.LocalClient;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.OperatorMessage;
import org.steadyflow.telemetry.message.OperatorMessage.Reply;
import org.steadyflow.telemetry.message.OperatorRequest;
import org.steadyflow.telemetry.message.OperatorVerb;
import org.steadyflow.telemetry.message.PharmacyMessage;
import org.steadyflow.telemetry.message.PharmacyMessage.Acceptance;
import org.steadyflow.telemetry.message.PharmacyMessage.Presence;
import org.steadyflow.telemetry.message.PharmacyMessage.Receipt;

/**
 * Both sockets with a core behind them that ticks so slowly that no dose is over before a test asks for the next thing.
 */
@Tag("REQ-120")
class SocketsTest {
    private static final long TICK_NS = 1_000_000;

    @TempDir
    private Path dir = Path.of("");

    private final CommandInbox inbox = new CommandInbox();
    private final Bench bench = new Bench(false);
    private static final Admission ANYBODY =
            new Admission(Optional.empty(), SignatureRule.OPTIONAL, "p-1", Optional.empty());

    private final StatusBuilder builder = new StatusBuilder("p-1", 1, new PumpSetup(PumpSetup.CASSETTE, false, 1));
    private volatile boolean ticking = true;
    private Thread ticker = Thread.ofPlatform().unstarted(() -> {});

    @BeforeEach
    void startTicking() {
        bench.ticks(10);
        ticker = Thread.ofPlatform().start(() -> {
            while (ticking) {
                inbox.tell(bench.tick(inbox.drain().toArray(Command[]::new)).record());
                LockSupport.parkNanos(TICK_NS);
            }
        });
    }

    @AfterEach
    void stopTicking() throws InterruptedException {
        ticking = false;
        ticker.join();
    }

    @Test
    @Tag("REQ-126")
    void everyRequestIsAnsweredWithWhatTheTickMadeOfIt() throws Exception {
        try (OperatorServer _ = OperatorServer.start(dir.resolve("op"), inbox, ANYBODY);
                Client client = new Client(dir.resolve("op"))) {
            assertEquals(
                    List.of("there is no prescription; accept one first"),
                    ask(client, OperatorVerb.START, "").reasons());
            assertTrue(ask(client, OperatorVerb.ACCEPT, Bench.PRESCRIPTION).obeyed());
            assertTrue(ask(client, OperatorVerb.START, "").obeyed());
            assertTrue(ask(client, OperatorVerb.PAUSE, "").obeyed());
            assertEquals(
                    List.of("nothing is running"),
                    ask(client, OperatorVerb.PAUSE, "").reasons());
            assertTrue(ask(client, OperatorVerb.CONTAINER_CHANGED, "").obeyed());
            assertTrue(ask(client, OperatorVerb.ACKNOWLEDGE, "").obeyed());
            assertTrue(ask(client, OperatorVerb.PAUSE_AUDIO, "").obeyed());
            assertTrue(ask(client, OperatorVerb.END, "").obeyed());
        }
    }

    @Test
    @Tag("REQ-11")
    void aBadPrescriptionIsRefusedWithAllItsProblems() throws Exception {
        try (OperatorServer _ = OperatorServer.start(dir.resolve("op"), inbox, ANYBODY);
                Client client = new Client(dir.resolve("op"))) {
            String bad = Bench.PRESCRIPTION.replace("100 mL/h", "0 mL/h").replace("\"count\": 3", "\"count\": 0");
            Reply reply = ask(client, OperatorVerb.ACCEPT, bad);
            assertFalse(reply.obeyed());
            assertTrue(reply.reasons().size() >= 2, "" + reply.reasons());
            stopTicking();
            assertEquals("IDLE", bench.tick().record().after().phase().name());
        }
    }

    @Test
    @Tag("REQ-120")
    void whatIsNoRequestIsAnsweredWithASentence() throws Exception {
        try (OperatorServer _ = OperatorServer.start(dir.resolve("op"), inbox, ANYBODY);
                Client client = new Client(dir.resolve("op"))) {
            for (String line : List.of(
                    "",
                    "null",
                    "[]",
                    "{}",
                    "{\"id\":\"1\",\"verb\":\"FLY\",\"by\":\"nurse\",\"text\":\"\"}",
                    "{\"id\":\"1\",\"verb\":\"START\",\"by\":\"\",\"text\":\"\"}",
                    "{\"id\":\"1\",\"verb\":\"START\",\"by\":null,\"text\":\"\"}",
                    "{\"id\":\"1\",\"verb\":\"START\",\"by\":\"rule\",\"text\":\"\"}",
                    "{\"id\":\"1\",\"verb\":\"START\",\"by\":\"nurse\",\"text\":\"x\"}",
                    "{\"id\":\"1\",\"verb\":\"ACCEPT\",\"by\":\"nurse\",\"text\":\"\"}",
                    "{\"id\":\"1\",\"verb\":\"START\",\"by\":\"" + "n".repeat(65) + "\",\"text\":\"\"}")) {
                client.send(line);
                Reply reply = client.reply();
                assertFalse(reply.obeyed(), line);
                assertEquals(1, reply.reasons().size(), line);
            }
        }
    }

    @Test
    @Tag("REQ-124")
    void aChangeOfPhaseIsPublishedAtOnceAndOtherTicksFourTimesASecond() throws Exception {
        BlockingQueue<OperatorMessage.Status> published = new LinkedBlockingQueue<>();
        Bench quiet = new Bench(false);
        try (StatusFeed feed = new StatusFeed(builder, 1, published::add)) {
            for (int tick = 1; tick <= 11; tick++) {
                Bench.Seen seen = quiet.tick();
                feed.offer(seen.input(), seen.record());
                boolean isPublished = tick % StatusFeed.EVERY_TICKS == 1;
                if (isPublished) {
                    OperatorMessage.Status status = published.poll(20, TimeUnit.SECONDS);
                    assertEquals(tick, status == null ? -1 : status.tick());
                }
            }
            Bench.Seen accepted = quiet.tick(new Command.Accept(Bench.order(), "nurse"));
            feed.offer(accepted.input(), accepted.record());
            OperatorMessage.Status status = published.poll(20, TimeUnit.SECONDS);
            assertEquals("READY", status == null ? "" : status.phase());
        }
    }

    @Test
    @Tag("REQ-120")
    void theLinkCanSayTwoThingsAndNeitherMovesAnything() {
        CommandInbox fromLink = new CommandInbox();
        LinkDesk desk = new LinkDesk("p-1", fromLink);
        assertEquals("", desk.take(json(new Presence("p-1", 1, 5, "A. Pharmacist"))));
        assertEquals("", desk.take(json(new Acceptance("p-1", 2, 1, 40, 7, "A. Pharmacist"))));
        assertEquals(
                List.of(new Command.PharmacyPresent("A. Pharmacist"), new Command.AlarmAccepted(7, "A. Pharmacist")),
                fromLink.drain());
        for (String line : List.of(
                json(new Presence("p-2", 1, 5, "A. Pharmacist")),
                json(new Receipt("p-1", 3, 5, "0")),
                json(new Presence("p-1", 1, 5, " ")),
                Json.MAPPER.writeValueAsString(new OperatorRequest("1", OperatorVerb.START, "nurse", "")),
                "null",
                "")) {
            assertFalse(desk.take(line).isEmpty(), line);
        }
        assertEquals(List.of(), fromLink.drain());
    }

    private static String json(PharmacyMessage message) {
        return Json.MAPPER.writerFor(PharmacyMessage.class).writeValueAsString(message);
    }

    private static Reply ask(Client client, OperatorVerb verb, String text) throws Exception {
        client.send(Json.MAPPER.writeValueAsString(new OperatorRequest("id-" + verb, verb, "nurse", text)));
        Reply reply = client.reply();
        assertEquals("id-" + verb, reply.id());
        return reply;
    }

    private static final class Client implements LineHandler, AutoCloseable {
        private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
        private final LocalClient connection;

        Client(Path path) throws IOException {
            connection = LocalClient.connect(path, this);
        }

        void send(String line) {
            assertTrue(connection.send(line));
        }

        Reply reply() throws InterruptedException {
            Reply reply = replies.poll(20, TimeUnit.SECONDS);
            if (reply == null) {
                throw new AssertionError("no answer");
            }
            return reply;
        }

        @Override
        public void line(String line) {
            if (Json.MAPPER.readValue(line, OperatorMessage.class) instanceof Reply reply) {
                replies.add(reply);
            }
        }

        @Override
        public void ended(String why) {}

        @Override
        public void close() {
            connection.close();
        }
    }
}
