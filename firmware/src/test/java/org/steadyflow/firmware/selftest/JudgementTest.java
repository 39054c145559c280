package org.steadyflow.firmware.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.firmware.selftest.Finding.Verdict;
import org.steadyflow.hal.device.Feedback;
import org.steadyflow.hal.device.Guard;
import org.steadyflow.hal.device.PowerSample;
import org.steadyflow.hal.device.Supervision;

@Tag("REQ-116")
class JudgementTest {
    private static final long S = 1_000_000_000L;

    @Test
    void aClockThatKeepsTimePassesWhereverItsSecondsFall() {
        assertEquals(Verdict.PASSED, clock(100, 101, S * 12 / 10));
        assertEquals(Verdict.PASSED, clock(100, 102, S * 12 / 10));
        assertEquals(Verdict.FAILED, clock(100, 100, S * 12 / 10));
        assertEquals(Verdict.FAILED, clock(100, 103, S * 12 / 10));
        assertEquals(Verdict.FAILED, clock(100, 99, S * 12 / 10));
        assertEquals(Verdict.PASSED, clock(100, 105, S * 5));
        assertEquals(Verdict.FAILED, clock(100, 103, S * 5));
        assertEquals(
                Verdict.FAILED,
                Judgement.clock(OptionalLong.of(1), OptionalLong.empty(), S).verdict());
    }

    private static Verdict clock(long first, long second, long passedNs) {
        return Judgement.clock(OptionalLong.of(first), OptionalLong.of(second), passedNs)
                .verdict();
    }

    @Test
    void anEmptyBatteryPassesOnTheMainsAndASilentGaugeNever() {
        assertEquals(
                Verdict.FAILED, Judgement.battery(new PowerSample(false, 99)).verdict());
        assertEquals(
                Verdict.PASSED, Judgement.battery(new PowerSample(false, 100)).verdict());
        assertEquals(Verdict.PASSED, Judgement.battery(new PowerSample(true, 0)).verdict());
        assertEquals(
                Verdict.FAILED, Judgement.battery(new PowerSample(true, -1)).verdict());
    }

    @Test
    void aMotorMayMissItsMarkByTwoCountsOfTheEncoder() {
        assertEquals(Verdict.PASSED, Judgement.turn(-1_024, -1_024 + 26).verdict());
        assertEquals(Verdict.FAILED, Judgement.turn(-1_024, -1_024 + 27).verdict());
        assertEquals(Verdict.FAILED, Judgement.turn(-1_024, 1_024).verdict());
    }

    @Test
    void theEnableIsProvedOnlyByADriverThatSteps() {
        assertEquals(Verdict.PASSED, Judgement.decay(-512, -512, 0).verdict());
        assertEquals(Verdict.FAILED, Judgement.decay(-512, -512, -512).verdict());
        assertEquals(Verdict.FAILED, Judgement.decay(-512, 0, 0).verdict());
    }

    @Test
    void aMonitorThatHasTrippedOrWaitsTooLongFails() {
        assertEquals(Verdict.PASSED, monitor(false, new Guard(true, 0, true, false), false));
        assertEquals(Verdict.NOT_TRIED, monitor(false, new Guard(true, 0, false, false), false));
        assertEquals(Verdict.FAILED, monitor(false, new Guard(true, 0, false, false), true));
        assertEquals(Verdict.FAILED, monitor(false, new Guard(true, 0, false, true), false));
        assertEquals(Verdict.FAILED, monitor(true, new Guard(true, 0, true, false), false));
        assertEquals(Verdict.NOT_TRIED, monitor(false, Guard.NONE, true));
    }

    private static Verdict monitor(boolean tripped, Guard guard, boolean waited) {
        return Judgement.monitor(new Supervision(tripped, false, false, guard), waited)
                .verdict();
    }

    @Test
    void aFullTestHoldsForADayOfOneStartOfTheComputerWherePowerWasNeverLost() {
        Optional<Plan.Passed> last = Plan.Passed.parse(new Plan.Passed("boot-1", 5).text());
        assertEquals(Kind.WARM, Plan.kind(true, last, "boot-1", 5 + Plan.HOLDS_NS - 1, false));
        assertEquals(Kind.COLD, Plan.kind(true, last, "boot-1", 5 + Plan.HOLDS_NS, false));
        assertEquals(Kind.COLD, Plan.kind(true, last, "boot-1", 4, false));
        assertEquals(Kind.COLD, Plan.kind(true, last, "boot-2", 6, false));
        assertEquals(Kind.COLD, Plan.kind(false, last, "boot-1", 6, false));
        assertEquals(Kind.COLD, Plan.kind(true, Plan.Passed.parse("half a li"), "boot-1", 6, false));
    }

    @Test
    @Tag("REQ-361")
    void inTheMiddleOfAnOrderItHoldsAsLongAsPowerWasNeverLost() {
        Optional<Plan.Passed> last = Optional.of(new Plan.Passed("boot-1", 5));
        assertEquals(Kind.WARM, Plan.kind(true, last, "boot-1", 5 + 10 * Plan.HOLDS_NS, true));
        assertEquals(Kind.COLD, Plan.kind(false, last, "boot-1", 6, true));
        assertEquals(Kind.COLD, Plan.kind(true, last, "boot-2", 6, true));
        assertEquals(Kind.COLD, Plan.kind(true, last, "boot-1", 4, true));
        assertEquals(Kind.COLD, Plan.kind(true, Optional.empty(), "boot-1", 6, true));
    }

    @Test
    void whatChangesWhileThePumpRunsIsFoundWhenItIsTestedAgain(@TempDir Path folder) throws IOException {
        Path board = Files.writeString(folder.resolve("board.json"), "{}");
        Upkeep upkeep =
                new Upkeep(Optional.of(folder), new Configuration(Map.of("the board file", board), keptIn(folder)));
        Path jar = Files.writeString(folder.resolve("a.jar"), "abc");
        Files.writeString(folder.resolve(ProgramFiles.LIST), Digests.of("abc") + "  a.jar\n");
        assertEquals(Verdict.PASSED, upkeep.configurationAtStart().verdict());
        assertEquals(new Upkeep.Found("", ""), upkeep.repeat());
        Files.writeString(jar, "abd");
        assertEquals(new Upkeep.Found("program files: a.jar is not as it was installed", ""), upkeep.repeat());
        Files.writeString(board, "[]");
        assertTrue(upkeep.repeat().failed().contains("configuration: changed since it was accepted: the board file"));
        Files.writeString(folder.resolve(ProgramFiles.LIST), "rubbish");
        assertTrue(upkeep.repeat().failed().contains("is no list of the program's files; configuration: "));
    }

    @Test
    @Tag("REQ-361")
    void inTheMiddleOfAnOrderOnlyWhatNothingCanBeInfusedWithoutFails() {
        Feedback.Faults watched = new Feedback.Faults(List.of(), List.of("gauge: silent"));
        assertEquals(Verdict.FAILED, Judgement.parts(watched, false).verdict());
        Finding left = Judgement.parts(watched, true);
        assertEquals(Verdict.PASSED, left.verdict());
        assertTrue(left.words().endsWith("gauge: silent"), left.words());
        Feedback.Faults vital = new Feedback.Faults(List.of("motor: silent"), List.of("gauge: silent"));
        assertEquals(
                "motor: silent; gauge: silent", Judgement.parts(vital, true).words());
        assertEquals(Verdict.FAILED, Judgement.parts(vital, true).verdict());
    }

    /** A process's own memory has nothing at its beginning: reading it there is the error that a dead card gives. */
    @Test
    @Tag("REQ-360")
    void whatCannotBeReadHasNotChanged(@TempDir Path folder) throws IOException {
        Path board = Files.writeString(folder.resolve("board.json"), "{}");
        Path program = Files.createDirectory(folder.resolve("program"));
        Upkeep upkeep =
                new Upkeep(Optional.of(program), new Configuration(Map.of("the board file", board), keptIn(folder)));
        Path jar = Files.writeString(program.resolve("a.jar"), "abc");
        Files.writeString(program.resolve("b.jar"), "abc");
        Path list = program.resolve(ProgramFiles.LIST);
        Files.writeString(list, Digests.of("abc") + "  a.jar\n" + Digests.of("abc") + "  b.jar\n");
        assertEquals(Verdict.PASSED, upkeep.configurationAtStart().verdict());
        assertEquals(Verdict.PASSED, upkeep.code().verdict());
        unreadable(jar);
        unreadable(board);
        assertEquals(
                new Upkeep.Found(
                        "", "program files: a.jar cannot be read; configuration: the board file cannot be read"),
                upkeep.repeat());
        assertEquals(Verdict.UNREAD, upkeep.configurationAtStart().verdict());
        Files.delete(board);
        assertTrue(upkeep.repeat().unread().contains("configuration: not there any more: the board file; whoever"));
        Files.writeString(program.resolve("b.jar"), "abd");
        assertEquals(
                "program files: b.jar is not as it was installed",
                upkeep.repeat().failed());
        unreadable(list);
        assertTrue(upkeep.repeat().unread().startsWith("program files: " + list + " cannot be read"));
        Files.delete(list);
        assertTrue(upkeep.repeat().unread().contains("the list of the program's files is not there any more"));
        Files.delete(folder.resolve(Configuration.KEPT));
        assertTrue(upkeep.repeat().unread().contains("what was accepted is not there any more"));
        assertEquals("", upkeep.repeat().failed());
    }

    /** A start that must be sure takes what it cannot read for changed. */
    @Test
    @Tag("REQ-360")
    void whatCannotBeReadIsAFailureWhereNothingIsUnderWay() {
        assertEquals(Verdict.FAILED, Finding.unread("it").strict().verdict());
        assertTrue(Plan.isLenient(Kind.WARM, true));
        assertFalse(Plan.isLenient(Kind.WARM, false));
        assertFalse(Plan.isLenient(Kind.COLD, true));
    }

    private static void unreadable(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createSymbolicLink(file, Path.of("/proc/self/mem"));
        assertThrows(IOException.class, () -> Files.readAllBytes(file));
    }

    private static Configuration.Kept keptIn(Path folder) {
        return new Configuration.Kept() {
            @Override
            public Optional<String> read(String name, int limitBytes) throws IOException {
                return Files.exists(pathOf(name)) ? Optional.of(Files.readString(pathOf(name))) : Optional.empty();
            }

            @Override
            public void write(String name, String text) throws IOException {
                Files.writeString(pathOf(name), text);
            }

            @Override
            public Path pathOf(String name) {
                return folder.resolve(name);
            }
        };
    }

    @Test
    void eachBitThatSticksInMemoryIsFound() {
        assertEquals(Verdict.PASSED, MemoryPattern.check(new Stuck(0, 0)).verdict());
        for (int bit = 0; bit < Long.SIZE; bit++) {
            assertEquals(
                    Verdict.FAILED, MemoryPattern.check(new Stuck(1L << bit, 0)).verdict());
            assertEquals(
                    Verdict.FAILED, MemoryPattern.check(new Stuck(0, 1L << bit)).verdict());
        }
    }

    /** A block in which one cell has bits that are always 1 or always 0. */
    private static final class Stuck implements MemoryPattern.Cells {
        private static final int BAD = 7;

        private final long[] block = new long[16];
        private final long ones;
        private final long zeros;

        Stuck(long ones, long zeros) {
            this.ones = ones;
            this.zeros = zeros;
        }

        @Override
        public int count() {
            return block.length;
        }

        @Override
        public void put(int at, long value) {
            block[at] = value;
        }

        @Override
        public long get(int at) {
            return at == BAD ? (block[at] | ones) & ~zeros : block[at];
        }
    }
}
