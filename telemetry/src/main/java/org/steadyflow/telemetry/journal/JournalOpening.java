package org.steadyflow.telemetry.journal;

import java.util.List;

/**
 * What the writer found when it opened the journal.
 *
 * @param lastSeq the last whole line, 0 where there is none
 * @param nextSeq the number of the line to come. More than {@code lastSeq + 1} where lines that were once durable may
 *     be lost at the end: their numbers are not used again, because somebody may have read them
 * @param lastBoot boot of the last whole line, 0 where there is none
 * @param damage every place where the journal is not what was written, in order. A write cut short by a power cut is
 *     among them with no line unknown: it had never been committed
 */
public record JournalOpening(long lastSeq, long nextSeq, int lastBoot, List<Damage> damage) {
    public JournalOpening {
        damage = List.copyOf(damage);
    }
}
