package org.steadyflow.telemetry.pharmacy;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.telemetry.message.Json;

/**
 * The HTTP server on loopback: console files, the interface under {@code /api}, and the rules that hold for all of it.
 * Nobody is asked for a password, so it answers only to this machine and only to its own page.
 */
final class WebServer implements AutoCloseable {
    /** An acceptance is a name. */
    static final long LIMIT_REQUEST_BYTES = 4_096;

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final String JSON = "application/json; charset=utf-8";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Javalin server;

    private WebServer(Javalin server) {
        this.server = server;
    }

    /**
     * @param port 0 for a free one
     * @throws PharmacyException the port is in use
     */
    static WebServer start(int port, Api api, Feed feed, ConsoleFiles files) {
        Javalin server = Javalin.create(config -> configure(config, api, feed, files));
        try {
            return new WebServer(server.start(LOOPBACK, port));
        } catch (JavalinBindException taken) {
            throw new PharmacyException(
                    "The pharmacy cannot listen on " + LOOPBACK + ", port " + port + ": the port is in use.", taken);
        }
    }

    URI uri() {
        return URI.create("http://" + LOOPBACK + ":" + server.port() + "/");
    }

    @Override
    public void close() {
        server.stop();
    }

    private static void configure(JavalinConfig config, Api api, Feed feed, ConsoleFiles files) {
        config.concurrency.useVirtualThreads = true;
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = LIMIT_REQUEST_BYTES;
        config.http.prefer405over404 = true;
        config.routes.before(WebServer::guard);
        config.routes.exception(UnreadableException.class, (bad, context) -> fail(context, 400, bad.why()));
        config.routes.exception(
                HttpResponseException.class, (bad, context) -> fail(context, bad.getStatus(), sentence(bad)));
        config.routes.exception(Exception.class, (bad, context) -> {
            LOG.warn("{} {} failed.", context.method(), context.path(), bad);
            fail(context, 500, "The pharmacy could not answer; its log says why.");
        });
        api.addTo(config.routes);
        feed.addTo(config.routes);
        files.addTo(config.routes);
    }

    static void send(Context context, View view) {
        context.contentType(JSON).result(Json.MAPPER.writeValueAsString(view));
    }

    static void sendAll(Context context, Iterable<? extends View> views) {
        context.contentType(JSON).result(Json.MAPPER.writeValueAsString(views));
    }

    static void fail(Context context, int status, String sentence) {
        context.status(status);
        send(context, new View.Failure(sentence));
    }

    /**
     * A page of another site must not reach this server through the reader's browser: not by a name that leads to
     * loopback (Host), not by a form or script of its own (Origin, and a type that no form can send).
     */
    private static void guard(Context context) {
        context.header("Content-Security-Policy", POLICY);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cache-Control", "no-store");
        String host = String.valueOf(context.host());
        if (!isOurs(host, context.port())) {
            throw new HttpResponseException(421, "This server answers only as 127.0.0.1 or localhost.");
        }
        Optional<String> origin = Optional.ofNullable(context.header("Origin"));
        if (origin.isPresent() && !origin.get().equals("http://" + host)) {
            throw new HttpResponseException(403, "This server answers only to its own page.");
        }
    }

    private static boolean isOurs(String host, int port) {
        return host.equals(LOOPBACK + ":" + port) || host.equals("localhost:" + port);
    }

    private static String sentence(HttpResponseException bad) {
        return switch (bad.getStatus()) {
            case 405 -> "This cannot be done here.";
            case 413 -> "The request is longer than 4,096 bytes.";
            case 404 -> bad instanceof NotFoundResponse ? "There is nothing here." : String.valueOf(bad.getMessage());
            default -> String.valueOf(bad.getMessage());
        };
    }
}
