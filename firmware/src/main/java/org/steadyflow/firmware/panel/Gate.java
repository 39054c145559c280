package org.steadyflow.firmware.panel;

import com.sun.net.httpserver.HttpExchange;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lets in only the panel's own page. The port is on loopback, but any page that is open in a browser of this machine
 * could reach it: under a foreign name, or with a request of its own.
 */
final class Gate {
    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1\\])(:\\d{1,5})?");

    private Gate() {}

    /** Why this request is not answered, as a sentence; none where it is. */
    static Optional<String> refusal(HttpExchange exchange) {
        String host = header(exchange, "Host");
        if (!LOOPBACK.matcher(host).matches()) {
            return Optional.of("This panel answers on this machine only, as localhost.");
        }
        String origin = header(exchange, "Origin");
        if (!origin.isEmpty() && !origin.equals("http://" + host)) {
            return Optional.of("This panel takes requests from its own page only.");
        }
        return Optional.empty();
    }

    static boolean isJson(HttpExchange exchange) {
        String type = header(exchange, "Content-Type");
        return type.equals("application/json") || type.startsWith("application/json;");
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }
}
