package org.steadyflow.firmware.control;

import org.jspecify.annotations.Nullable;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.PharmacyMessage;
import tools.jackson.core.JacksonException;

/** Turns what the link hands on into the two commands that cannot move anything. Any thread. */
final class LinkDesk {
    private final String pump;
    private final CommandInbox inbox;

    LinkDesk(String pump, CommandInbox inbox) {
        this.pump = pump;
        this.inbox = inbox;
    }

    /** Takes one line; a sentence says why not, empty when it was taken. */
    String take(String line) {
        @Nullable PharmacyMessage message;
        try {
            message = Json.MAPPER.readValue(line, PharmacyMessage.class);
        } catch (JacksonException e) {
            return "no message of a pharmacy: " + e.getOriginalMessage();
        }
        if (message == null) {
            return "no message of a pharmacy";
        }
        return pump.equals(message.pump()) ? take(message) : "a message for another pump";
    }

    private String take(PharmacyMessage message) {
        return switch (message) {
            case PharmacyMessage.Acceptance acceptance ->
                RequestCheck.isName(acceptance.by())
                        ? offer(new Command.AlarmAccepted(acceptance.alarm(), acceptance.by()))
                        : "an acceptance without a proper name";
            case PharmacyMessage.Presence presence ->
                RequestCheck.isName(presence.by())
                        ? offer(new Command.PharmacyPresent(presence.by()))
                        : "a presence without a proper name";
            case PharmacyMessage.Receipt _ -> "a receipt, which is the link's own business";
        };
    }

    private String offer(Command command) {
        return inbox.offer(command) ? "" : "more than " + CommandInbox.LIMIT + " messages in one tick";
    }
}
