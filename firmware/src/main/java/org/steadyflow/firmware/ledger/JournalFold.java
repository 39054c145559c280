package org.steadyflow.firmware.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.steadyflow.firmware.core.Course;
import org.steadyflow.firmware.core.Phase;
import org.steadyflow.firmware.safety.Alarm;
import org.steadyflow.firmware.safety.AlarmBoard;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.telemetry.message.Entry;
import org.steadyflow.telemetry.message.Event;

/** Folds the journal, oldest line first, into where the pump stood at its end. One thread. */
public final class JournalFold {
    private Optional<Event.PrescriptionAccepted> accepted = Optional.empty();
    private Phase phase = Phase.IDLE;
    private Course course = Course.NONE;
    private boolean everStarted;
    private long lastWallMs;
    private long nextAlarm = 1;
    private final Map<Long, Alarm> alarms = new LinkedHashMap<>();

    /** Takes the next line. */
    public void add(Entry entry) {
        lastWallMs = entry.wallMs();
        switch (entry.event()) {
            case Event.PumpStarted _, Event.Recovered _, Event.StoreDamaged _, Event.LedgerFold _ -> {}
            case Event.ShortfallDropped _, Event.AudioPaused _, Event.CommandRefused _ -> {}
            case Event.PrescriptionAccepted event -> accept(event);
            case Event.PrescriptionEnded _ -> end();
            case Event.PartStarted event -> startPart(event, entry.wallMs());
            case Event.PartEnded _ -> {}
            case Event.ContainerChanged event -> course = with(course, event.lowerMicrosteps());
            case Event.DoseMissed event -> missDose(event);
            case Event.InfusionStarted _ -> {
                everStarted = true;
                phase = Phase.INFUSING;
            }
            case Event.InfusionPaused _ -> phase = Phase.PAUSED;
            case Event.InfusionStopped _ -> phase = Phase.STOPPED;
            case Event.AlarmRaised event -> raise(event);
            case Event.AlarmCauseGone _ -> {}
            case Event.AlarmAcknowledged event ->
                alarms.computeIfPresent(event.alarm(), (_, alarm) -> acknowledged(alarm));
            case Event.AlarmAccepted event ->
                alarms.computeIfPresent(event.alarm(), (_, alarm) -> accepted(alarm, event.by()));
            case Event.AlarmEnded event -> alarms.remove(event.alarm());
        }
    }

    /** The prescription that is not over. */
    public Optional<Event.PrescriptionAccepted> accepted() {
        return accepted;
    }

    /** The phase at the end; {@link Phase#INFUSING} stands for every running part. */
    public Phase phase() {
        return phase;
    }

    public Course course() {
        return course;
    }

    /** Whether the prescription was ever started, so that the motor may have moved for it. */
    public boolean everStarted() {
        return everStarted;
    }

    public long lastWallMs() {
        return lastWallMs;
    }

    /** Alarms that were not over and wait for a person; those that end by themselves show again if they still hold. */
    public AlarmBoard board() {
        List<Alarm> kept = new ArrayList<>();
        for (Alarm alarm : alarms.values()) {
            if (!alarm.isOverWhenCauseGoes()) {
                kept.add(alarm);
            }
        }
        return AlarmBoard.restored(nextAlarm, kept);
    }

    private void accept(Event.PrescriptionAccepted event) {
        accepted = Optional.of(event);
        phase = Phase.READY;
        course = Course.NONE;
        everStarted = false;
    }

    private void end() {
        accepted = Optional.empty();
        phase = Phase.IDLE;
    }

    private void startPart(Event.PartStarted event, long wallMs) {
        boolean isDose = event.dose() > 0;
        boolean isAfterSkip = event.part() > course.part() + 1;
        course = new Course(
                event.part(),
                event.startMicrosteps(),
                event.lowerMicrosteps(),
                event.upperMicrosteps(),
                isDose && !isAfterSkip ? wallMs : course.lastDoseStartWallMs(),
                false,
                isDose ? event.lowerMicrosteps() : course.containerStart());
    }

    private void missDose(Event.DoseMissed event) {
        boolean isSkipped = event.decision().equals("SKIP");
        boolean waits = event.decision().equals("ASK");
        course = new Course(
                course.part(),
                course.partStart(),
                course.startLower(),
                course.startUpper(),
                isSkipped ? event.dueWallMs() : course.lastDoseStartWallMs(),
                waits,
                course.containerStart());
    }

    private static Course with(Course course, long containerStart) {
        return new Course(
                course.part(),
                course.partStart(),
                course.startLower(),
                course.startUpper(),
                course.lastDoseStartWallMs(),
                course.overdueTold(),
                containerStart);
    }

    private void raise(Event.AlarmRaised event) {
        nextAlarm = Math.max(nextAlarm, event.alarm() + 1);
        for (AlarmRow row : AlarmRow.values()) {
            boolean isRow = row.code() == event.code()
                    && row.priority() == event.priority()
                    && row.action().name().equals(event.action());
            if (isRow && !alarms.containsKey(event.alarm())) {
                alarms.put(event.alarm(), new Alarm(row, event.alarm(), 0, false, false, event.detail(), ""));
            }
        }
    }

    private static Alarm acknowledged(Alarm alarm) {
        return new Alarm(
                alarm.row(), alarm.number(), alarm.raisedNs(), false, true, alarm.detail(), alarm.acceptedBy());
    }

    private static Alarm accepted(Alarm alarm, String by) {
        return new Alarm(
                alarm.row(), alarm.number(), alarm.raisedNs(), false, alarm.acknowledged(), alarm.detail(), by);
    }
}
