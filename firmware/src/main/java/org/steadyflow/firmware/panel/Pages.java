package org.steadyflow.firmware.panel;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.DetachedSignature;
import org.steadyflow.telemetry.message.Json;

/** What the browser loads: the page and its parts, the words for every alarm, and the example prescriptions. */
final class Pages {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String EXAMPLE = "/examples/";

    /** What an envelope for the monitor is named after the prescription that it is for. */
    private static final String ENVELOPE = ".envelope";

    /** One file of the page. */
    private record Page(String type, String text) {}

    /** A prescription that the page offers; its signature has its name and a suffix. */
    private record Offer(String name, boolean signed, boolean enveloped) {}

    private final Map<String, Page> pages = new HashMap<>();
    private final Map<String, Path> examples = new HashMap<>();

    Pages(List<Path> prescriptions) {
        List<Offer> offers = prescriptions.stream().map(this::offer).toList();
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
        pages.put("/words.js", new Page(SCRIPT, words(offers)));
    }

    private Offer offer(Path file) {
        Path signature = file.resolveSibling(nameOf(file) + DetachedSignature.FILE_SUFFIX);
        boolean isSigned = Files.exists(signature);
        examples.put(nameOf(file), file);
        if (isSigned) {
            examples.put(nameOf(signature), signature);
        }
        Path envelope = file.resolveSibling(nameOf(file) + ENVELOPE);
        boolean isEnveloped = Files.exists(envelope);
        if (isEnveloped) {
            examples.put(nameOf(envelope), envelope);
        }
        return new Offer(nameOf(file), isSigned, isEnveloped);
    }

    void serve(HttpExchange exchange, String path) throws IOException {
        Page page = pages.get(path);
        if (page != null) {
            Responses.send(exchange, 200, page.type(), page.text().getBytes(StandardCharsets.UTF_8));
        } else if (path.startsWith(EXAMPLE)) {
            example(exchange, path.substring(EXAMPLE.length()));
        } else {
            Responses.sentence(exchange, 404, "There is no such page on this panel.");
        }
    }

    private void example(HttpExchange exchange, String name) throws IOException {
        Path file = examples.get(name);
        if (file == null) {
            Responses.sentence(exchange, 404, "This panel was given no example of that name.");
        } else {
            file(exchange, file);
        }
    }

    private static void file(HttpExchange exchange, Path file) throws IOException {
        byte[] body;
        try (InputStream in = Files.newInputStream(file)) {
            body = in.readNBytes(RequestDesk.BODY_BYTES);
        } catch (IOException e) {
            Responses.sentence(exchange, 404, "The example cannot be read: " + e.getMessage() + ".");
            return;
        }
        Responses.send(exchange, 200, "application/json", body);
    }

    private static String words(List<Offer> offers) {
        Map<AlarmCode, AlarmWords> alarms = new LinkedHashMap<>();
        for (AlarmCode code : AlarmCode.values()) {
            alarms.put(code, AlarmWords.of(code));
        }
        return "export const alarms = " + Json.MAPPER.writeValueAsString(alarms) + ";\nexport const examples = "
                + Json.MAPPER.writeValueAsString(offers) + ";\nexport const signatureSuffix = "
                + Json.MAPPER.writeValueAsString(DetachedSignature.FILE_SUFFIX)
                + ";\nexport const envelopeSuffix = " + Json.MAPPER.writeValueAsString(ENVELOPE) + ";\n";
    }

    private static String nameOf(Path file) {
        return Objects.requireNonNull(file.getFileName(), "an example is a file")
                .toString();
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
