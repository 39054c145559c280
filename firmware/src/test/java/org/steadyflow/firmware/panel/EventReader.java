package org.steadyflow.firmware.panel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A page's event source: reads events on a thread of its own. */
final class EventReader implements AutoCloseable {
    /** One event; {@code name} is {@code message} for a status. */
    record Heard(String name, String data) {}

    private static final long PATIENCE_MS = 60_000;

    private final InputStream body;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

    private EventReader(InputStream body) {
        this.body = body;
    }

    static EventReader open(HttpClient client, URI panel) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(panel.resolve("/events")).build();
        EventReader reader = new EventReader(
                client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body());
        Thread.ofVirtual().start(reader::read);
        return reader;
    }

    /** The next event, whatever its name. */
    Heard next() throws InterruptedException {
        return next("event", TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS));
    }

    /** The next event of this name; others before it are passed over. */
    Heard next(String name) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        Heard event = next(name, deadline - System.nanoTime());
        while (!event.name().equals(name)) {
            event = next(name, deadline - System.nanoTime());
        }
        return event;
    }

    private Heard next(String name, long withinNs) throws InterruptedException {
        return Optional.ofNullable(heard.poll(withinNs, TimeUnit.NANOSECONDS))
                .orElseThrow(() -> new AssertionError("no " + name + " within " + PATIENCE_MS + " ms"));
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String name = "message";
            for (Optional<String> line = next(lines); line.isPresent(); line = next(lines)) {
                String text = line.get();
                if (text.startsWith("event: ")) {
                    name = text.substring(7);
                } else if (text.startsWith("data: ")) {
                    heard.add(new Heard(name, text.substring(6)));
                    name = "message";
                }
            }
        } catch (IOException _) {
            // The panel or the test ended the stream.
        }
    }

    private static Optional<String> next(BufferedReader lines) throws IOException {
        return Optional.ofNullable(lines.readLine());
    }
}
