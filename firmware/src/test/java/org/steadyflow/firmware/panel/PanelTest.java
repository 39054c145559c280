package org.steadyflow.firmware.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.firmware.BestOf;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.OperatorMessage;
import org.steadyflow.telemetry.message.OperatorMessage.Reply;
import org.steadyflow.telemetry.message.OperatorVerb;

/** The panel's HTTP side against an operator socket with nothing behind it. */
@Timeout(300)
final class PanelTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Path socket;
    private FakePump pump;
    private Panel panel;
    private int stops;

    @BeforeEach
    void start() throws Exception {
        socket = directory.resolve("operator");
        pump = FakePump.at(socket);
        panel = Panel.start(new PanelSettings(socket, 0, List.of()));
        // one connection for requests and statuses, one for stops
        await(() -> pump.peers() == 2);
    }

    @AfterEach
    void stop() throws IOException {
        panel.close();
        pump.close();
        client.close();
    }

    @Test
    void stopReachesThePump() throws Exception {
        assertTrue(replyTo(answeredStop()).obeyed());
        assertEquals(stops, pump.asked().size());
        assertEquals(OperatorVerb.PAUSE, pump.asked().getFirst().verb());
        assertEquals("bedside panel", pump.asked().getFirst().by());
    }

    @Test
    void stopDoesNotWaitBehindARequestThatThePumpIsBusyWith() throws Exception {
        pump.workSlowly();
        var waiting = client.sendAsync(request("{\"verb\":\"START\",\"text\":\"\"}"), BodyHandlers.ofString());
        await(() -> pump.asked().size() == 1);
        assertTrue(replyTo(answeredStop()).obeyed());
        assertFalse(waiting.isDone());
    }

    /** A stop waits one second for its answer, and a stalled machine may be later than that. */
    private HttpResponse<String> answeredStop() throws Exception {
        return BestOf.five(this::stopKey, response -> response.statusCode() != 504);
    }

    private HttpResponse<String> stopKey() throws IOException, InterruptedException {
        stops++;
        return post("{\"verb\":\"PAUSE\",\"text\":\"\"}");
    }

    @Test
    void aStopThatIsNotAnsweredSaysSoWithinTwoSeconds() throws Exception {
        pump.fallSilent();
        long tookMs = BestOf.five(this::unansweredMs, ms -> ms < 2_000);
        assertTrue(tookMs < 2_000, tookMs + " ms");
    }

    private long unansweredMs() throws IOException, InterruptedException {
        long began = System.nanoTime();
        HttpResponse<String> response = stopKey();
        assertEquals(504, response.statusCode());
        assertEquals(
                List.of("The pump did not answer within 1 s."),
                replyTo(response).reasons());
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    @Test
    void aRefusalComesBackWithEverySentence() throws Exception {
        pump.refuse("regimen.rate: 0 mL/h is too low.", "drug.name is missing.");
        HttpResponse<String> response = post("{\"verb\":\"ACCEPT\",\"text\":\"{}\"}");
        Reply reply = replyTo(response);
        assertEquals(200, response.statusCode());
        assertFalse(reply.obeyed());
        assertEquals(List.of("regimen.rate: 0 mL/h is too low.", "drug.name is missing."), reply.reasons());
        assertEquals("{}", pump.asked().getFirst().text());
    }

    @Test
    void reasonAndSignatureGoWithThePrescription() throws Exception {
        Reply reply = replyTo(
                post("{\"verb\":\"ACCEPT\",\"text\":\"{}\",\"reason\":\"dehydrated\",\"signature\":\"signed\"}"));
        assertTrue(reply.obeyed());
        assertEquals("dehydrated", pump.asked().getFirst().reason());
        assertEquals("signed", pump.asked().getFirst().signature());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "stop",
                "[]",
                "null",
                "{}",
                "{\"verb\":\"PAUSE\"}",
                "{\"verb\":null,\"text\":\"\"}",
                "{\"verb\":\"EXPLODE\",\"text\":\"\"}",
                "{\"verb\":\"PAUSE\",\"text\":\"\",\"by\":\"somebody else\"}"
            })
    void aRequestThatIsNoneIsAnsweredWithOneSentence(String body) throws Exception {
        HttpResponse<String> response = post(body);
        assertEquals(400, response.statusCode());
        assertEquals(
                List.of("A request is JSON with \"text\" and \"verb\", one of ACCEPT, START, PAUSE, ACKNOWLEDGE,"
                        + " PAUSE_AUDIO, CONTAINER_CHANGED, BOLUS, CLINICIAN_BOLUS, TITRATE, RAMP_DOWN, END."),
                replyTo(response).reasons());
        assertTrue(pump.asked().isEmpty());
    }

    @Test
    void aFileThatFillsALineToThePumpIsSent() throws Exception {
        // each line end is two letters in the body and on the line
        assertEquals(200, post(accept("\\n", RequestDesk.BODY_BYTES / 2 - 100)).statusCode());
        assertEquals(1, pump.asked().size());
    }

    @Test
    void aFileThatIsLargerThanALineToThePumpIsNotSent() throws Exception {
        assertEquals(413, post(accept(" ", RequestDesk.BODY_BYTES)).statusCode());
        HttpRequest growing = HttpRequest.newBuilder(panel.address().resolve("/requests"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        accept("\u4e00", RequestDesk.BODY_BYTES / 2 - 100), StandardCharsets.UTF_16BE))
                .build();
        assertEquals(413, client.send(growing, BodyHandlers.ofString()).statusCode());
        assertTrue(pump.asked().isEmpty());
    }

    @Test
    void everyStatusComesAsAnEvent() throws Exception {
        try (EventReader events = EventReader.open(client, panel.address())) {
            pump.say(PumpStates.infusing());
            pump.say(PumpStates.occluded("Kim Osei"));
            assertEquals("INFUSING", status(events.next("message")).phase());
            OperatorMessage.Status stopped = status(events.next("message"));
            assertEquals("STOPPED", stopped.phase());
            assertEquals("Kim Osei", stopped.alarms().getFirst().acceptedBy());
        }
    }

    @Test
    void aPageThatComesLaterSeesTheNewestStatusAtOnce() throws Exception {
        try (EventReader first = EventReader.open(client, panel.address())) {
            EventReader.Heard seen = BestOf.five(
                    () -> firstEventOfALaterPage(first), event -> event.name().equals("message"));
            assertEquals("message", seen.name());
            assertEquals("INFUSING", status(seen).phase());
        }
    }

    private EventReader.Heard firstEventOfALaterPage(EventReader earlier) throws IOException, InterruptedException {
        pump.say(PumpStates.infusing());
        earlier.next("message");
        try (EventReader later = EventReader.open(client, panel.address())) {
            return later.next();
        }
    }

    @Test
    void aPumpThatFallsSilentIsStaleAfterOneSecond() throws Exception {
        try (EventReader events = EventReader.open(client, panel.address())) {
            events.next("stale");
            long silentMs = BestOf.five(() -> silentMs(events), ms -> ms < 2_000);
            assertTrue(silentMs < 2_000, silentMs + " ms");
        }
    }

    /** From before the pump says something for the last time until it is called silent. */
    private long silentMs(EventReader events) throws InterruptedException {
        long sayingNs = System.nanoTime();
        pump.say(PumpStates.infusing());
        events.next("message");
        EventReader.Heard stale = events.next("stale");
        long ms = Duration.ofNanos(System.nanoTime() - sayingNs).toMillis();
        assertEquals("{\"why\":\"The pump is silent.\"}", stale.data());
        assertTrue(ms >= 999, "a second, counted in whole milliseconds, and not " + ms + " ms");
        return ms;
    }

    @Test
    void aPumpThatRepeatsATickIsStale() throws Exception {
        try (EventReader events = EventReader.open(client, panel.address())) {
            pump.repeat(PumpStates.at(PumpStates.infusing(), 5));
            events.next("message");
            for (int i = 0; i < 3; i++) {
                pump.repeat(PumpStates.at(PumpStates.infusing(), 5));
            }
            // where the repetitions come late, the pump was silent before
            await(() -> next(events, "stale").data().equals("{\"why\":\"The pump repeats tick 5.\"}"));
        }
    }

    @Test
    void aPumpThatIsNotThereIsSaidAndFoundWhenItComes() throws Exception {
        pump.close();
        await(() -> post503());
        try (EventReader events = EventReader.open(client, panel.address())) {
            await(() -> next(events, "stale").data().equals("{\"why\":\"The pump's control is not there.\"}"));
            pump = FakePump.at(socket);
            await(() -> pump.peers() == 2);
            pump.say(PumpStates.idle());
            assertEquals("IDLE", status(events.next("message")).phase());
        }
    }

    @Test
    void aPortInUseIsSaidInASentence() {
        IOException thrown =
                assertThrows(IOException.class, () -> Panel.start(new PanelSettings(socket, panel.port(), List.of())));
        assertEquals(
                "The panel cannot have port " + panel.port() + " of this machine (Address already in use):"
                        + " choose another one, or 0 for any that is free.",
                thrown.getMessage());
    }

    @Test
    void everyFileOfThePageIsServedWithItsPolicy() throws Exception {
        for (String path : List.of(
                "/",
                "/panel.css",
                "/icon.svg",
                "/panel.js",
                "/nurse.js",
                "/accept.js",
                "/elements.js",
                "/view.js",
                "/regimens.js",
                "/written.js",
                "/keying.js",
                "/format.js",
                "/words.js")) {
            HttpResponse<String> response = get(path);
            assertEquals(200, response.statusCode(), path);
            assertTrue(response.headers()
                    .firstValue("Content-Security-Policy")
                    .orElse("")
                    .startsWith("default-src 'none'"));
        }
        assertTrue(get("/").body().contains("Not a medical device. Not for use on people."));
        assertEquals(404, get("/../secret").statusCode());
        assertEquals(404, get("/examples/secret.json").statusCode());
    }

    @Test
    void anExampleIsServedByItsName() throws Exception {
        Path example = Files.writeString(directory.resolve("an example.json"), "{\"id\":\"A\"}");
        try (Panel offering = Panel.start(new PanelSettings(socket, 0, List.of(example)))) {
            HttpRequest request = HttpRequest.newBuilder(offering.address().resolve("/examples/an%20example.json"))
                    .build();
            assertEquals(
                    "{\"id\":\"A\"}",
                    client.send(request, BodyHandlers.ofString()).body());
            Files.delete(example);
            assertEquals(404, client.send(request, BodyHandlers.ofString()).statusCode());
        }
    }

    @Test
    void aSignatureBesideAnExampleGoesWithIt() throws Exception {
        Path signed = Files.writeString(directory.resolve("signed.json"), "{}");
        Path unsigned = Files.writeString(directory.resolve("unsigned.json"), "{}");
        Files.writeString(directory.resolve("signed.json.sig"), "good");
        try (Panel offering = Panel.start(new PanelSettings(socket, 0, List.of(signed, unsigned)))) {
            assertEquals(
                    "{\"offers\":[{\"name\":\"signed.json\",\"signed\":true,\"enveloped\":false,\"trouble\":\"\"},"
                            + "{\"name\":\"unsigned.json\",\"signed\":false,\"enveloped\":false,\"trouble\":\"\"}],"
                            + "\"note\":\"\"}",
                    get(offering, "/examples").body());
            assertEquals("good", get(offering, "/examples/signed.json.sig").body());
            assertEquals(404, get(offering, "/examples/unsigned.json.sig").statusCode());
        }
    }

    @Test
    @Tag("REQ-314")
    void whatIsBroughtIntoTheFolderIsOfferedWithoutANewStartTheNewestFirst() throws Exception {
        Path folder = directory.resolve("prescriptions");
        try (Panel offering = offeringFolder(folder)) {
            assertEquals(
                    "{\"offers\":[],\"note\":\"\"}", get(offering, "/examples").body());
            Files.createDirectory(folder);
            for (int i = 1; i <= Offering.MOST + 1; i++) {
                Path file = Files.writeString(folder.resolve("rx-" + i + ".json"), "{}");
                Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L + i));
            }
            Files.writeString(folder.resolve("rx-7.json.sig"), "good");
            Files.writeString(folder.resolve("rx-7.json.envelope"), "limits");
            String listing = get(offering, "/examples").body();
            assertTrue(
                    listing.startsWith(
                            "{\"offers\":[{\"name\":\"rx-7.json\",\"signed\":true,\"enveloped\":true,\"trouble\":\"\"},"
                                    + "{\"name\":\"rx-6.json\""),
                    listing);
            assertFalse(listing.contains("rx-1.json"), listing);
            assertTrue(listing.contains("\"note\":\"The newest 6 of 7 prescriptions."), listing);
            assertEquals("limits", get(offering, "/examples/rx-7.json.envelope").body());
            assertEquals(404, get(offering, "/examples/rx-1.json").statusCode());
            assertEquals(404, get(offering, "/examples/..%2Foperator").statusCode());
            Files.delete(folder.resolve("rx-7.json"));
            assertTrue(get(offering, "/examples").body().contains("rx-1.json"), "the next one moves up");
        }
    }

    @Test
    @Tag("REQ-314")
    void whatCannotBeReadIsOfferedWithTheReason() throws Exception {
        Path folder = Files.createDirectory(directory.resolve("prescriptions"));
        Files.createDirectory(folder.resolve("folder.json"));
        try (Panel offering = offeringFolder(folder)) {
            String listing = get(offering, "/examples").body();
            assertTrue(
                    listing.contains(
                            "\"trouble\":\"The panel may not read folder.json: make it readable for everybody"),
                    listing);
            HttpResponse<String> file = get(offering, "/examples/folder.json");
            assertEquals(404, file.statusCode());
            assertTrue(file.body().startsWith("The panel may not read folder.json"), file.body());
        }
    }

    private Panel offeringFolder(Path folder) throws IOException {
        return Panel.start(new PanelSettings(socket, 0, new Offering.Folder(folder), Optional.empty()));
    }

    private HttpResponse<String> get(Panel from, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(from.address().resolve(path)).build();
        return client.send(request, BodyHandlers.ofString());
    }

    @Test
    void aForeignPageIsTurnedAway() throws Exception {
        String body = "{\"verb\":\"START\",\"text\":\"\"}";
        HttpRequest fromElsewhere = HttpRequest.newBuilder(panel.address().resolve("/requests"))
                .header("Content-Type", "application/json")
                .header("Origin", "http://evil.example")
                .POST(BodyPublishers.ofString(body))
                .build();
        assertEquals(403, client.send(fromElsewhere, BodyHandlers.ofString()).statusCode());
        HttpRequest form = HttpRequest.newBuilder(panel.address().resolve("/requests"))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(body))
                .build();
        assertEquals(415, client.send(form, BodyHandlers.ofString()).statusCode());
        assertTrue(raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
                .startsWith("HTTP/1.1 403"));
        assertTrue(pump.asked().isEmpty());
    }

    private boolean post503() {
        try {
            return send("{\"verb\":\"PAUSE\",\"text\":\"\"}").statusCode() == 503;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static EventReader.Heard next(EventReader events, String name) {
        try {
            return events.next(name);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String accept(String filling, int count) {
        return "{\"verb\":\"ACCEPT\",\"text\":\"" + filling.repeat(count) + "\"}";
    }

    private HttpRequest request(String body) {
        return HttpRequest.newBuilder(panel.address().resolve("/requests"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    /** Asks until the panel has taken up its connections: the pump counts one before the panel does. */
    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        HttpResponse<String> response = send(body);
        while (response.statusCode() == 503) {
            response = send(body);
        }
        return response;
    }

    private HttpResponse<String> send(String body) throws IOException, InterruptedException {
        return client.send(request(body), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(panel.address().resolve(path)).build(), BodyHandlers.ofString());
    }

    private String raw(String request) throws IOException {
        try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), panel.port())) {
            connection.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Reply replyTo(HttpResponse<String> response) {
        return (Reply) Json.MAPPER.readValue(response.body(), OperatorMessage.class);
    }

    private static OperatorMessage.Status status(EventReader.Heard event) {
        return (OperatorMessage.Status) Json.MAPPER.readValue(event.data(), OperatorMessage.class);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not so within " + PATIENCE.toSeconds() + " s");
            }
            Thread.sleep(5);
        }
    }
}
