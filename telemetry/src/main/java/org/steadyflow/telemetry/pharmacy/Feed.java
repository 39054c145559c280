package org.steadyflow.telemetry.pharmacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.telemetry.message.Json;

/**
 * Server-sent events to the consoles: a snapshot of everything at the start (so a reconnected console has missed
 * nothing), a pump's whole picture whenever something of it changed, and a tick every two seconds so that a console
 * knows that what it shows is fresh. Blocks on the request's own virtual thread until the console is gone.
 */
final class Feed {
    static final Duration TICK_EVERY = Duration.ofSeconds(2);

    /** A console whose stream broke comes back after this time. */
    private static final int RETRY_MS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    private final Desk desk;
    private final Consoles consoles;
    private final BooleanSupplier brokerConnected;
    private final InstantSource clock;

    Feed(Desk desk, Consoles consoles, BooleanSupplier brokerConnected, InstantSource clock) {
        this.desk = desk;
        this.consoles = consoles;
        this.brokerConnected = brokerConnected;
        this.clock = clock;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/stream", this::serve);
    }

    private void serve(Context context) {
        Optional<String> person = Optional.ofNullable(context.queryParam("by"))
                .filter(by -> !by.isBlank())
                .map(PersonName::of);
        ConsoleStream stream =
                consoles.add(person).orElseThrow(() -> new HttpResponseException(503, "50 consoles are open already."));
        try {
            context.disableCompression();
            context.res().setContentType("text/event-stream");
            context.res().setCharacterEncoding("utf-8");
            tell(stream, context.res().getOutputStream());
        } catch (IOException gone) {
            LOG.debug("A console went away.");
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } finally {
            consoles.remove(stream);
        }
    }

    private void tell(ConsoleStream stream, OutputStream out) throws IOException, InterruptedException {
        out.write(("retry: " + RETRY_MS + "\n\n").getBytes(UTF_8));
        send(out, "snapshot", desk.snapshot(brokerConnected.getAsBoolean()));
        while (!stream.isEnded()) {
            for (String pump : stream.await(TICK_EVERY)) {
                Optional<View.Change> change = desk.change(pump);
                if (change.isPresent()) {
                    send(out, "pump", change.get());
                }
            }
            send(out, "tick", new View.Tick(clock.millis(), brokerConnected.getAsBoolean()));
            stream.written(clock.millis());
        }
    }

    private static void send(OutputStream out, String event, View view) throws IOException {
        String text = "event: " + event + "\ndata: " + Json.MAPPER.writeValueAsString(view) + "\n\n";
        out.write(text.getBytes(UTF_8));
        out.flush();
    }
}
