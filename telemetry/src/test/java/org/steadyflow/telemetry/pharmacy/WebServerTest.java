package org.steadyflow.telemetry.pharmacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.telemetry.message.Json;

/** What the HTTP server refuses, and that a broker which is away stops nothing. */
class WebServerTest {
    private static final URI NO_BROKER = URI.create("tcp://127.0.0.1:1");

    private final Pharmacy pharmacy;
    private final TestConsole console;
    private final Path dir;

    WebServerTest(@TempDir Path dir) {
        this.dir = dir;
        pharmacy = Pharmacy.start(PharmacyConfig.of(NO_BROKER, dir));
        console = new TestConsole(pharmacy.console());
    }

    @AfterEach
    void stop() {
        console.close();
        pharmacy.close();
    }

    @Test
    void answersWithoutABrokerAndSaysSo() {
        assertEquals("DEGRADED", console.get("/api/health").path("status").asString());
        assertEquals(200, console.status("/"));
    }

    @Test
    @Tag("REQ-169")
    void aTakenPortIsOneClearSentence(@TempDir Path other) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            PharmacyConfig config = PharmacyConfig.of(NO_BROKER, other).withHttpPort(taken.getLocalPort());
            PharmacyException refused = assertThrows(PharmacyException.class, () -> Pharmacy.start(config));
            assertEquals(
                    "The pharmacy cannot listen on 127.0.0.1, port " + taken.getLocalPort() + ": the port is in use.",
                    refused.getMessage());
        }
    }

    @Test
    void aDatabaseInUseIsOneClearSentence() {
        String other = PharmacyConfig.fileIn(dir) + ";CACHE_SIZE=1000;IFEXISTS=TRUE;ACCESS_MODE_DATA=r;USER=x";
        PharmacyConfig config = new PharmacyConfig(NO_BROKER, dir, 0, other);
        PharmacyException refused = assertThrows(PharmacyException.class, () -> Pharmacy.start(config));
        assertTrue(String.valueOf(refused.getMessage())
                .startsWith("The pharmacy cannot open its database jdbc:h2:async:"));
    }

    @Test
    void everyErrorIsASentenceInJson() {
        assertError(404, "There is nothing here.", get("/api/nothing"));
        assertError(404, "There is no such pump.", get("/api/pumps/pump-9"));
        assertError(404, "There is no such pump.", get("/api/pumps/pump-9/journal"));
        assertError(400, "A pump's name has 1 to 64 letters, digits and hyphens.", get("/api/pumps/a%20b"));
        assertError(400, "\"limit\" must be from 1 to 500.", get("/api/pumps/pump-9/journal?limit=501"));
        assertError(400, "\"from\" must be a whole number.", get("/api/pumps/pump-9/journal?from=x"));
        assertError(405, "This cannot be done here.", post("/api/pumps", "{}"));
        assertError(404, "There is no such alarm.", post("/api/alarms/pump-9/1/accept", "{\"by\":\"Anna\"}"));
        assertError(404, "There is no such alarm.", post("/api/alarms/pump-9/1/shown", "{}"));
        assertError(400, "A name has 1 to 64 characters.", post("/api/alarms/pump-9/1/accept", "{\"by\":\" \"}"));
        assertError(
                400,
                "A name has letters, digits, spaces and punctuation only.",
                post("/api/alarms/pump-9/1/accept", "{\"by\":\"An\\u0000na\"}"));
        assertError(
                400,
                "The request's body must be {\"by\": \"a name\"}.",
                post("/api/alarms/pump-9/1/accept", "{\"by\":7,\"x\":1}"));
        assertError(
                413, "The request is longer than 4,096 bytes.", post("/api/alarms/pump-9/1/accept", "x".repeat(5_000)));
    }

    @Test
    void anotherSitesPageCannotAccept() {
        URI accept = pharmacy.console().resolve("/api/alarms/pump-1/1/accept");
        HttpRequest form = HttpRequest.newBuilder(accept)
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{\"by\":\"Anna\"}"))
                .build();
        assertError(415, "The request's type must be application/json.", console.send(form));
        HttpRequest script = HttpRequest.newBuilder(accept)
                .header("Content-Type", "application/json")
                .header("Origin", "http://example.org")
                .POST(HttpRequest.BodyPublishers.ofString("{\"by\":\"Anna\"}"))
                .build();
        assertError(403, "This server answers only to its own page.", console.send(script));
    }

    @Test
    void answersOnlyUnderItsOwnName() throws IOException {
        int port = pharmacy.console().getPort();
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            String request = "GET /api/pumps HTTP/1.1\r\nHost: example.org:" + port + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 421"), answer);
        }
    }

    @Test
    void thePageMayLoadOnlyFromItself() {
        HttpResponse<String> page = get("/");
        String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self'"), policy);
    }

    private HttpResponse<String> get(String path) {
        return console.send(
                HttpRequest.newBuilder(pharmacy.console().resolve(path)).build());
    }

    private HttpResponse<String> post(String path, String body) {
        return console.post(path, body);
    }

    private static void assertError(int status, String sentence, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(sentence, Json.MAPPER.readTree(answer.body()).path("error").asString(), answer.body());
    }
}
