package org.steadyflow.telemetry.pharmacy;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was wrong with what pumps sent: one row a pump and kind, with the latest sentence, so that no flood of wrong
 * messages fills the store; and a line in the log at the 1st, 2nd, 4th, 8th ... time, so that none fills the log.
 */
final class Troubles {
    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);
    private static final int LIMIT_SENTENCE_CHARS = 400;

    private Troubles() {}

    static void note(Handle handle, String pump, TroubleKind kind, String sentence, long nowMs) {
        String cut = sentence.substring(0, Math.min(sentence.length(), LIMIT_SENTENCE_CHARS));
        int changed = handle.execute(
                "update trouble set sentence = ?, last_ms = ?, times = times + 1 where pump = ? and kind = ?",
                cut,
                nowMs,
                pump,
                kind.name());
        if (changed == 0) {
            handle.execute(
                    "insert into trouble (pump, kind, sentence, first_ms, last_ms, times) values (?, ?, ?, ?, ?, 1)",
                    pump,
                    kind.name(),
                    cut,
                    nowMs,
                    nowMs);
        }
        log(cut, times(handle, pump, kind));
    }

    /** Says it in the log when {@code times} is a power of two. */
    static void log(String sentence, long times) {
        if (Long.bitCount(times) == 1) {
            LOG.warn("{} ({} so far)", sentence, times);
        }
    }

    private static long times(Handle handle, String pump, TroubleKind kind) {
        return handle.select("select times from trouble where pump = ? and kind = ?", pump, kind.name())
                .mapTo(Long.class)
                .one();
    }
}
