package org.steadyflow.firmware.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.steadyflow.firmware.core.Course;
import org.steadyflow.firmware.core.HangMark;
import org.steadyflow.firmware.core.Line;
import org.steadyflow.firmware.core.Phase;
import org.steadyflow.firmware.core.SetUse;
import org.steadyflow.firmware.safety.Alarm;
import org.steadyflow.firmware.safety.AlarmBoard;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.firmware.safety.Clearing;
import org.steadyflow.firmware.safety.Restarts;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.telemetry.message.Entry;
import org.steadyflow.telemetry.message.Event;

/** Folds the journal, oldest line first, into where the pump stood at its end. One thread. */
public final class JournalFold {
    /** What {@link Event.StoreDamaged#store} calls the journal. */
    public static final String JOURNAL = "journal";

    private static final long NS_PER_MS = 1_000_000;

    private Optional<Event.PrescriptionAccepted> accepted = Optional.empty();
    private Phase phase = Phase.IDLE;
    private Course course = Course.NONE;
    private Line line = Line.NEW;
    private boolean everStarted;
    private boolean starting;
    private long acceptedWallMs;
    private long lastWallMs;
    private long leastTravel;
    private final Set<String> damageTold = new HashSet<>();
    private long nextAlarm = 1;
    private final RequestFold requests = new RequestFold();
    private final PastFold past = new PastFold();
    private int lastBoot = -1;
    private long lastMonotonicMs;
    private long upMs;
    private final Deque<Long> restartsUpMs = new ArrayDeque<>();
    private final Deque<Long> startsWallMs = new ArrayDeque<>();
    private long audioPauseMs;
    private long audioPauseEndsMs;
    private final Map<Long, Raised> alarms = new LinkedHashMap<>();

    /** An alarm that is not over, and the wall time at which it was raised. */
    private record Raised(Alarm alarm, long wallMs) {}

    /** Takes the next line. */
    public void add(Entry entry) {
        countTime(entry);
        fold(entry);
        lastWallMs = starting ? lastWallMs : entry.wallMs();
    }

    /** Time between two lines of one boot is time in which the pump ticked; between two boots it may have been off. */
    private void countTime(Entry entry) {
        boolean isSameBoot = entry.boot() == lastBoot;
        upMs += isSameBoot ? Math.max(entry.monotonicMs() - lastMonotonicMs, 0) : 0;
        lastBoot = entry.boot();
        lastMonotonicMs = entry.monotonicMs();
    }

    private void fold(Entry entry) {
        switch (entry.event()) {
            case Event.PumpStarted _ -> {
                starting = true;
                noteStart(entry.wallMs());
            }
            case Event.StoreDamaged event -> storeDamaged(event);
            case Event.Recovered event -> leastTravel = Math.max(leastTravel, event.lowerMicrosteps());
            case Event.LedgerFold event -> {
                leastTravel = Math.max(leastTravel, event.lowerMicrosteps());
                // what moved was started, even where the line that says so is damaged
                use(entry.wallMs());
            }
            case Event.BackOffBegun event ->
                leastTravel = Math.min(leastTravel, event.lowerMicrosteps() - event.reverseMicrosteps());
            case Event.BackedOff event -> leastTravel = event.lowerMicrosteps();
            case Event.ShortfallDropped _, Event.CommandRefused _ -> {}
            case Event.LimitOverridden _, Event.LibraryActivated _, Event.TickLateness _, Event.SelfTested _ -> {}
            case Event.AudioPaused event -> pauseAudio(event, entry.wallMs());
            case Event.PrescriptionAccepted event -> accept(event, entry.wallMs());
            case Event.PrescriptionEnded _ -> end(entry.wallMs());
            case Event.PartStarted event -> startPart(event, entry.wallMs());
            case Event.PartEnded _ -> {}
            case Event.ContainerChanged event -> {
                course = course.withNewContainer(event.lowerMicrosteps(), event.usableNl());
                line = line.hung(HangMark.hungAt(entry.wallMs()), Optional.empty());
            }
            case Event.LineFilled event -> line = fill(event);
            case Event.HangTimeUsed event ->
                line = line.hung(new HangMark(event.usedPpm(), event.milliCelsius(), entry.wallMs()), Optional.empty());
            case Event.FlowCompensated event ->
                line = line.used(SetUse.restored(
                        event.yieldPpm(), event.turnedS(), event.calibration(), event.calibrationHolds()));
            case Event.WaitTimed event -> course = course.withDue(event.dueWallMs());
            case Event.BolusGranted _, Event.BolusRefused _, Event.RateChanged _, Event.RampDownBegun _ ->
                requests.add(entry.event(), upMs);
            case Event.DoseMissed event -> missDose(event);
            case Event.InfusionStarted event -> start(event, entry.wallMs());
            case Event.InfusionPaused _ -> phase = Phase.PAUSED;
            case Event.InfusionStopped _ -> phase = Phase.STOPPED;
            case Event.AlarmRaised event -> raise(event, entry.wallMs());
            case Event.AlarmCauseGone _ -> {}
            case Event.AlarmAcknowledged event ->
                alarms.computeIfPresent(event.alarm(), (_, raised) -> acknowledged(raised));
            case Event.AlarmAccepted event ->
                alarms.computeIfPresent(event.alarm(), (_, raised) -> accepted(raised, event.by()));
            case Event.AlarmEnded event -> alarms.remove(event.alarm());
        }
    }

    /** The prescription that is not over. */
    public Optional<Event.PrescriptionAccepted> accepted() {
        return accepted;
    }

    /** How long the pump has ticked in its life, as far as the journal knows, milliseconds. */
    public long upMs() {
        return upMs;
    }

    /** What people have asked of the prescription that is not over. */
    public RequestFold requests() {
        return requests;
    }

    /** What orders that are over leave to the next. */
    PastFold past() {
        return past;
    }

    /** The phase at the end; {@link Phase#INFUSING} stands for every running part. */
    public Phase phase() {
        return phase;
    }

    public Course course() {
        return course;
    }

    /** What is in the line, and what is known of the container that hangs. */
    public Line line() {
        return line;
    }

    /** Whether the prescription was ever started, so that the motor may have moved for it. */
    public boolean everStarted() {
        return everStarted;
    }

    /** Wall time at which {@link #accepted} was accepted, milliseconds since 1970. */
    public long acceptedWallMs() {
        return acceptedWallMs;
    }

    /**
     * Wall time of the last line that was written while the pump was not starting: a start that was itself cut short
     * makes the time without power no shorter.
     */
    public long lastWallMs() {
        return lastWallMs;
    }

    /** Travel since acceptance that the journal is sure of, microsteps: no record of the ledger may say less. */
    public long leastTravel() {
        return leastTravel;
    }

    /** Whether an earlier start has already journalled the damage at this place. */
    public boolean hasTold(String where) {
        return damageTold.contains(where);
    }

    /**
     * Alarms that were not over. The first tick ends those whose cause is gone and that wait for nobody, and says so: a
     * list elsewhere that has seen them raised must see them end.
     */
    public AlarmBoard board(ClockSample now) {
        List<Alarm> kept = new ArrayList<>();
        for (Raised raised : alarms.values()) {
            kept.add(raisedAt(raised, now));
        }
        return AlarmBoard.restored(nextAlarm, kept, audioPausedUntilNs(now));
    }

    /** When the pump last started by itself after an occlusion: time that it was off does not count. */
    public Restarts restarts(ClockSample now) {
        Restarts restarts = Restarts.NONE;
        for (long atMs : restartsUpMs.reversed()) {
            restarts = restarts.plus(now.monotonicNs() - (upMs - atMs) * NS_PER_MS);
        }
        return restarts;
    }

    /** How often the pump has started since then; a start that a lost clock has put into the future counts. */
    public int startsSince(long wallMs) {
        return (int) startsWallMs.stream().filter(start -> start > wallMs).count();
    }

    private void noteStart(long wallMs) {
        startsWallMs.addFirst(wallMs);
        while (startsWallMs.size() > Recovery.LOOP_STARTS) {
            startsWallMs.removeLast();
        }
    }

    /** What is left of the audio pause by the wall clock; never longer than it was, however the clock jumped. */
    private long audioPausedUntilNs(ClockSample now) {
        long leftMs = Math.min(audioPauseEndsMs - now.wallMs(), audioPauseMs);
        return leftMs > 0 ? now.monotonicNs() + leftMs * NS_PER_MS : AlarmBoard.NO_PAUSE;
    }

    private void pauseAudio(Event.AudioPaused event, long wallMs) {
        audioPauseMs = Math.min(event.forMs(), AlarmBoard.AUDIO_PAUSE_NS / NS_PER_MS);
        audioPauseEndsMs = wallMs + audioPauseMs;
    }

    private static Alarm raisedAt(Raised raised, ClockSample now) {
        Alarm alarm = raised.alarm();
        long agoMs = Math.max(now.wallMs() - raised.wallMs(), 0);
        return new Alarm(
                alarm.row(),
                alarm.number(),
                now.monotonicNs() - agoMs * NS_PER_MS,
                false,
                alarm.acknowledged(),
                alarm.detail(),
                alarm.acceptedBy());
    }

    /** Lines are missing: whether a person had stopped it is not known, so it does not run on by itself. */
    private void storeDamaged(Event.StoreDamaged event) {
        damageTold.add(event.where());
        phase = event.store().equals(JOURNAL) && phase.isRunning() ? Phase.PAUSED : phase;
    }

    private void accept(Event.PrescriptionAccepted event, long wallMs) {
        // the line that ended the one before may be damaged
        over(wallMs);
        accepted = Optional.of(event);
        acceptedWallMs = wallMs;
        leastTravel = 0;
        phase = Phase.READY;
        course = Course.NONE;
        line = line.hung(HangMark.hungAt(wallMs), Optional.empty());
        requests.clear();
        everStarted = false;
        starting = false;
    }

    private Line fill(Event.LineFilled event) {
        return switch (event.how()) {
            case "FLUSHED" -> line.flushed(event.name());
            case "SET_OUT" -> line.withSetOut();
            case "NEW_SET" -> line.renewed();
            default -> line.ran(event.name());
        };
    }

    private void end(long wallMs) {
        over(wallMs);
        accepted = Optional.empty();
        line = line.hung(HangMark.NONE, Optional.empty());
        phase = Phase.IDLE;
    }

    private void use(long wallMs) {
        accepted.ifPresent(order -> past.started(order.sha256(), wallMs, upMs));
    }

    private void over(long wallMs) {
        accepted.ifPresent(order -> past.ended(order, requests.boluses(), wallMs, upMs));
    }

    private void start(Event.InfusionStarted event, long wallMs) {
        use(wallMs);
        if (event.by().equals(Restarts.BY)) {
            restartsUpMs.addFirst(upMs);
            while (restartsUpMs.size() > Restarts.MOST) {
                restartsUpMs.removeLast();
            }
        }
        course = everStarted ? course : course.withDoseStartedAt(wallMs);
        everStarted = true;
        starting = false;
        phase = Phase.INFUSING;
    }

    private void startPart(Event.PartStarted event, long wallMs) {
        boolean isDose = event.dose() > 0;
        leastTravel = Math.max(leastTravel, event.lowerMicrosteps());
        course = course.withPart(
                event.part(),
                event.startMicrosteps(),
                event.lowerMicrosteps(),
                event.upperMicrosteps(),
                isDose ? wallMs : course.lastDoseStartWallMs());
    }

    private void missDose(Event.DoseMissed event) {
        if (event.decision().equals("SKIP")) {
            course = course.withDoseSkipped(event.dueWallMs());
        } else if (event.decision().equals("ASK")) {
            course = course.withOverdueTold();
        }
    }

    private void raise(Event.AlarmRaised event, long wallMs) {
        nextAlarm = Math.max(nextAlarm, event.alarm() + 1);
        // a new alarm ends the audio pause
        audioPauseMs = 0;
        rowOf(event).ifPresent(row -> {
            Alarm alarm = new Alarm(row, event.alarm(), 0, false, false, event.detail(), "");
            alarms.put(event.alarm(), new Raised(alarm, wallMs));
        });
    }

    private static Optional<AlarmRow> rowOf(Event.AlarmRaised event) {
        return Arrays.stream(AlarmRow.values())
                .filter(row -> row.name().equals(event.row()))
                .findFirst()
                .or(() -> guessedRowOf(event));
    }

    /**
     * Of an older firmware's journal: the row of that code that is most like it; of several one that waits for people.
     */
    private static Optional<AlarmRow> guessedRowOf(Event.AlarmRaised event) {
        Comparator<AlarmRow> likest = Comparator.comparing(
                        (AlarmRow row) -> row.action().name().equals(event.action()))
                .thenComparing(row -> row.priority() == event.priority())
                .thenComparing(row -> row.clearing() != Clearing.BY_ITSELF);
        return Arrays.stream(AlarmRow.values())
                .filter(row -> row.code() == event.code())
                .max(likest);
    }

    private static Raised acknowledged(Raised raised) {
        Alarm alarm = raised.alarm();
        return new Raised(
                new Alarm(alarm.row(), alarm.number(), 0, false, true, alarm.detail(), alarm.acceptedBy()),
                raised.wallMs());
    }

    private static Raised accepted(Raised raised, String by) {
        Alarm alarm = raised.alarm();
        return new Raised(
                new Alarm(alarm.row(), alarm.number(), 0, false, alarm.acknowledged(), alarm.detail(), by),
                raised.wallMs());
    }
}
