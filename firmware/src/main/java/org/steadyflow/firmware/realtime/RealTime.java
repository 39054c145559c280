package org.steadyflow.firmware.realtime;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Makes the thread that calls a punctual one, as far as the system lets it.
 *
 * <p>The thread that collects garbage gets the same priority: the tick waits for it. That one in turn waits for every
 * thread that runs Java, so these get the lowest real-time priority, or a collection would wait for every ordinary
 * program of the machine. The compiler's threads stay ordinary: nobody waits for them.
 */
public final class RealTime {
    public static final int LOWEST_PRIORITY = 1;
    public static final int HIGHEST_PRIORITY = 99;
    /** Above the kernel's own threads for interrupts (50) and below its watchdogs (99). */
    public static final int USUAL_PRIORITY = 80;

    private static final Path TASKS = Path.of("/proc/self/task");
    private static final String COLLECTOR = "VM Thread";
    private static final String COMPILER = "CompilerThre";
    private static final long LEAST_SLACK_NS = 1;

    private RealTime() {}

    /**
     * What the thread wants.
     *
     * @param priority 1 to 99; 0 to stay an ordinary thread
     * @param core the only one on which it runs; empty for any
     * @param wholeProcess what is beyond the thread: no page that the process touched is ever given back to the disk,
     *     and whom the thread may wait for gets real-time priority too
     */
    public record Wish(int priority, OptionalInt core, boolean wholeProcess) {
        /** Nothing but a sleep to the nanosecond. */
        public static final Wish NONE = new Wish(0, OptionalInt.empty(), false);

        /** What a pump asks for. */
        public static final Wish USUAL = new Wish(USUAL_PRIORITY, OptionalInt.empty(), true);

        public Wish {
            if (priority != 0 && (priority < LOWEST_PRIORITY || priority > HIGHEST_PRIORITY)) {
                throw new IllegalArgumentException("a real-time priority is from 1 to 99, not " + priority);
            }
            if (core.isPresent() && (core.getAsInt() < 0 || core.getAsInt() >= LinuxCalls.CORES)) {
                throw new IllegalArgumentException("there is no core " + core.getAsInt());
            }
        }
    }

    /** The best clock that this machine has for ticks. */
    public static TickClock clock() {
        return Libc.isKnown() && AbsoluteSleepClock.countsLikeJava() ? new AbsoluteSleepClock() : new ParkingClock();
    }

    /** Asks for all of it, in an order in which one does not undo another; what came of each. */
    public static List<Right> take(Wish wish) {
        if (!Libc.isKnown()) {
            return List.of(new Right.Missing("no real time on this system, only on Linux of x86-64 and aarch64;"
                    + " the tick runs at normal priority and sleeps as Java does"));
        }
        List<Right> rights = new ArrayList<>();
        rights.add(clockRight());
        wish.core().ifPresent(core -> rights.add(core(core)));
        if (wish.wholeProcess()) {
            rights.add(lockedMemory());
        }
        rights.add(slack());
        if (wish.priority() > 0) {
            rights.add(priority(wish.priority()));
        }
        if (wish.priority() > 0 && wish.wholeProcess()) {
            rights.add(neighbours(wish.priority()));
        }
        return List.copyOf(rights);
    }

    private static Right clockRight() {
        return AbsoluteSleepClock.countsLikeJava()
                ? new Right.Given("the tick sleeps until an instant of CLOCK_MONOTONIC, which Java's own time counts")
                : new Right.Missing("no sleep until an instant: Java's time is not CLOCK_MONOTONIC here;"
                        + " the tick sleeps as Java does");
    }

    private static Right core(int core) {
        int outcome = LinuxCalls.runOn(core);
        return outcome == 0
                ? new Right.Given("the tick runs on core " + core + " alone")
                : new Right.Missing("no core of its own: " + Libc.words(outcome) + " for core " + core
                        + "; the tick runs on any; name a core that this process may use (CPUAffinity=)");
    }

    /** With a limit the next allocation of the runtime, not this call, would fail: so no lock under a limit. */
    private static Right lockedMemory() {
        if (!MemoryLimit.isFree()) {
            return new Right.Missing(
                    "no right to lock memory: there is a limit on it; a page may be read from disk in a"
                            + " tick; give CAP_IPC_LOCK or LimitMEMLOCK=infinity");
        }
        int outcome = LinuxCalls.lockMemory(LinuxCalls.MCL_CURRENT | LinuxCalls.MCL_FUTURE | LinuxCalls.MCL_ONFAULT);
        return outcome == 0
                ? new Right.Given("memory is locked as it is touched")
                : new Right.Missing("no right to lock memory: " + Libc.words(outcome)
                        + "; a page may be read from disk in a tick; give CAP_IPC_LOCK or LimitMEMLOCK=infinity");
    }

    private static Right slack() {
        int outcome = LinuxCalls.prctl(LinuxCalls.PR_SET_TIMERSLACK, LEAST_SLACK_NS);
        return outcome == 0
                ? new Right.Given("the kernel may not put the tick's wake-up off to join another")
                : new Right.Missing("the kernel may put the tick's wake-up off by 50 us: " + Libc.words(outcome));
    }

    private static Right priority(int priority) {
        int outcome = LinuxCalls.setScheduler(0, LinuxCalls.SCHED_FIFO | LinuxCalls.SCHED_RESET_ON_FORK, priority);
        if (outcome < 0) {
            return new Right.Missing("no right to real-time priority: " + Libc.words(outcome)
                    + "; the tick runs at normal priority; give CAP_SYS_NICE or LimitRTPRIO=" + priority);
        }
        return new Right.Given("the tick runs at real-time priority " + priority);
    }

    private static Right neighbours(int priority) {
        return raiseNeighbours(priority)
                ? new Right.Given("the collector runs at real-time priority " + priority
                        + ", the rest of the process at " + LOWEST_PRIORITY + ", the compiler as before")
                : new Right.Missing("no right to real-time priority for all whom the tick may wait for;"
                        + " a collection may wait for other programs; give CAP_SYS_NICE or LimitRTPRIO=" + priority);
    }

    private static boolean raiseNeighbours(int priority) {
        boolean all = true;
        long self = LinuxCalls.task();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                int id = Integer.parseInt(task.getFileName().toString());
                String name = Files.readString(task.resolve("comm")).strip();
                if (id != self && !name.contains(COMPILER)) {
                    int given = name.equals(COLLECTOR) ? priority : LOWEST_PRIORITY;
                    all &= LinuxCalls.setScheduler(id, LinuxCalls.SCHED_FIFO, given) == 0;
                }
            }
        } catch (IOException e) {
            return false;
        }
        return all;
    }
}
