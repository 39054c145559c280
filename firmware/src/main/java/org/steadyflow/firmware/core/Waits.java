package org.steadyflow.firmware.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.prescription.MissedDoseRule;
import org.steadyflow.firmware.therapy.Segment;
import org.steadyflow.firmware.therapy.WaitEnd;
import org.steadyflow.telemetry.message.Event;

/** Decides when a wait is over: by the wall clock, by a person, or by the rule for a dose that was missed. */
final class Waits {
    /** A dose that starts this much after its time is late. */
    static final long LATE_MS = 60_000;
    /** A person who hangs a dose has this long where a missed one is left out. */
    static final long PERSON_MS = Duration.ofMinutes(15).toMillis();

    private static final long FOR_EVER = Long.MAX_VALUE;

    private Waits() {}

    /** What becomes of a wait at a tick. */
    enum Outcome {
        STAYS,
        OVER,
        /** The dose that it was for is left out. */
        SKIPPED
    }

    /** @param state with what was found out about clock and dose */
    record Decision(PumpState state, Outcome outcome) {}

    /** Sets the time at which a wait that begins to run is over, where it has one. */
    private static PumpState timed(PumpState state, WaitEnd end, List<Event> events) {
        Optional<Long> due = state.course().dueWallMs() == 0 ? dueOf(state, end) : Optional.empty();
        if (due.isEmpty()) {
            return state;
        }
        events.add(new Event.WaitTimed(state.course().part(), due.get()));
        return state.withCourse(state.course().withDue(due.get()), state.progress());
    }

    private static Optional<Long> dueOf(PumpState state, WaitEnd end) {
        long nowMs = state.clocks().wallMs();
        return switch (end) {
            case WaitEnd.After after -> Optional.of(nowMs + after.time().toMillis());
            case WaitEnd.At at -> Optional.of(at.instant().toEpochMilli());
            case WaitEnd.NextDose next -> {
                boolean isFirst = next.dose() == 1;
                long lastMs = isFirst ? nowMs - 1 : state.course().lastDueWallMs();
                yield Optional.of(
                        DoseClock.dueAfter(next.times(), state.course().lastDoseStartWallMs(), lastMs));
            }
            case WaitEnd.Confirm _, WaitEnd.Request _, WaitEnd.Person _, WaitEnd.Passed _ -> Optional.empty();
        };
    }

    /** Whether the start key now confirms something. */
    static boolean waitsForPerson(PumpState state) {
        return switch (state.segment()) {
            case Segment.Deliver _ -> false;
            case Segment.Wait wait ->
                switch (wait.end()) {
                    case WaitEnd.Confirm _ -> true;
                    case WaitEnd.NextDose next ->
                        state.course().overdueTold()
                                || (next.hangs().isPresent() && state.course().dueWallMs() != 0 && lateMs(state) >= 0);
                    case WaitEnd.After _, WaitEnd.At _, WaitEnd.Request _, WaitEnd.Person _, WaitEnd.Passed _ -> false;
                };
        };
    }

    /** The words for what a person confirms. */
    static String promptOf(Segment segment) {
        return switch (segment) {
            case Segment.Deliver _ -> "";
            case Segment.Wait wait ->
                switch (wait.end()) {
                    case WaitEnd.Confirm confirm -> confirm.prompt();
                    case WaitEnd.NextDose next -> {
                        String dose = "Dose " + next.dose() + " is due.";
                        yield next.hangs()
                                .map(hang -> dose + " Hang " + hang.what() + ".")
                                .orElse(dose + " Give it now?");
                    }
                    case WaitEnd.After _, WaitEnd.At _, WaitEnd.Request _, WaitEnd.Person _, WaitEnd.Passed _ -> "";
                };
        };
    }

    /** The container that a person says has been hung when they confirm this wait. */
    static Optional<WaitEnd.Hang> hangs(Segment segment) {
        return switch (segment) {
            case Segment.Deliver _ -> Optional.empty();
            case Segment.Wait wait ->
                switch (wait.end()) {
                    case WaitEnd.Confirm confirm -> confirm.hangs();
                    case WaitEnd.NextDose next -> next.hangs();
                    case WaitEnd.After _, WaitEnd.At _, WaitEnd.Request _, WaitEnd.Person _, WaitEnd.Passed _ ->
                        Optional.empty();
                };
        };
    }

    /** @param startPressed a person confirms */
    static Decision decide(PumpState before, Segment.Wait wait, boolean startPressed, List<Event> events) {
        PumpState state = timed(before, wait.end(), events);
        return switch (wait.end()) {
            case WaitEnd.Person _, WaitEnd.Request _ -> new Decision(state, Outcome.STAYS);
            case WaitEnd.Passed _ -> new Decision(state, Outcome.OVER);
            case WaitEnd.Confirm _ -> new Decision(state, startPressed ? Outcome.OVER : Outcome.STAYS);
            case WaitEnd.After _, WaitEnd.At _ -> {
                boolean isOver = lateMs(state) >= 0 && !state.flags().clockUnsure();
                yield new Decision(state, isOver ? Outcome.OVER : Outcome.STAYS);
            }
            case WaitEnd.NextDose next -> dose(withClockChecked(state), next, startPressed, events);
        };
    }

    private static long lateMs(PumpState state) {
        return state.clocks().wallMs() - state.course().dueWallMs();
    }

    private static Decision dose(PumpState state, WaitEnd.NextDose next, boolean startPressed, List<Event> events) {
        long lateMs = lateMs(state);
        if (lateMs < 0 || state.flags().clockUnsure()) {
            return new Decision(state, Outcome.STAYS);
        }
        if (isTooClose(state, next)) {
            return skip(state, next, events);
        }
        if (next.hangs().isPresent()) {
            return hungDose(state, next, startPressed, events);
        }
        boolean isGiven = lateMs <= LATE_MS || (startPressed && state.course().overdueTold());
        return isGiven ? new Decision(state, Outcome.OVER) : missed(state, next, events);
    }

    /** A clock that reads earlier than the last dose is wrong, whoever has acknowledged that. */
    private static PumpState withClockChecked(PumpState state) {
        boolean isWrong = state.clocks().wallMs() < state.course().lastDoseStartWallMs() - Clocks.JUMP_MS;
        return isWrong ? state.withFlags(state.flags().withClockUnsure(true)) : state;
    }

    /** The dose before it was given so late that this one would double it. */
    private static boolean isTooClose(PumpState state, WaitEnd.NextDose next) {
        long sinceMs = state.clocks().wallMs() - state.course().lastDoseStartWallMs();
        return next.dose() > 1 && sinceMs < next.times().shortest().toMillis() / 2;
    }

    private static Decision hungDose(PumpState state, WaitEnd.NextDose next, boolean startPressed, List<Event> events) {
        long lateMs = lateMs(state);
        long longestMs =
                switch (next.missed()) {
                    case MissedDoseRule.Skip _ -> PERSON_MS;
                    case MissedDoseRule.GiveLate late -> late.within().toMillis();
                    case MissedDoseRule.Ask _ -> FOR_EVER;
                };
        if (lateMs > longestMs) {
            return skip(state, next, events);
        }
        if (!startPressed) {
            return new Decision(state, Outcome.STAYS);
        }
        return lateMs > PERSON_MS ? late(state, next, events) : new Decision(state, Outcome.OVER);
    }

    private static Decision missed(PumpState state, WaitEnd.NextDose next, List<Event> events) {
        return switch (next.missed()) {
            case MissedDoseRule.Skip _ -> skip(state, next, events);
            case MissedDoseRule.GiveLate late ->
                lateMs(state) <= late.within().toMillis() ? late(state, next, events) : skip(state, next, events);
            case MissedDoseRule.Ask _ -> ask(state, next, events);
        };
    }

    private static Event journalled(PumpState state, WaitEnd.NextDose next, String decision) {
        return new Event.DoseMissed(
                state.course().part(), next.dose(), state.course().dueWallMs(), lateMs(state), decision);
    }

    private static Decision late(PumpState state, WaitEnd.NextDose next, List<Event> events) {
        events.add(journalled(state, next, "GIVE_LATE"));
        return new Decision(state.withFlags(state.flags().withDoseMissed(true)), Outcome.OVER);
    }

    private static Decision ask(PumpState state, WaitEnd.NextDose next, List<Event> events) {
        if (state.course().overdueTold()) {
            return new Decision(state, Outcome.STAYS);
        }
        events.add(journalled(state, next, "ASK"));
        return new Decision(state.withCourse(state.course().withOverdueTold(), state.progress()), Outcome.STAYS);
    }

    /** Leaves the dose out; the one after it counts as if this one had begun at its time. */
    private static Decision skip(PumpState state, WaitEnd.NextDose next, List<Event> events) {
        events.add(journalled(state, next, "SKIP"));
        long dueMs = state.course().dueWallMs();
        PumpState told = state.withFlags(state.flags().withDoseMissed(true))
                .withCourse(state.course().withDoseSkipped(dueMs), state.progress());
        return new Decision(told, Outcome.SKIPPED);
    }
}
