package org.steadyflow.firmware.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.steadyflow.firmware.library.DrugLibrary;
import org.steadyflow.firmware.library.Finding;
import org.steadyflow.firmware.library.HangTime;
import org.steadyflow.firmware.library.LibraryCheck;
import org.steadyflow.firmware.library.LibraryEntry;
import org.steadyflow.firmware.library.LineCheck;
import org.steadyflow.firmware.library.LineHistory;
import org.steadyflow.firmware.library.Severity;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.prescription.Step;
import org.steadyflow.firmware.prescription.StepEnd;
import org.steadyflow.firmware.therapy.Program;
import org.steadyflow.firmware.therapy.Segment;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.telemetry.message.Event;

/**
 * Lays what people ask for beside the drug library, where this pump has one: at acceptance, at each start and at each
 * change of rate. Hard limits nobody passes; soft ones need a reason.
 */
final class LibraryDesk {
    /** Findings that a refusal tells; the rest is counted. */
    static final int TOLD_MOST = 3;
    /** A sequence is shorter, and what is longer repeats itself. */
    private static final int PARTS_LOOKED_AT = 128;

    private final Optional<DrugLibrary> library;

    LibraryDesk(Optional<DrugLibrary> library) {
        this.library = library;
    }

    /** Which library it is; empty for none. */
    String name() {
        return library.map(DrugLibrary::toString).orElse("");
    }

    /** Everything that an order meets in the library and in the line. */
    List<Finding> findings(Order order, Line line) {
        return library.map(known -> Stream.concat(
                                LibraryCheck.check(known, order.prescription()).stream(),
                                inLine(known, order, line).stream())
                        .toList())
                .orElse(List.of());
    }

    /** Whether some of this is left in the line, and only a new set goes without a flush. */
    boolean meetsLine(Order order, Line line) {
        return library.filter(known -> !inLine(known, order, line).isEmpty()).isPresent();
    }

    /** The order as it runs, part after part: what may follow what is still in the line. */
    private static List<Finding> inLine(DrugLibrary known, Order order, Line line) {
        Program program = order.program();
        List<Finding> findings = new ArrayList<>();
        LineHistory history = line.history();
        LineHistory own = LineHistory.EMPTY;
        int end = Math.min(program.end(), program.firstPart() + PARTS_LOOKED_AT);
        for (int part = program.firstPart(); part < end; part++) {
            if (program.segment(part) instanceof Segment.Deliver deliver) {
                Fluid fluid = Fluid.of(order.prescription(), program, part, deliver);
                LineCheck.check(known, fluid.name(), own).forEach(findings::add);
                LineCheck.check(known, fluid.name(), history).stream()
                        .map(finding -> line.setWasOut() ? perhaps(finding) : finding)
                        .forEach(findings::add);
                history = fluid.rinses() ? LineHistory.EMPTY : history;
                own = fluid.rinses() ? own.flushed(fluid.name()) : own.ran(fluid.name());
            }
        }
        return findings.stream().distinct().toList();
    }

    /** Whether the set that was out is another one, the pump cannot know. */
    private static Finding perhaps(Finding finding) {
        return new Finding(
                Severity.SOFT,
                finding.field(),
                finding.value(),
                finding.limit(),
                finding.sentence() + " The set was out since: if it is a new one, say so as the reason.");
    }

    /** Why these findings refuse an order, for people; empty where they do not. */
    static String obstacle(List<Finding> findings, String reason) {
        List<Finding> hard = only(Severity.HARD, findings);
        if (!hard.isEmpty()) {
            return told(hard);
        }
        boolean isMissing = !findings.isEmpty() && reason.isBlank();
        return isMissing ? Command.Accept.REASON_NEEDED + told(findings) : "";
    }

    /** Why an order that was accepted must not run; empty where it may. */
    String obstacleToRun(Prescription prescription) {
        return library.map(known -> told(only(Severity.HARD, LibraryCheck.check(known, prescription))))
                .orElse("");
    }

    /** Why the rest of an order must not run at this rate; empty where it may. */
    String obstacleToRate(Prescription prescription, FlowRate rate) {
        return library.isEmpty() ? "" : obstacleToRun(at(prescription, rate));
    }

    /** The order with this one rate and no other. */
    private static Prescription at(Prescription prescription, FlowRate rate) {
        return switch (prescription.regimen()) {
            case Regimen.Continuous continuous ->
                prescription.withRegimen(new Regimen.Continuous(continuous.volume(), rate));
            case Regimen.Stepped stepped ->
                prescription.withRegimen(new Regimen.Stepped(
                        stepped.volume(), List.of(new Step(rate, new StepEnd.Rest(), false)), Optional.empty()));
            case Regimen.Intermittent _, Regimen.Tapered _, Regimen.PatientControlled _, Regimen.Sequence _ ->
                prescription;
        };
    }

    /** Journals who went past which soft limit, and why. */
    static void journal(List<Finding> findings, Command.Accept accept, List<Event> events) {
        for (Finding finding : findings) {
            events.add(new Event.LimitOverridden(
                    finding.field(), finding.value(), finding.limit(), accept.reason(), accept.by()));
        }
    }

    /** How long a container of this keeps; empty where the library does not say. */
    List<HangTime> hangTimes(Prescription prescription, String name) {
        return library.map(known -> entries(known, prescription, name).stream()
                        .flatMap(entry -> entry.hangTime().stream())
                        .toList())
                .orElse(List.of());
    }

    private static List<LibraryEntry> entries(DrugLibrary known, Prescription prescription, String name) {
        boolean isOwn = name.equals(prescription.drug().name());
        return isOwn ? LibraryCheck.entriesFor(known, prescription) : known.entriesFor(name);
    }

    private static List<Finding> only(Severity severity, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
    }

    private static String told(List<Finding> findings) {
        String told = findings.stream().limit(TOLD_MOST).map(Finding::sentence).collect(Collectors.joining(" "));
        int more = findings.size() - TOLD_MOST;
        return more > 0 ? told + " And " + more + " more." : told;
    }
}
