package org.steadyflow.simulator.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.OperatorVerb;
import tools.jackson.databind.JsonNode;

/** The demo's nurse and pharmacist: they use the two pages' own ways in, as a browser would. One thread. */
final class DemoPeople implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long POLL_MS = 100;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI panel;
    private final URI console;

    DemoPeople(URI panel, URI console) {
        this.panel = panel;
        this.console = console;
    }

    /** Something that people wait for did not come. */
    static final class GaveUpException extends Exception {
        private static final long serialVersionUID = 1;

        private final String what;

        GaveUpException(String what) {
            super(what);
            this.what = what;
        }

        /** A sentence. */
        String what() {
            return what;
        }
    }

    /** The nurse asks the panel; an answer that says no is a reason to give up. */
    void nurse(OperatorVerb verb) throws IOException, InterruptedException, GaveUpException {
        nurse(verb, new DemoFiles.Signed("", "", ""));
    }

    /** The nurse gives the pump a prescription. */
    void accept(DemoFiles.Signed prescription) throws IOException, InterruptedException, GaveUpException {
        nurse(OperatorVerb.ACCEPT, prescription);
    }

    private void nurse(OperatorVerb verb, DemoFiles.Signed file)
            throws IOException, InterruptedException, GaveUpException {
        String body = Json.MAPPER.writeValueAsString(Json.MAPPER
                .createObjectNode()
                .put("verb", verb.name())
                .put("text", file.text())
                .put("signature", file.signature())
                .put("envelope", file.envelope()));
        JsonNode reply = post(panel.resolve("/requests"), body);
        boolean obeyed = reply.path("obeyed").asBoolean(false);
        if (!obeyed) {
            throw new GaveUpException("the pump refused " + verb + ": " + reply.path("reasons"));
        }
    }

    /** The pharmacist accepts the oldest alarm of this code that nobody has accepted; false where there is none yet. */
    boolean accept(String pump, String code, String by) throws IOException, InterruptedException {
        for (JsonNode alarm : alarms()) {
            boolean isOpen = alarm.path("code").asString("").equals(code) && isEmpty(alarm.path("accepted_ms"));
            if (isOpen) {
                String body = Json.MAPPER.writeValueAsString(
                        Json.MAPPER.createObjectNode().put("by", by));
                post(
                        console.resolve("/api/alarms/" + pump + "/"
                                + alarm.path("raised_seq").asLong() + "/accept"),
                        body);
                return true;
            }
        }
        return false;
    }

    /** Whether the pharmacy has no value there. */
    static boolean isEmpty(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    JsonNode alarms() throws IOException, InterruptedException {
        return get(console.resolve("/api/alarms"));
    }

    /** Last line that the pharmacy has without a gap. */
    long storedSeq(String pump) throws IOException, InterruptedException {
        return get(console.resolve("/api/pumps/" + pump))
                .findPath("contiguous_seq")
                .asLong(0);
    }

    /** Looks ten times a second until it is so; gives up after {@code longest}. */
    static void await(String what, Duration longest, BooleanSupplier isSo)
            throws InterruptedException, GaveUpException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new GaveUpException(what + " did not come within " + longest.toSeconds() + " s");
            }
            Thread.sleep(POLL_MS);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private JsonNode get(URI uri) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri).timeout(PATIENCE).GET().build());
    }

    private JsonNode post(URI uri, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        boolean failed = response.statusCode() >= 500;
        if (failed) {
            throw new IOException(request.uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return Json.MAPPER.readTree(response.body());
    }
}
