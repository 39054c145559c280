package org.steadyflow.firmware.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.telemetry.message.Event;

/**
 * All alarms that are not over, highest priority first, oldest first within one.
 *
 * @param causes rows whose cause held at the last tick, as a set
 * @param alarms at most one a row
 * @param nextNumber number that the next alarm gets
 * @param audioPausedUntilNs end of the audio pause, monotonic; {@link #NO_PAUSE} or at or before now for none
 */
public record AlarmBoard(long causes, List<Alarm> alarms, long nextNumber, long audioPausedUntilNs) {
    /** Longest audio pause. */
    public static final long AUDIO_PAUSE_NS = 120_000_000_000L;

    /** The end of an audio pause that never was. */
    public static final long NO_PAUSE = Long.MIN_VALUE;

    public AlarmBoard {
        alarms = List.copyOf(alarms);
    }

    /** No alarm; the first will have this number. */
    public static AlarmBoard startingAt(long nextNumber) {
        return new AlarmBoard(0, List.of(), nextNumber, NO_PAUSE);
    }

    /**
     * After a restart: what was on the list before, its causes gone until they show again, and the rest of the audio
     * pause.
     */
    public static AlarmBoard restored(long nextNumber, List<Alarm> alarms, long audioPausedUntilNs) {
        return new AlarmBoard(0, alarms, nextNumber, audioPausedUntilNs);
    }

    /** The strongest action of all alarms. */
    Action strongestAction() {
        Action strongest = Action.CONTINUE;
        for (int i = 0; i < alarms.size(); i++) {
            Action action = alarms.get(i).row().action();
            strongest = action.compareTo(strongest) > 0 ? action : strongest;
        }
        return strongest;
    }

    /** The alarm with the strongest action; empty when none asks for a stop. */
    public Optional<Alarm> strongestStop() {
        Alarm strongest = null;
        for (int i = 0; i < alarms.size(); i++) {
            Alarm alarm = alarms.get(i);
            if (alarm.row().action().stops()
                    && (strongest == null
                            || alarm.row().action().compareTo(strongest.row().action()) > 0)) {
                strongest = alarm;
            }
        }
        return Optional.ofNullable(strongest);
    }

    public boolean isActive(AlarmRow row) {
        for (int i = 0; i < alarms.size(); i++) {
            if (alarms.get(i).row() == row) {
                return true;
            }
        }
        return false;
    }

    /** Folds the rows that hold now in; {@code events} receives what changed. */
    AlarmBoard next(long nowCauses, AlarmDetail detail, List<Event> events) {
        if (nowCauses == causes && !anyIsOver()) {
            return this;
        }
        List<Alarm> kept = new ArrayList<>(alarms.size() + 1);
        for (Alarm alarm : alarms) {
            Alarm now = alarm.withCause((nowCauses & alarm.row().bit()) != 0);
            if (alarm.causeHolds() && !now.causeHolds()) {
                events.add(new Event.AlarmCauseGone(alarm.number(), alarm.row().code()));
            }
            if (now.isOver()) {
                events.add(new Event.AlarmEnded(alarm.number(), alarm.row().code()));
            } else {
                kept.add(now);
            }
        }
        return raiseNew(nowCauses, kept, detail, events);
    }

    /** A person acknowledged every alarm on the list. */
    public AlarmBoard acknowledgeAll(String by, List<Event> events) {
        return acknowledge(by, events, Clearing.ACKNOWLEDGED);
    }

    /** A person pressed start: that acknowledges what asks for no more than a start. */
    public AlarmBoard acknowledgeByStart(String by, List<Event> events) {
        return acknowledge(by, events, Clearing.STARTED);
    }

    /** A pharmacist accepted alarm {@code number}; unknown numbers change nothing. Silences and clears nothing. */
    public AlarmBoard accept(long number, String by, List<Event> events) {
        List<Alarm> next = new ArrayList<>(alarms.size());
        for (Alarm alarm : alarms) {
            boolean isNew = alarm.number() == number && alarm.acceptedBy().isEmpty();
            if (isNew) {
                events.add(new Event.AlarmAccepted(number, alarm.row().code(), by));
            }
            next.add(isNew ? alarm.withAcceptance(by) : alarm);
        }
        return new AlarmBoard(causes, next, nextNumber, audioPausedUntilNs);
    }

    /** Silences the sounder for at most two minutes, or until a new alarm. */
    public AlarmBoard pauseAudio(long nowNs, String by, List<Event> events) {
        events.add(new Event.AudioPaused(AUDIO_PAUSE_NS / 1_000_000, by));
        return new AlarmBoard(causes, alarms, nextNumber, nowNs + AUDIO_PAUSE_NS);
    }

    /** The cause of this row is gone, as {@link #next} will find as well. */
    AlarmBoard causeGone(AlarmRow row, List<Event> events) {
        List<Alarm> next = new ArrayList<>(alarms.size());
        for (Alarm alarm : alarms) {
            boolean goes = alarm.row() == row && alarm.causeHolds();
            if (goes) {
                events.add(new Event.AlarmCauseGone(alarm.number(), row.code()));
            }
            next.add(goes ? alarm.withCause(false) : alarm);
        }
        return new AlarmBoard(causes & ~row.bit(), next, nextNumber, audioPausedUntilNs);
    }

    /** The alarm of this row is over, and the pump itself has seen to it. */
    AlarmBoard withdraw(AlarmRow row, List<Event> events) {
        AlarmBoard gone = causeGone(row, events);
        List<Alarm> kept = new ArrayList<>(gone.alarms);
        for (Alarm alarm : gone.alarms) {
            if (alarm.row() == row) {
                events.add(new Event.AlarmEnded(alarm.number(), row.code()));
                kept.remove(alarm);
            }
        }
        return new AlarmBoard(gone.causes, kept, nextNumber, audioPausedUntilNs);
    }

    /** Whether anything but this row asks for a stop. */
    boolean isStoppedBesides(AlarmRow row) {
        for (int i = 0; i < alarms.size(); i++) {
            AlarmRow other = alarms.get(i).row();
            if (other != row && other.action().stops()) {
                return true;
            }
        }
        return false;
    }

    /** Whether this row is on the list and a person has seen it. */
    boolean isAcknowledged(AlarmRow row) {
        for (int i = 0; i < alarms.size(); i++) {
            if (alarms.get(i).row() == row) {
                return alarms.get(i).acknowledged();
            }
        }
        return false;
    }

    private boolean anyIsOver() {
        for (int i = 0; i < alarms.size(); i++) {
            if (alarms.get(i).isOver()) {
                return true;
            }
        }
        return false;
    }

    private AlarmBoard acknowledge(String by, List<Event> events, Clearing least) {
        List<Alarm> next = new ArrayList<>(alarms.size());
        for (Alarm alarm : alarms) {
            boolean counts = !alarm.acknowledged() && alarm.row().clearing().compareTo(least) >= 0;
            if (counts) {
                events.add(
                        new Event.AlarmAcknowledged(alarm.number(), alarm.row().code(), by));
            }
            next.add(counts ? alarm.withAcknowledgement() : alarm);
        }
        return new AlarmBoard(causes, next, nextNumber, audioPausedUntilNs);
    }

    private AlarmBoard raiseNew(long nowCauses, List<Alarm> kept, AlarmDetail detail, List<Event> events) {
        long number = nextNumber;
        long fresh = nowCauses;
        for (Alarm alarm : kept) {
            fresh &= ~alarm.row().bit();
        }
        while (fresh != 0) {
            AlarmRow row = AlarmRow.ROWS.get(Long.numberOfTrailingZeros(fresh));
            fresh &= fresh - 1;
            String text = detail.of(row);
            kept.add(new Alarm(row, number, detail.now().nowNs(), true, false, text, ""));
            events.add(new Event.AlarmRaised(
                    number, row.code(), row.priority(), row.action().name(), text, row.name()));
            number++;
        }
        kept.sort((a, b) -> {
            int byPriority = b.row().priority().compareTo(a.row().priority());
            return byPriority != 0 ? byPriority : Long.compare(a.number(), b.number());
        });
        // a new alarm ends the audio pause
        long pausedUntil = number == nextNumber ? audioPausedUntilNs : NO_PAUSE;
        return new AlarmBoard(nowCauses, kept, number, pausedUntil);
    }
}
