package org.steadyflow.telemetry.pharmacy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.steadyflow.telemetry.message.Priority;

/**
 * What the HTTP interface shows, as it stands in JSON (snake_case). Times end in {@code Ms}: milliseconds since 1970,
 * by the pump's clock where the name has {@code Wall}, else by the pharmacy's. Volumes are nanolitres; where lower and
 * upper differ, a stop left it unsettled how much was given.
 */
sealed interface View {
    /** Whether a pump is heard. */
    enum Link {
        /** Within the last minute. */
        HEARD,
        /** More than 60 s ago: what is shown may be old. */
        QUIET,
        /** More than 90 s ago: the pump is called silent. */
        SILENT
    }

    /** How far an alarm's remote life is. */
    enum AlarmState {
        RAISED,
        STORED,
        SHOWN,
        ACCEPTED,
        RESOLVED
    }

    /** @param behindLines lines that the pump said it has and the pharmacy has not */
    record Pump(
            String pump,
            Link link,
            long firstSeenMs,
            long lastSeenMs,
            int boot,
            long contiguousSeq,
            long highestSeq,
            long behindLines,
            long duplicates,
            Phase phase,
            long phaseWallMs,
            Optional<Prescription> prescription,
            Optional<Part> part,
            long givenLowerNl,
            long givenUpperNl,
            int openGaps)
            implements View {}

    /** @param program how much over how long, in words */
    record Prescription(
            String prescriptionId, String drug, String patient, String program, String acceptedBy, long acceptedWallMs)
            implements View {}

    /** @param volumesWallMs when the pump last said how much was given */
    record Part(
            int part,
            String kind,
            String name,
            int dose,
            long programmedNl,
            long durationMs,
            long startedWallMs,
            long lowerNl,
            long upperNl,
            long volumesWallMs)
            implements View {}

    /** @param ageFromMs when the alarm began, as well as both clocks can tell */
    record Alarm(
            String pump,
            long raisedSeq,
            long alarm,
            String code,
            Priority priority,
            String action,
            String detail,
            String prescriptionId,
            String drug,
            String patient,
            AlarmState state,
            long raisedWallMs,
            long receivedMs,
            long ageFromMs,
            OptionalLong storedMs,
            OptionalLong shownMs,
            OptionalLong acceptedMs,
            Optional<String> acceptedBy,
            OptionalLong journalledMs,
            OptionalLong causeGoneMs,
            OptionalLong acknowledgedMs,
            Optional<String> acknowledgedBy,
            OptionalLong endedMs,
            OptionalLong endedWallMs)
            implements View {}

    /** What became of a dose. */
    enum DoseState {
        GIVING,
        GIVEN,
        /** Ended before all of it was given. */
        CUT_SHORT,
        /** Not given at its time; it will be given late, or a person is asked. */
        WAITING,
        SKIPPED
    }

    /**
     * One dose.
     *
     * @param lateMs how much later than its time it was begun or missed; empty where it was not late
     */
    record Dose(
            String prescriptionId,
            int part,
            int dose,
            String name,
            DoseState state,
            long programmedNl,
            long lowerNl,
            long upperNl,
            OptionalLong startedWallMs,
            OptionalLong endedWallMs,
            OptionalLong dueWallMs,
            OptionalLong lateMs)
            implements View {
        /** The same dose, begun as late as was told of it, if something was. */
        Dose withLateness(Optional<DoseViews.Missed> missed) {
            return missed.map(late -> new Dose(
                            prescriptionId,
                            part,
                            dose,
                            name,
                            state,
                            programmedNl,
                            lowerNl,
                            upperNl,
                            startedWallMs,
                            endedWallMs,
                            OptionalLong.of(late.dueMs()),
                            OptionalLong.of(late.lateMs())))
                    .orElse(this);
        }
    }

    /**
     * Lines that were passed over. OPEN: they can still come. CLOSED: they came. LOST: the pump keeps them no longer.
     */
    record Gap(String pump, long firstSeq, long lastSeq, long lines, String state, long openedMs, OptionalLong endedMs)
            implements View {}

    record Trouble(String pump, TroubleKind kind, String sentence, long firstMs, long lastMs, long times)
            implements View {}

    /** Something about the pump's link or journal that a person should know, in a sentence. */
    record Notice(String pump, String kind, Priority priority, long sinceMs, String sentence) implements View {}

    /**
     * A soft limit of the drug library that a person passed when accepting.
     *
     * @param written what the prescription says at {@code field}
     * @param bound what the library says
     */
    record LimitPassed(
            String pump,
            long seq,
            String prescriptionId,
            String drug,
            String field,
            String written,
            String bound,
            String reason,
            String overriddenBy,
            long overriddenWallMs)
            implements View {}

    /**
     * How often limits of one drug were passed.
     *
     * @param prescriptions accepted in all
     * @param overridden of those, how many past a limit
     * @param overrides limits that were passed; one prescription may pass several
     * @param latest the latest first
     */
    record DrugOverrides(String drug, long prescriptions, long overridden, long overrides, List<LimitPassed> latest)
            implements View {}

    record Line(long seq, int boot, String event, long wallMs, long receivedMs, String hash, String raw)
            implements View {}

    /** @param nextFrom first line of the next page, empty at the end */
    record Journal(String pump, List<Line> lines, OptionalLong nextFrom) implements View {}

    /** One pump with all that is shown of it. */
    record Detail(
            Pump pump,
            List<Dose> doses,
            List<LimitPassed> overrides,
            List<Alarm> alarms,
            List<Gap> gaps,
            List<Trouble> troubles,
            long forkedLines)
            implements View {}

    /** What changed of one pump; replaces all that was shown of it. */
    record Change(long nowMs, Pump pump, List<Alarm> alarms, List<Notice> notices) implements View {}

    /** All there is to show, at the start of a stream. */
    record Snapshot(long nowMs, boolean brokerConnected, List<Pump> pumps, List<Alarm> alarms, List<Notice> notices)
            implements View {}

    /** The stream lives. */
    record Tick(long nowMs, boolean brokerConnected) implements View {}

    record Health(
            String status,
            boolean brokerConnected,
            int pumps,
            int consoles,
            int waitingMessages,
            long refusedMessages,
            long droppedMessages,
            long failedMessages,
            long nowMs)
            implements View {}

    /** What went wrong, in one sentence. */
    record Failure(String error) implements View {}
}
