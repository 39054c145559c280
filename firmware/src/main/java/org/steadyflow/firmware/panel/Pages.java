package org.steadyflow.firmware.panel;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.DetachedSignature;
import org.steadyflow.telemetry.message.Json;

/** What the browser loads: the page and its parts, the words for every alarm, and the prescriptions that it offers. */
final class Pages {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String EXAMPLES = "/examples";
    private static final String EXAMPLE = "/examples/";

    /** One file of the page. */
    private record Page(String type, String text) {}

    private final Map<String, Page> pages = new HashMap<>();
    private final OfferList offers;

    Pages(Offering offering) {
        offers = new OfferList(offering);
        pages.put("/", resource("index.html", "text/html; charset=utf-8"));
        pages.put("/panel.css", resource("panel.css", "text/css; charset=utf-8"));
        pages.put("/icon.svg", resource("icon.svg", "image/svg+xml"));
        for (String script : List.of(
                "panel.js",
                "nurse.js",
                "accept.js",
                "elements.js",
                "view.js",
                "regimens.js",
                "written.js",
                "keying.js",
                "format.js")) {
            pages.put("/" + script, resource(script, SCRIPT));
        }
        // a module, so that the page cannot start without its words
        pages.put("/words.js", new Page(SCRIPT, words()));
    }

    void serve(HttpExchange exchange, String path) throws IOException {
        Page page = pages.get(path);
        if (page != null) {
            Responses.send(exchange, 200, page.type(), page.text().getBytes(StandardCharsets.UTF_8));
        } else if (path.equals(EXAMPLES)) {
            offers.serve(exchange);
        } else if (path.startsWith(EXAMPLE)) {
            offers.serve(exchange, path.substring(EXAMPLE.length()));
        } else {
            Responses.sentence(exchange, 404, "There is no such page on this panel.");
        }
    }

    private static String words() {
        Map<AlarmCode, AlarmWords> alarms = new LinkedHashMap<>();
        for (AlarmCode code : AlarmCode.values()) {
            alarms.put(code, AlarmWords.of(code));
        }
        return "export const alarms = " + Json.MAPPER.writeValueAsString(alarms) + ";\nexport const signatureSuffix = "
                + Json.MAPPER.writeValueAsString(DetachedSignature.FILE_SUFFIX)
                + ";\nexport const envelopeSuffix = " + Json.MAPPER.writeValueAsString(OfferList.ENVELOPE) + ";\n";
    }

    private static Page resource(String name, String type) {
        try (InputStream in = Pages.class.getResourceAsStream(name)) {
            byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
            return new Page(type, new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
