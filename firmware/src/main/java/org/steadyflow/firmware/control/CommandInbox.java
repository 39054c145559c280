package org.steadyflow.firmware.control;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.telemetry.message.Event;

/**
 * Commands on their way to the next tick. Offering and asking: any thread. Draining and telling: the tick's thread.
 *
 * <p>What is merely offered all goes into the next tick. What is asked goes one a tick, so that a refusal in that
 * tick's record is the answer to it. A pause is never kept waiting: it goes next, and what was asked before it and has
 * not been done is refused, or a start from before the pause would run after it.
 */
public final class CommandInbox {
    /** More than people can ask in a tick; what does not fit is refused to who asks. */
    public static final int LIMIT = 64;

    private static final Answer FULL = Answer.refused("too many commands are waiting; ask again");
    private static final Answer OVERTAKEN = Answer.refused("a pause came after it");
    private static final Answer ENDED = Answer.refused("the pump is ending");

    private final ArrayBlockingQueue<Command> offered = new ArrayBlockingQueue<>(LIMIT);
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Asked> asked = new ArrayDeque<>();
    private volatile boolean anyAsked;
    private boolean closed;
    private Optional<Asked> inTick = Optional.empty();

    private record Asked(Command command, CompletableFuture<Answer> answer) {}

    /** Whether there was room. */
    public boolean offer(Command command) {
        return offered.offer(command);
    }

    /**
     * Comes back with what the tick that saw the command made of it. Completed by the tick's thread or the caller's.
     */
    public CompletableFuture<Answer> ask(Command command) {
        Asked next = new Asked(command, new CompletableFuture<>());
        List<Asked> overtaken = new ArrayList<>();
        lock.lock();
        try {
            if (command instanceof Command.Pause) {
                overtaken.addAll(asked);
                overtaken.removeIf(before -> before.command() instanceof Command.Pause);
                asked.removeAll(overtaken);
            }
            if (closed || asked.size() >= LIMIT) {
                next.answer().complete(closed ? ENDED : FULL);
            } else {
                asked.add(next);
            }
            anyAsked = !asked.isEmpty();
        } finally {
            lock.unlock();
        }
        overtaken.forEach(before -> before.answer().complete(OVERTAKEN));
        return next.answer();
    }

    /** Refuses what waits and what will come: there are no more ticks. */
    public void close() {
        List<Asked> left;
        lock.lock();
        try {
            closed = true;
            left = List.copyOf(asked);
            asked.clear();
            anyAsked = false;
        } finally {
            lock.unlock();
        }
        left.forEach(before -> before.answer().complete(ENDED));
    }

    List<Command> drain() {
        if (offered.isEmpty() && !anyAsked) {
            return List.of();
        }
        List<Command> drained = new ArrayList<>();
        offered.drainTo(drained);
        inTick = nextAsked();
        inTick.ifPresent(next -> drained.add(next.command()));
        return drained;
    }

    /** Answers the command that went into the tick of this record. */
    void tell(TickRecord record) {
        if (inTick.isPresent()) {
            Asked done = inTick.get();
            inTick = Optional.empty();
            done.answer().complete(answerTo(done.command(), record));
        }
    }

    /** Never waits: a thread that asks right now is asked again at the next tick. */
    private Optional<Asked> nextAsked() {
        if (!lock.tryLock()) {
            return Optional.empty();
        }
        try {
            Optional<Asked> next = Optional.ofNullable(asked.poll());
            anyAsked = !asked.isEmpty();
            return next;
        } finally {
            lock.unlock();
        }
    }

    private static Answer answerTo(Command command, TickRecord record) {
        for (Event event : record.events()) {
            if (event instanceof Event.CommandRefused refused && isOf(refused, command)) {
                boolean lacksReason = command instanceof Command.Accept && Command.Accept.lacksReason(refused.reason());
                return lacksReason ? Answer.withoutReason(refused.reason()) : Answer.refused(refused.reason());
            }
            if (event instanceof Event.BolusRefused refused
                    && command instanceof Command.RequestBolus request
                    && refused.kind().equals(request.kind().name())) {
                return Answer.refused(sentenceOf(refused.reason()));
            }
        }
        return Answer.OBEYED;
    }

    private static String sentenceOf(String refusal) {
        return switch (refusal) {
            case "LOCKOUT" -> "the time since the last dose is too short";
            case "CAP_PER_HOUR" -> "with it there would be more than the cap of one hour";
            case "CAP_PER_4_HOURS" -> "with it there would be more than the cap of four hours";
            case "RUNNING" -> "another dose is running, or none may run now";
            case "EMPTY" -> "less than such a dose is left";
            default -> refusal;
        };
    }

    /** The hard keys are obeyed in the same tick: their refusals carry their own names. */
    private static boolean isOf(Event.CommandRefused refused, Command command) {
        return refused.by().equals(command.by());
    }
}
