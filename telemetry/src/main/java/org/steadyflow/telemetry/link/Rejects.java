package org.steadyflow.telemetry.link;

import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what was refused. A flood of rubbish must not fill the disk with log lines: powers of ten are logged. One
 * thread.
 */
final class Rejects {
    private static final Logger LOG = LoggerFactory.getLogger(Rejects.class);

    private final Map<Reject, Long> counts = new EnumMap<>(Reject.class);

    void count(Reject why, long times) {
        for (long i = 0; i < times; i++) {
            long count = counts.merge(why, 1L, Long::sum);
            if (isPowerOfTen(count)) {
                LOG.warn("Refused what came down, {}, {} times so far", why, count);
            }
        }
    }

    Map<Reject, Long> counts() {
        return Map.copyOf(counts);
    }

    private static boolean isPowerOfTen(long count) {
        long rest = count;
        while (rest % 10 == 0) {
            rest /= 10;
        }
        return rest == 1;
    }
}
