package org.steadyflow.firmware.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
        assertEquals(Kind.WARM, Plan.kind(true, last, "boot-1", 5 + Plan.HOLDS_NS - 1));
        assertEquals(Kind.COLD, Plan.kind(true, last, "boot-1", 5 + Plan.HOLDS_NS));
        assertEquals(Kind.COLD, Plan.kind(true, last, "boot-1", 4));
        assertEquals(Kind.COLD, Plan.kind(true, last, "boot-2", 6));
        assertEquals(Kind.COLD, Plan.kind(false, last, "boot-1", 6));
        assertEquals(Kind.COLD, Plan.kind(true, Plan.Passed.parse("half a li"), "boot-1", 6));
    }

    @Test
    void whatChangesWhileThePumpRunsIsFoundWhenItIsTestedAgain(@TempDir Path folder) throws IOException {
        Path board = Files.writeString(folder.resolve("board.json"), "{}");
        Upkeep upkeep =
                new Upkeep(Optional.of(folder), new Configuration(Map.of("the board file", board), keptIn(folder)));
        Path jar = Files.writeString(folder.resolve("a.jar"), "abc");
        Files.writeString(folder.resolve(ProgramFiles.LIST), Digests.of("abc") + "  a.jar\n");
        assertEquals(Verdict.PASSED, upkeep.configurationAtStart().verdict());
        assertEquals(List.of(), upkeep.repeat());
        Files.writeString(jar, "abd");
        assertEquals(List.of("program files: a.jar is not as it was installed"), upkeep.repeat());
        Files.writeString(board, "[]");
        assertEquals(2, upkeep.repeat().size());
        Files.writeString(folder.resolve(ProgramFiles.LIST), "rubbish");
        assertEquals(2, upkeep.repeat().size());
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
