package org.steadyflow.telemetry.message;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.OptBoolean;

/**
 * What the journal keeps. One flat record a kind; {@code event} in JSON is the kind's name in capitals.
 *
 * <p>Volumes end in {@code Nl} (nanolitres) or {@code Microsteps} (shaft travel, the exact form), times in {@code Ms}.
 * {@code lower} and {@code upper} bound what the shaft may have done: equal but for the encoder's resolution unless a
 * stop left it unsettled. In microsteps they count from the prescription's acceptance, in nanolitres from the running
 * part's beginning.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.PumpStarted.class, name = "PUMP_STARTED"),
    @JsonSubTypes.Type(value = Event.Recovered.class, name = "RECOVERED"),
    @JsonSubTypes.Type(value = Event.StoreDamaged.class, name = "STORE_DAMAGED"),
    @JsonSubTypes.Type(value = Event.PrescriptionAccepted.class, name = "PRESCRIPTION_ACCEPTED"),
    @JsonSubTypes.Type(value = Event.LimitOverridden.class, name = "LIMIT_OVERRIDDEN"),
    @JsonSubTypes.Type(value = Event.LibraryActivated.class, name = "LIBRARY_ACTIVATED"),
    @JsonSubTypes.Type(value = Event.PrescriptionEnded.class, name = "PRESCRIPTION_ENDED"),
    @JsonSubTypes.Type(value = Event.PartStarted.class, name = "PART_STARTED"),
    @JsonSubTypes.Type(value = Event.PartEnded.class, name = "PART_ENDED"),
    @JsonSubTypes.Type(value = Event.ContainerChanged.class, name = "CONTAINER_CHANGED"),
    @JsonSubTypes.Type(value = Event.LineFilled.class, name = "LINE_FILLED"),
    @JsonSubTypes.Type(value = Event.HangTimeUsed.class, name = "HANG_TIME_USED"),
    @JsonSubTypes.Type(value = Event.FlowCompensated.class, name = "FLOW_COMPENSATED"),
    @JsonSubTypes.Type(value = Event.WaitTimed.class, name = "WAIT_TIMED"),
    @JsonSubTypes.Type(value = Event.BolusGranted.class, name = "BOLUS_GRANTED"),
    @JsonSubTypes.Type(value = Event.BolusRefused.class, name = "BOLUS_REFUSED"),
    @JsonSubTypes.Type(value = Event.RateChanged.class, name = "RATE_CHANGED"),
    @JsonSubTypes.Type(value = Event.RampDownBegun.class, name = "RAMP_DOWN_BEGUN"),
    @JsonSubTypes.Type(value = Event.DoseMissed.class, name = "DOSE_MISSED"),
    @JsonSubTypes.Type(value = Event.InfusionStarted.class, name = "INFUSION_STARTED"),
    @JsonSubTypes.Type(value = Event.InfusionPaused.class, name = "INFUSION_PAUSED"),
    @JsonSubTypes.Type(value = Event.InfusionStopped.class, name = "INFUSION_STOPPED"),
    @JsonSubTypes.Type(value = Event.LedgerFold.class, name = "LEDGER_FOLD"),
    @JsonSubTypes.Type(value = Event.ShortfallDropped.class, name = "SHORTFALL_DROPPED"),
    @JsonSubTypes.Type(value = Event.BackOffBegun.class, name = "BACK_OFF_BEGUN"),
    @JsonSubTypes.Type(value = Event.BackedOff.class, name = "BACKED_OFF"),
    @JsonSubTypes.Type(value = Event.AlarmRaised.class, name = "ALARM_RAISED"),
    @JsonSubTypes.Type(value = Event.AlarmCauseGone.class, name = "ALARM_CAUSE_GONE"),
    @JsonSubTypes.Type(value = Event.AlarmAcknowledged.class, name = "ALARM_ACKNOWLEDGED"),
    @JsonSubTypes.Type(value = Event.AlarmEnded.class, name = "ALARM_ENDED"),
    @JsonSubTypes.Type(value = Event.AlarmAccepted.class, name = "ALARM_ACCEPTED"),
    @JsonSubTypes.Type(value = Event.AudioPaused.class, name = "AUDIO_PAUSED"),
    @JsonSubTypes.Type(value = Event.CommandRefused.class, name = "COMMAND_REFUSED"),
    @JsonSubTypes.Type(value = Event.TickLateness.class, name = "TICK_LATENESS"),
    @JsonSubTypes.Type(value = Event.SelfTested.class, name = "SELF_TESTED"),
})
public sealed interface Event {
    /** The firmware is up. {@code cause} says why it had stopped where that is known, else {@code unknown}. */
    record PumpStarted(String firmwareVersion, String cause) implements Event {}

    /**
     * Recovery settled what moved before the stop.
     *
     * @param positionSurvived the encoder kept counting, so the interval is one encoder count wide
     * @param unsettledStops stops so far in this part after which position could not be read back
     */
    record Recovered(
            int part,
            boolean positionSurvived,
            int unsettledStops,
            long lowerMicrosteps,
            long upperMicrosteps,
            long lowerNl,
            long upperNl)
            implements Event {}

    /** A store could not be read in full. {@code where} names file and byte, {@code unknown} what is not known now. */
    record StoreDamaged(String store, String where, String what, String unknown) implements Event {}

    /**
     * A person accepted this prescription at the bedside.
     *
     * @param text the whole file
     * @param library name and version of the drug library that it was checked with; empty where there was none, and in
     *     journals of older firmware
     */
    record PrescriptionAccepted(
            String prescriptionId,
            String sha256,
            String by,
            String text,

            @JacksonInject(value = Json.ABSENT_TEXT, useInput = OptBoolean.TRUE)
            String library)
            implements Event {
        /** Without a drug library. */
        public PrescriptionAccepted(String prescriptionId, String sha256, String by, String text) {
            this(prescriptionId, sha256, by, text, "");
        }
    }

    /**
     * A person accepted a prescription past a soft limit of the drug library.
     *
     * @param field of the prescription, as a path
     * @param value what it says there, for people
     * @param limit what the library says, for people
     * @param reason why, in that person's words
     */
    record LimitOverridden(String field, String value, String limit, String reason, String by) implements Event {}

    /**
     * Another drug library holds from this start on. A start that is cut short before it keeps the library tells it
     * again.
     *
     * @param library its name and version
     * @param sha256 of its canonical text
     * @param before the library that held until now; empty for none
     */
    record LibraryActivated(String library, String sha256, String before) implements Event {}

    /** The prescription is over: completed or taken off. */
    record PrescriptionEnded(String prescriptionId, boolean complete, String by) implements Event {}

    /**
     * A segment of the program begins; committed before its first authority.
     *
     * @param part number of the segment in its prescription, from 0
     * @param kind DELIVER, BOLUS, FLUSH, RUN_ON, KEEP_OPEN, PROMPT or REST
     * @param dose number of the dose from 1, 0 where it belongs to none
     * @param startMicrosteps travel since acceptance at which the part begins, on the scale by which doses are counted
     * @param lowerMicrosteps least travel since acceptance at that moment
     * @param upperMicrosteps most travel since acceptance at that moment
     * @param programmedNl the most that the part gives
     * @param durationMs planned time, 0 where a person or the clock ends it
     */
    record PartStarted(
            String prescriptionId,
            int part,
            String kind,
            String name,
            int dose,
            long startMicrosteps,
            long lowerMicrosteps,
            long upperMicrosteps,
            long programmedNl,
            long durationMs)
            implements Event {}

    /**
     * A segment of the program is over, and gave this much. {@code complete} is false where it was given up. All four
     * volumes count from the part's beginning.
     */
    record PartEnded(int part, boolean complete, long lowerMicrosteps, long upperMicrosteps, long lowerNl, long upperNl)
            implements Event {}

    /** A person hung a new container and primed the line. {@code usableNl} is what it gives, 0 for the ordered one. */
    record ContainerChanged(int part, long lowerMicrosteps, long usableNl, String by) implements Event {}

    /**
     * What the line holds has changed.
     *
     * @param name of the drug or fluid; empty where {@code how} is about the set
     * @param how RAN: it began to flow; FLUSHED: all of it is in, and nothing else is left; SET_OUT: the set was taken
     *     out; NEW_SET: a person says that the set is a new one
     */
    record LineFilled(int part, String name, String how) implements Event {}

    /**
     * How much of its hang time the container has used, told once an hour and when it is over.
     *
     * @param usedPpm share in millionths, rounded up; 1,000,000 and more is over
     * @param milliCelsius how warm it is, thousandths of a degree
     */
    record HangTimeUsed(int part, long usedPpm, int milliCelsius) implements Event {}

    /**
     * What a microstep gives of its nominal volume, and why: told when it has changed by a hundredth, once an hour of
     * flow, and when the set is taken out.
     *
     * @param yieldPpm that is in force, millionths
     * @param backPressureMmHg mean that it was worked out from
     * @param boardMilliCelsius mean that it was worked out from, thousandths of a degree
     * @param turnedS how long the motor has turned this set, seconds; 0 from when it is taken out
     * @param calibration of which set the pump was given a factor: the beginning of the file's hash; empty for none
     * @param calibrationHolds whether that set is still in
     */
    record FlowCompensated(
            int part,
            int yieldPpm,
            int backPressureMmHg,
            int boardMilliCelsius,
            long turnedS,
            String calibration,
            boolean calibrationHolds)
            implements Event {}

    /** The wait that runs is over at {@code dueWallMs}. */
    record WaitTimed(int part, long dueWallMs) implements Event {}

    /**
     * A dose on request is granted and begins at once. What is left of it after a stop is never given.
     *
     * @param keptNl where the running part ends
     * @param kind DEMAND, CLINICIAN or LOADING
     * @param lastsMs how long it takes
     * @param attempts requests of the patient so far, granted or not
     */
    record BolusGranted(int part, long keptNl, String kind, long volumeNl, long lastsMs, long attempts, String by)
            implements Event {}

    /** A dose on request was refused. {@code reason}: LOCKOUT, CAP_PER_HOUR, CAP_PER_4_HOURS, RUNNING or EMPTY. */
    record BolusRefused(int part, String kind, String reason, long attempts, String by) implements Event {}

    /**
     * A person changed the rate of the rest: {@code nanolitres} in {@code perNs} nanoseconds, exactly.
     *
     * @param keptNl where the running part ends
     */
    record RateChanged(int part, long keptNl, long nanolitres, long perNs, String by) implements Event {}

    /** A person let the ramp down begin. {@code keptNl} is where the running part ends. */
    record RampDownBegun(int part, long keptNl, String by) implements Event {}

    /** A scheduled dose was not given at its time. {@code decision}: GIVE_LATE, SKIP or ASK. */
    record DoseMissed(int part, int dose, long dueWallMs, long lateMs, String decision) implements Event {}

    /**
     * A person started or resumed the infusion, or the prescription's own rule: then {@code by} is {@code rule} after a
     * loss of power, and {@code occlusion rule} after an occlusion that went away.
     */
    record InfusionStarted(int part, String by) implements Event {}

    /** A person paused the infusion. */
    record InfusionPaused(int part, String by) implements Event {}

    /** Safety stopped the infusion. */
    record InfusionStopped(int part, AlarmCode cause) implements Event {}

    /** The ledger's numbers, once a minute of infusion and at each stop. */
    record LedgerFold(
            int part, long lowerMicrosteps, long upperMicrosteps, long authorisedMicrosteps, long lowerNl, long upperNl)
            implements Event {}

    /** Flow that was due and is not caught up. {@code droppedMs} of the program's time were dropped. */
    record ShortfallDropped(int part, long droppedMs, String cause) implements Event {}

    /**
     * After an occlusion the motor may turn back, to take its pressure off the line; committed before the authority to.
     *
     * @param lowerMicrosteps least travel since acceptance at that moment
     * @param reverseMicrosteps how far back the shaft may go from there
     * @param untilMmhg pressure at which it ends
     */
    record BackOffBegun(
            int part, long lowerMicrosteps, long reverseMicrosteps, long reverseNl, long downstreamMmhg, long untilMmhg)
            implements Event {}

    /**
     * The motor has turned back and stands. What it took back is still to be given.
     *
     * @param backMicrosteps how far it turned back, and {@code backNl} the volume of that
     * @param lowerMicrosteps least travel since acceptance now; below what was told before
     * @param beforeMmhg pressure before
     * @param afterMmhg pressure now
     * @param ended RELIEVED, BELOW_LEVEL, VOLUME_USED, TIME_USED, PRESSURE_STAYS, MOTOR_STANDS, NOT_GRANTED, FORBIDDEN
     *     or STOPPED
     */
    record BackedOff(
            int part,
            long backMicrosteps,
            long lowerMicrosteps,
            long upperMicrosteps,
            long backNl,
            long beforeMmhg,
            long afterMmhg,
            String ended)
            implements Event {}

    /**
     * An alarm began.
     *
     * @param alarm number of this alarm in this pump's life, from 1
     * @param action what the pump does: CONTINUE, KEEP_OPEN, STOP or POWER_OFF
     * @param detail the measured value and its limit, for people
     * @param row which row of the pump's alarm table, where a code has several; empty in journals of older firmware
     */
    record AlarmRaised(
            long alarm,
            AlarmCode code,
            Priority priority,
            String action,
            String detail,

            @JacksonInject(value = Json.ABSENT_TEXT, useInput = OptBoolean.TRUE)
            String row)
            implements Event {
        /** Without a row, as older firmware wrote it. */
        public AlarmRaised(long alarm, AlarmCode code, Priority priority, String action, String detail) {
            this(alarm, code, priority, action, detail, "");
        }
    }

    /** What caused the alarm is gone; it waits for a person. */
    record AlarmCauseGone(long alarm, AlarmCode code) implements Event {}

    /** A person at the bedside acknowledged the alarm. */
    record AlarmAcknowledged(long alarm, AlarmCode code, String by) implements Event {}

    /** The alarm is over. */
    record AlarmEnded(long alarm, AlarmCode code) implements Event {}

    /** A named pharmacist accepted the alarm from afar. Silences and clears nothing. */
    record AlarmAccepted(long alarm, AlarmCode code, String by) implements Event {}

    /** A person silenced the sounder for {@code forMs}, at most 120,000. */
    record AudioPaused(long forMs, String by) implements Event {}

    /** A command was not obeyed, and why. */
    record CommandRefused(String command, String by, String reason) implements Event {}

    /**
     * How punctual the ticks of this start were until now, told once an hour and when the pump's process ends.
     *
     * @param ticks ticks run
     * @param late ticks that began more than 10 ms after their time
     * @param missed ticks left out because their whole period had passed
     * @param p50Us half of the ticks did not begin later than this after their time, microseconds
     * @param p99Us 99 of 100 ticks
     * @param p999Us 999 of 1,000 ticks
     * @param maxUs the latest
     */
    record TickLateness(long ticks, long late, long missed, long p50Us, long p99Us, long p999Us, long maxUs)
            implements Event {}

    /**
     * The pump has tested itself at its start.
     *
     * @param kind COLD for a full test; WARM for that of a restart that never lost power
     * @param result PASSED or FAILED
     * @param failed each step that failed, and what it found, for people; empty for none
     * @param stepsMs each step and its duration in milliseconds, in order, for people
     * @param tookMs the whole test
     */
    record SelfTested(String kind, String result, String failed, String stepsMs, long tookMs) implements Event {}
}
