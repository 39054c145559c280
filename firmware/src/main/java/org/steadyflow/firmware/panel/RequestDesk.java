package org.steadyflow.firmware.panel;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.steadyflow.telemetry.local.LocalLimits;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.OperatorMessage;
import org.steadyflow.telemetry.message.OperatorRequest;
import org.steadyflow.telemetry.message.OperatorVerb;
import tools.jackson.core.JacksonException;

/**
 * Takes what a person asks on the page to the pump and brings the answer. Every body that it answers is a
 * {@link OperatorMessage.Reply}, its own refusals too: the page has one way to show them.
 */
final class RequestDesk {
    static final String BEDSIDE = "bedside panel";

    /** Largest body: what fits into one line to the pump, less room for the names around it. */
    static final int BODY_BYTES = LocalLimits.LINE_BYTES - 1_024;

    /** A stop that is not answered in this time has to be told while the hand is still at the key. */
    static final Duration STOP_PATIENCE = Duration.ofSeconds(1);

    /** A prescription is journalled before it is answered, and a disk may take a second. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PumpLine requests;
    private final PumpLine stops;
    private final Optional<MonitorDoor> monitor;

    /**
     * @param monitor the way to the pump's monitor; empty where it has none
     * @param stops a line of its own, so that a stop never waits behind anything else that was asked
     */
    RequestDesk(PumpLine requests, PumpLine stops, Optional<MonitorDoor> monitor) {
        this.monitor = monitor;
        this.requests = requests;
        this.stops = stops;
    }

    void serve(HttpExchange exchange) throws IOException, InterruptedException {
        if (!Gate.isJson(exchange)) {
            refuse(exchange, 415, "A request is application/json.");
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES + 1);
        if (body.length > BODY_BYTES) {
            refuse(exchange, 413, "The file is too large: a request has at most " + BODY_BYTES / 1_024 + " KiB.");
            return;
        }
        Optional<PanelRequest> asked = read(body);
        if (asked.isEmpty()) {
            refuse(exchange, 400, "A request is JSON with \"text\" and \"verb\", one of " + verbs() + ".");
        } else {
            answer(exchange, asked.get());
        }
    }

    private static Optional<PanelRequest> read(byte[] body) {
        try {
            // JSON's null is read as nothing
            return Optional.ofNullable(Json.MAPPER.readValue(body, PanelRequest.class));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private void answer(HttpExchange exchange, PanelRequest asked) throws IOException, InterruptedException {
        String id = UUID.randomUUID().toString();
        boolean isAcknowledged = asked.verb() == OperatorVerb.ACKNOWLEDGE;
        String text = isAcknowledged ? "" : asked.text();
        OperatorRequest request =
                new OperatorRequest(id, asked.verb(), BEDSIDE, text, asked.reason(), asked.signature());
        if (isTooLong(request)) {
            refuse(exchange, 413, "The file is too large for one message to the pump.");
            return;
        }
        // the monitor hears it whatever becomes of the rest: it is another program with another trip
        String ofMonitor = isAcknowledged ? acknowledged(asked.text()) : "";
        boolean isStop = asked.verb() == OperatorVerb.PAUSE;
        Answer answer = isStop ? stops.ask(request, STOP_PATIENCE) : requests.ask(request, PATIENCE);
        switch (answer) {
            case Answer.Replied replied -> reply(exchange, 200, withMonitor(asked, ofMonitor, replied.reply()));
            case Answer.Unsent unsent -> refuse(exchange, 503, joined(unsent.why(), ofMonitor));
            case Answer.Unanswered unanswered -> refuse(exchange, 504, joined(unanswered.why(), ofMonitor));
        }
    }

    /** How the monitor is, as JSON: the number of the trip that holds, 0 for none, and why. */
    void tell(HttpExchange exchange) throws IOException {
        MonitorDoor.Told told = monitor.map(MonitorDoor::told).orElse(new MonitorDoor.Told(0, ""));
        Responses.send(exchange, 200, "application/json", Json.MAPPER.writeValueAsBytes(told));
    }

    /** What a person confirmed goes to the monitor as well, by a way that control has no part in. */
    private OperatorMessage.Reply withMonitor(PanelRequest asked, String ofMonitor, OperatorMessage.Reply reply) {
        boolean isConfirmed = monitor.isPresent() && reply.obeyed() && asked.verb() == OperatorVerb.ACCEPT;
        String said = isConfirmed ? handOver(asked.envelope(), monitor.get()) : ofMonitor;
        if (said.isEmpty()) {
            return reply;
        }
        List<String> reasons = new ArrayList<>(reply.reasons());
        reasons.add(said);
        return new OperatorMessage.Reply(reply.id(), reply.obeyed(), reasons);
    }

    /** A person acknowledges the trip that they have seen, and no other. */
    private String acknowledged(String seen) {
        if (monitor.isEmpty()) {
            return "";
        }
        int trip = number(seen);
        if (trip != 0) {
            return monitor.get().acknowledge(trip);
        }
        MonitorDoor.Told told = monitor.get().told();
        return told.trip() == 0
                ? told.sentence()
                : "The monitor has tripped: " + told.sentence() + ". Look, and acknowledge that too.";
    }

    /** 0 for what is no number of a trip. */
    private static int number(String seen) {
        try {
            return seen.isEmpty() ? 0 : Integer.parseInt(seen);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private static String joined(String why, String ofMonitor) {
        return ofMonitor.isEmpty() ? why : why + " " + ofMonitor;
    }

    private static String handOver(String envelope, MonitorDoor monitor) {
        if (envelope.isEmpty()) {
            return "No envelope for the monitor came with it: it cannot be started.";
        }
        try {
            return monitor.hand(Base64.getDecoder().decode(envelope));
        } catch (IllegalArgumentException _) {
            return "The envelope for the monitor is damaged: it cannot be started.";
        }
    }

    /** A body in UTF-16, which JSON may have, can grow when it is written in UTF-8. */
    private static boolean isTooLong(OperatorRequest request) {
        String line = Json.MAPPER.writeValueAsString(request);
        return line.getBytes(StandardCharsets.UTF_8).length >= LocalLimits.LINE_BYTES;
    }

    private static void refuse(HttpExchange exchange, int status, String sentence) throws IOException {
        reply(exchange, status, new OperatorMessage.Reply("", false, List.of(sentence)));
    }

    private static void reply(HttpExchange exchange, int status, OperatorMessage.Reply reply) throws IOException {
        byte[] body = Json.MAPPER.writerFor(OperatorMessage.class).writeValueAsBytes(reply);
        Responses.send(exchange, status, "application/json", body);
    }

    private static String verbs() {
        return String.join(
                ", ", Arrays.stream(OperatorVerb.values()).map(Enum::name).toList());
    }
}
