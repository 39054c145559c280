package org.steadyflow.firmware.panel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.telemetry.message.OperatorMessage;

/** The bedside panel: its page, its events and its requests on one loopback port. Any thread. */
public final class Panel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Panel.class);

    private static final PumpListener NOBODY = new PumpListener() {
        @Override
        public void status(OperatorMessage.Status status, String line) {
            // The other line brings the same status.
        }

        @Override
        public void trouble(String sentence, String forTheLog) {
            // The other line tells of the same trouble.
        }
    };

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final PumpLine requests;
    private final PumpLine stops;
    private final Pages pages;
    private final EventStream events;
    private final RequestDesk desk;

    private Panel(HttpServer server, PanelSettings settings) {
        Contact contact = new Contact();
        this.server = server;
        this.requests = PumpLine.open(settings.operatorSocket(), contact);
        this.stops = PumpLine.open(settings.operatorSocket(), NOBODY);
        this.pages = new Pages(settings.offering());
        this.events = new EventStream(contact);
        this.desk = new RequestDesk(requests, stops, settings.monitorSocket().map(MonitorDoor::new));
    }

    /**
     * Starts to answer at once. A pump that is not there is shown as such and looked for until {@link #close}.
     *
     * @throws IOException where the port cannot be had; its message is a sentence for people
     */
    public static Panel start(PanelSettings settings) throws IOException {
        HttpServer server = listen(settings.httpPort());
        Panel panel = new Panel(server, settings);
        server.createContext("/", panel::serve);
        server.setExecutor(panel.threads);
        server.start();
        return panel;
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Where a browser of this machine finds it. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port() + "/");
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
        requests.close();
        stops.close();
    }

    private static HttpServer listen(int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        } catch (BindException e) {
            throw new IOException(
                    "The panel cannot have port " + port + " of this machine (" + e.getMessage()
                            + "): choose another one, or 0 for any that is free.",
                    e);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Responses.guard(exchange.getResponseHeaders());
            Optional<String> refusal = Gate.refusal(exchange);
            if (refusal.isPresent()) {
                Responses.sentence(exchange, 403, refusal.get());
            } else {
                route(exchange);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
            throw e;
        }
    }

    private void route(HttpExchange exchange) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().getPath();
        String asked = exchange.getRequestMethod() + " " + path;
        if (asked.equals("POST /requests")) {
            desk.serve(exchange);
        } else if (asked.equals("GET /events")) {
            events.serve(exchange);
        } else if (asked.equals("GET /monitor")) {
            desk.tell(exchange);
        } else if (asked.startsWith("GET ")) {
            pages.serve(exchange, path);
        } else {
            Responses.sentence(exchange, 405, "This panel answers GET, and POST to /requests.");
        }
    }
}
