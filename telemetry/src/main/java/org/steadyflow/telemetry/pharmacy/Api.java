package org.steadyflow.telemetry.pharmacy;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.steadyflow.telemetry.message.Json;
import tools.jackson.core.JacksonException;

/** The questions and the one order of a pharmacist, over HTTP. On the request's own virtual thread. */
final class Api {
    private final Desk desk;
    private final Supplier<View.Health> health;

    Api(Desk desk, Supplier<View.Health> health) {
        this.desk = desk;
        this.health = health;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/health", context -> WebServer.send(context, health.get()));
        routes.get("/api/pumps", context -> WebServer.sendAll(context, desk.pumps()));
        routes.get("/api/pumps/{pump}", context -> WebServer.send(context, orNone(desk.pump(pump(context)))));
        routes.get("/api/pumps/{pump}/journal", this::journal);
        routes.get("/api/alarms", context -> WebServer.sendAll(context, desk.alarms()));
        routes.get("/api/gaps", context -> WebServer.sendAll(context, desk.gaps()));
        routes.get("/api/notices", context -> WebServer.sendAll(context, desk.notices()));
        routes.get("/api/overrides", context -> WebServer.sendAll(context, desk.overrides()));
        routes.post("/api/alarms/{pump}/{seq}/accept", this::accept);
        routes.post("/api/alarms/{pump}/{seq}/shown", this::shown);
    }

    private void journal(Context context) {
        int limit = (int) number(context, "limit", JournalViews.LIMIT_LINES).orElse(JournalViews.USUAL_LINES);
        OptionalLong from = number(context, "from", Long.MAX_VALUE);
        WebServer.send(context, orNone(desk.journal(pump(context), from, limit)));
    }

    private void accept(Context context) {
        String by = PersonName.of(body(context).by());
        switch (desk.accept(pump(context), seq(context), by)) {
            case AlarmLife.Acceptance.Stored _ ->
                WebServer.send(context, orNone(desk.alarm(pump(context), seq(context))));
            case AlarmLife.Acceptance.Taken taken ->
                WebServer.fail(context, 409, taken.by() + " has accepted this alarm already.");
            case AlarmLife.Acceptance.NoSuchAlarm _ -> throw noSuchAlarm();
        }
    }

    private void shown(Context context) {
        requireJson(context);
        desk.shown(pump(context), seq(context));
        View.Alarm alarm = desk.alarm(pump(context), seq(context)).orElseThrow(Api::noSuchAlarm);
        WebServer.send(context, alarm);
    }

    private static By body(Context context) {
        requireJson(context);
        try {
            return Json.MAPPER.readValue(context.body(), By.class);
        } catch (JacksonException malformed) {
            throw new UnreadableException("The request's body must be {\"by\": \"a name\"}.");
        }
    }

    private static void requireJson(Context context) {
        String type = Optional.ofNullable(context.contentType()).orElse("");
        if (!type.startsWith("application/json")) {
            throw new HttpResponseException(415, "The request's type must be application/json.");
        }
    }

    private static String pump(Context context) {
        String name = context.pathParam("pump");
        if (!PumpName.isOne(name)) {
            throw new UnreadableException("A pump's name has 1 to 64 letters, digits and hyphens.");
        }
        return name;
    }

    private static long seq(Context context) {
        return parse("The line number", context.pathParam("seq"), Long.MAX_VALUE);
    }

    private static OptionalLong number(Context context, String name, long limit) {
        return Optional.ofNullable(context.queryParam(name))
                .map(text -> OptionalLong.of(parse("\"" + name + "\"", text, limit)))
                .orElse(OptionalLong.empty());
    }

    private static long parse(String what, String text, long limit) {
        try {
            long value = Long.parseLong(text);
            if (1 <= value && value <= limit) {
                return value;
            }
        } catch (NumberFormatException none) {
            throw new UnreadableException(what + " must be a whole number.");
        }
        throw new UnreadableException(what + " must be from 1 to " + limit + ".");
    }

    private static <T> T orNone(Optional<T> found) {
        return found.orElseThrow(() -> new HttpResponseException(404, "There is no such pump."));
    }

    private static HttpResponseException noSuchAlarm() {
        return new HttpResponseException(404, "There is no such alarm.");
    }

    /** The body of an acceptance. */
    private record By(String by) {}
}
