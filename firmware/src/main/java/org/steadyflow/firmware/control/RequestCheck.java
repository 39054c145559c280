package org.steadyflow.firmware.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.steadyflow.firmware.text.Words;
import org.steadyflow.telemetry.message.DetachedSignature;
import org.steadyflow.telemetry.message.OperatorRequest;
import org.steadyflow.telemetry.message.OperatorVerb;

/** The limits of a request, before it becomes a command. Pure. */
final class RequestCheck {
    /** Longest id and longest name, in characters. */
    static final int TEXT_CHARS = 64;

    /** Longest reason for passing a soft limit, in characters. */
    static final int REASON_CHARS = 200;

    /** What the pump signs itself with in the journal: a person of this name could not be told from it. */
    private static final Set<String> OWN_NAMES = Set.of("rule", "program", "recovery", "start key", "stop key");

    private RequestCheck() {}

    /** A sentence for each thing that is wrong with the request, none where it can be obeyed. */
    static List<String> faultsOf(OperatorRequest request) {
        List<String> faults = new ArrayList<>();
        if (request.id() == null || request.id().length() > TEXT_CHARS) {
            faults.add("id: give at most " + TEXT_CHARS + " characters.");
        }
        if (request.verb() == null) {
            faults.add("verb: say what to do.");
        }
        if (!isName(request.by())) {
            faults.add("by: say who asks, in 1 to " + TEXT_CHARS + " printable characters.");
        } else if (OWN_NAMES.contains(request.by())) {
            faults.add("by: \"" + request.by() + "\" is what the pump calls itself; give a person's name.");
        }
        boolean hasText = request.text() != null && !request.text().isEmpty();
        String wanted = textOf(request.verb());
        if (wanted.isEmpty() == hasText) {
            faults.add(hasText ? "text: only an ACCEPT and a TITRATE have one." : "text: give " + wanted + ".");
        }
        addAcceptanceFaults(request, faults);
        return faults;
    }

    /** What goes with an acceptance only. */
    private static void addAcceptanceFaults(OperatorRequest request, List<String> faults) {
        boolean isAccept = request.verb() == OperatorVerb.ACCEPT;
        boolean isPrintable = request.reason().codePoints().allMatch(Words::isShown);
        if (request.reason().length() > REASON_CHARS || !isPrintable) {
            faults.add("reason: give at most " + REASON_CHARS + " printable characters.");
        } else if (!request.reason().isEmpty() && !isAccept) {
            faults.add("reason: only an ACCEPT has one.");
        }
        if (request.signature().length() > DetachedSignature.LIMIT_BYTES) {
            faults.add("signature: give at most " + DetachedSignature.LIMIT_BYTES + " characters.");
        } else if (!request.signature().isEmpty() && !isAccept) {
            faults.add("signature: only an ACCEPT has one.");
        }
    }

    /** What the text of a request is; empty where it has none. */
    private static String textOf(@Nullable OperatorVerb verb) {
        return switch (verb) {
            case ACCEPT -> "the prescription file";
            case TITRATE -> "the rate, for example 12.5 mL/h";
            case START, PAUSE, ACKNOWLEDGE, PAUSE_AUDIO, CONTAINER_CHANGED, BOLUS, CLINICIAN_BOLUS, RAMP_DOWN, END ->
                "";
            case null -> "";
        };
    }

    /** The id as the client gave it where it can be given back. */
    static String idToAnswer(OperatorRequest request) {
        return request.id() == null || request.id().length() > TEXT_CHARS ? "" : request.id();
    }

    static boolean isName(String name) {
        return name != null
                && !name.isBlank()
                && name.length() <= TEXT_CHARS
                && name.codePoints().noneMatch(Character::isISOControl);
    }
}
