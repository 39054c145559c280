package org.steadyflow.telemetry.pharmacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.steadyflow.telemetry.message.Json;
import tools.jackson.databind.JsonNode;

/** A console without a browser: asks, posts, and listens to the stream. */
final class TestConsole implements AutoCloseable {
    private final URI base;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();

    TestConsole(URI base) {
        this.base = base;
    }

    /** One event of the stream. */
    record Heard(String event, JsonNode data) {}

    JsonNode get(String path) {
        return Json.MAPPER.readTree(
                send(HttpRequest.newBuilder(base.resolve(path)).build()).body());
    }

    int status(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)).build()).statusCode();
    }

    HttpResponse<String> post(String path, String json) {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Opens the stream as this person and keeps what it tells. */
    AutoCloseable listen(String person) throws IOException, InterruptedException {
        URI uri = base.resolve("/api/stream?by=" + URLEncoder.encode(person, UTF_8));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Accept", "text/event-stream")
                .build();
        HttpClient own = HttpClient.newHttpClient();
        InputStream stream =
                own.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
        Thread _ = Thread.startVirtualThread(() -> read(stream));
        Soon.that("a snapshot", () -> !heard("snapshot").isEmpty());
        return () -> {
            stream.close();
            own.shutdownNow();
        };
    }

    List<JsonNode> heard(String event) {
        return heard.stream()
                .filter(one -> one.event.equals(event))
                .map(Heard::data)
                .toList();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private void read(InputStream stream) {
        String event = "";
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    event = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    heard.add(new Heard(event, Json.MAPPER.readTree(line.substring("data: ".length()))));
                }
            }
        } catch (IOException closed) {
            heard.add(new Heard("closed", Json.MAPPER.nullNode()));
        }
    }
}
