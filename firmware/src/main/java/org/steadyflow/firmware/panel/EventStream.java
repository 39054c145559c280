package org.steadyflow.firmware.panel;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.steadyflow.telemetry.message.Json;

/** Server-sent events: every status as it comes, and {@code stale} for each second without one. */
final class EventStream {
    private final Contact contact;

    EventStream(Contact contact) {
        this.contact = contact;
    }

    /** Writes events until the page goes away or the panel is closed. */
    void serve(HttpExchange exchange) throws IOException, InterruptedException {
        Mailbox mailbox = new Mailbox();
        if (!contact.look(mailbox)) {
            Responses.sentence(exchange, 503, "Too many pages look at this panel already.");
            return;
        }
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            write(mailbox, exchange.getResponseBody());
        } finally {
            contact.lookAway(mailbox);
        }
    }

    private void write(Mailbox mailbox, OutputStream page) throws IOException, InterruptedException {
        Duration patience = Duration.ZERO;
        while (!Thread.currentThread().isInterrupted()) {
            Optional<String> line = mailbox.take(patience);
            page.write(line.map(EventStream::status).orElseGet(this::stale).getBytes(StandardCharsets.UTF_8));
            page.flush();
            patience = Contact.STALE_AFTER;
        }
    }

    private static String status(String line) {
        return "data: " + line + "\n\n";
    }

    private String stale() {
        return "event: stale\ndata: " + Json.MAPPER.writeValueAsString(Map.of("why", contact.trouble())) + "\n\n";
    }
}
