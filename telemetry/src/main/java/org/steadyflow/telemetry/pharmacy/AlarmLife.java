package org.steadyflow.telemetry.pharmacy;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.steadyflow.telemetry.message.PharmacyMessage;

/**
 * What became of an alarm on this side: stored, shown, accepted. Each step is stamped once, with its first time. Inside
 * one transaction each.
 */
final class AlarmLife {
    private AlarmLife() {}

    /** A receipt up to {@code seq} was sent. Whether that stamped an alarm. */
    static boolean stored(Handle handle, String pump, long seq, long nowMs) {
        List<Long> raised = handle.select("""
                        select alarm.raised_seq from alarm left join alarm_life
                          on alarm_life.pump = alarm.pump and alarm_life.raised_seq = alarm.raised_seq
                        where alarm.pump = ? and alarm.raised_seq <= ? and alarm_life.stored_ms is null""", pump, seq).mapTo(Long.class).list();
        raised.forEach(raisedSeq -> stamp(handle, pump, raisedSeq, "stored_ms", nowMs));
        return !raised.isEmpty();
    }

    /** A console displayed it. Whether it was the first time; false also for an alarm that there is not. */
    static boolean shown(Handle handle, String pump, long raisedSeq, long nowMs) {
        return find(handle, pump, raisedSeq).isPresent() && stamp(handle, pump, raisedSeq, "shown_ms", nowMs);
    }

    /** A person accepted it; the first one counts. */
    static Acceptance accept(Handle handle, String pump, long raisedSeq, String by, long nowMs) {
        Optional<Raised> raised = find(handle, pump, raisedSeq);
        if (raised.isEmpty()) {
            return new Acceptance.NoSuchAlarm();
        }
        stamp(handle, pump, raisedSeq, "shown_ms", nowMs);
        if (stamp(handle, pump, raisedSeq, "accepted_ms", nowMs)) {
            handle.execute(
                    "update alarm_life set accepted_by = ? where pump = ? and raised_seq = ?", by, pump, raisedSeq);
            return new Acceptance.Stored(raised.get().withName(by));
        }
        String first = handle.select(
                        "select accepted_by from alarm_life where pump = ? and raised_seq = ?", pump, raisedSeq)
                .mapTo(String.class)
                .one();
        return first.equals(by) ? new Acceptance.Stored(raised.get().withName(by)) : new Acceptance.Taken(first);
    }

    /** Acceptances that the pump's journal does not show yet, of alarms that are not over. */
    static List<Raised> notYetJournalled(Handle handle, long seenSinceMs) {
        return handle.select("""
                        select alarm.pump, alarm.boot, alarm.raised_seq, alarm.alarm, alarm_life.accepted_by
                        from alarm
                        join alarm_life on alarm_life.pump = alarm.pump and alarm_life.raised_seq = alarm.raised_seq
                        join pump on pump.pump = alarm.pump
                        where alarm.ended_ms is null and alarm.journalled_ms is null
                          and alarm_life.accepted_ms is not null and pump.last_seen_ms >= ?""", seenSinceMs)
                .map((row, _) -> new Raised(
                        row.getString("pump"),
                        row.getInt("boot"),
                        row.getLong("raised_seq"),
                        row.getLong("alarm"),
                        row.getString("accepted_by")))
                .list();
    }

    private static Optional<Raised> find(Handle handle, String pump, long raisedSeq) {
        return handle.select("select boot, alarm from alarm where pump = ? and raised_seq = ?", pump, raisedSeq)
                .map((row, _) -> new Raised(pump, row.getInt("boot"), raisedSeq, row.getLong("alarm"), ""))
                .findOne();
    }

    /** Sets the column if it is empty; whether it was. One alarm takes its steps one after the other. */
    private static boolean stamp(Handle handle, String pump, long raisedSeq, String column, long nowMs) {
        // two consoles show an alarm in the same millisecond: the second waits here, and finds the row of the first
        List<Long> _ = handle.select(
                        "select raised_seq from alarm where pump = ? and raised_seq = ? for update", pump, raisedSeq)
                .mapTo(Long.class)
                .list();
        boolean known = handle.select(
                        "select raised_seq from alarm_life where pump = ? and raised_seq = ?", pump, raisedSeq)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
        if (!known) {
            handle.execute("insert into alarm_life (pump, raised_seq) values (?, ?)", pump, raisedSeq);
        }
        return handle.execute(
                        "update alarm_life set " + column + " = ? where pump = ? and raised_seq = ? and " + column
                                + " is null",
                        nowMs,
                        pump,
                        raisedSeq)
                == 1;
    }

    /** An alarm and who accepted it, as a pump needs them to find it in its journal. */
    record Raised(String pump, int boot, long raisedSeq, long alarm, String by) {
        Raised withName(String name) {
            return new Raised(pump, boot, raisedSeq, alarm, name);
        }

        PharmacyMessage message(long counter) {
            return new PharmacyMessage.Acceptance(pump, counter, boot, raisedSeq, alarm, by);
        }
    }

    /** How an acceptance went. */
    sealed interface Acceptance {
        /** Stored, now or before, under this person's name. */
        record Stored(Raised raised) implements Acceptance {}

        /** Another person was first. */
        record Taken(String by) implements Acceptance {}

        /** No alarm was raised in this line. */
        record NoSuchAlarm() implements Acceptance {}
    }
}
