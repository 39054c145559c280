package org.steadyflow.telemetry.pharmacy;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The console's files, read once from the class path. Nothing else can be fetched. */
final class ConsoleFiles {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private static final List<String> NAMES = List.of(
            "index.html",
            "icon.svg",
            "console.css",
            "console.js",
            "alarms.js",
            "dom.js",
            "feed.js",
            "format.js",
            "overrides.js",
            "pump-page.js",
            "pumps.js",
            "words.js");

    private final Map<String, byte[]> files;

    private ConsoleFiles(Map<String, byte[]> files) {
        this.files = files;
    }

    static ConsoleFiles all() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : NAMES) {
            files.put(name, read(name));
        }
        return new ConsoleFiles(files);
    }

    void addTo(RoutesConfig routes) {
        files.forEach((name, bytes) ->
                routes.get(name.equals("index.html") ? "/" : "/" + name, context -> send(context, name, bytes)));
    }

    private static void send(Context context, String name, byte[] bytes) {
        String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        context.contentType(type).result(bytes);
    }

    private static byte[] read(String name) {
        try (InputStream in = ConsoleFiles.class.getResourceAsStream("console/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the console's file " + name + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
