package org.steadyflow.telemetry.pharmacy;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers for the messages to each pump, growing for ever. They are reserved in the store in blocks, so that a restart
 * skips the rest of a block and repeats none. A new block never starts below the time in milliseconds, so that even a
 * lost store does not make a pump take new messages for old ones. Guarded by its own lock.
 */
final class Counters {
    static final int BLOCK = 1_000;

    private final Store store;
    private final InstantSource clock;
    private final Map<String, Block> blocks = new HashMap<>();

    Counters(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    synchronized long next(String pump) {
        Block block = blocks.get(pump);
        if (block == null || block.next == block.ceiling) {
            block = reserve(pump);
        }
        blocks.put(pump, new Block(block.next + 1, block.ceiling));
        return block.next;
    }

    private Block reserve(String pump) {
        Block block = store.write(handle -> {
            long used = handle.select("select ceiling from counter where pump = ?", pump)
                    .mapTo(Long.class)
                    .findOne()
                    .orElse(0L);
            long first = Math.max(used, clock.millis());
            int changed = handle.execute("update counter set ceiling = ? where pump = ?", first + BLOCK, pump);
            if (changed == 0) {
                handle.execute("insert into counter (pump, ceiling) values (?, ?)", pump, first + BLOCK);
            }
            return new Block(first, first + BLOCK);
        });
        store.sync();
        return block;
    }

    private record Block(long next, long ceiling) {}
}
