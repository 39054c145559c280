package org.steadyflow.simulator.realtime;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How late a thread woke up, counted by whole microseconds rounded down, as cyclictest counts. Immutable.
 *
 * @param counts times woken by microseconds of lateness
 */
public record Latencies(SortedMap<Long, Long> counts) {
    public static final Latencies NONE = new Latencies(Map.of());

    public Latencies(Map<Long, Long> counts) {
        this(new TreeMap<>(counts));
    }

    public Latencies {
        counts = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** All of several runs as one. */
    static Latencies together(List<Latencies> runs) {
        TreeMap<Long, Long> sum = new TreeMap<>();
        runs.forEach(run -> run.counts().forEach((us, count) -> sum.merge(us, count, Long::sum)));
        return new Latencies(sum);
    }

    /** Times woken. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The least lateness that {@code perMille} of 1,000 wake-ups did not exceed, microseconds; 0 without any.
     *
     * @param perMille 1 to 1,000
     */
    public long atMostUs(int perMille) {
        long wanted = Math.ceilDiv(Math.multiplyExact(total(), (long) perMille), 1_000L);
        long seen = 0;
        for (Map.Entry<Long, Long> entry : counts.entrySet()) {
            seen += entry.getValue();
            if (seen >= wanted) {
                return entry.getKey();
            }
        }
        return 0;
    }

    /** The latest, microseconds; 0 without any. */
    public long maxUs() {
        return counts.isEmpty() ? 0 : counts.lastKey();
    }

    /** Times woken more than this late. */
    public long laterThanUs(long us) {
        return counts.tailMap(us + 1).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
