package org.steadyflow.firmware.control;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import org.steadyflow.firmware.core.Command;

/** Commands on their way to the next tick. Offering: any thread. Draining: the tick's thread. */
public final class CommandInbox {
    /** More than people can ask in a tick; what does not fit is refused to who asks. */
    public static final int LIMIT = 64;

    private final ArrayBlockingQueue<Command> waiting = new ArrayBlockingQueue<>(LIMIT);

    /** Whether there was room. */
    public boolean offer(Command command) {
        return waiting.offer(command);
    }

    List<Command> drain() {
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<Command> drained = new ArrayList<>();
        waiting.drainTo(drained);
        return drained;
    }
}
