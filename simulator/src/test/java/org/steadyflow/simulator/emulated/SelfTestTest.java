package org.steadyflow.simulator.emulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.firmware.control.PumpLoop;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.prescription.PrescriptionReader;
import org.steadyflow.firmware.prescription.Reading;
import org.steadyflow.firmware.safety.Alarm;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.firmware.selftest.Finding.Verdict;
import org.steadyflow.firmware.selftest.Kind;
import org.steadyflow.firmware.selftest.Report;
import org.steadyflow.firmware.selftest.Step;
import org.steadyflow.hal.device.Guard;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.simulator.run.SimulatedFram;
import org.steadyflow.simulator.run.SimulatedMonitor;
import org.steadyflow.simulator.world.HardKey;
import org.steadyflow.simulator.world.Sensor;
import org.steadyflow.telemetry.message.Event;

/** The pump's own test on a board of emulated chips; what the shaft did is the world's word. */
@Tag("REQ-116")
class SelfTestTest {
    /** 2 uL. */
    private static final long STROKE = 1_024;

    private static final int RED = 9;
    private static final int YELLOW = 10;
    private static final int CYAN = 11;
    private static final int SOUNDER = 13;
    private static final int DOSE_KEY = 7;
    private static final int GAUGE = 0x36;
    private static final int FRAM = 0x50;
    private static final int FRAM_IDENTITY = 0x7C;
    private static final int CLOCK = 0x68;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set by open()
    private SelfTestPump pump;

    private boolean lifeSustaining;

    @BeforeEach
    void open() throws IOException {
        pump = new SelfTestPump(folder);
    }

    @Test
    void aSoundPumpPassesInLessThanTwentySecondsAndItsShaftEndsWhereItWas() throws IOException {
        installProgram();
        long before = pump.world.truth().shaftMicrosteps();
        Report report = pump.test();
        assertEquals("", report.words());
        assertEquals(Kind.COLD, report.kind());
        assertEquals(
                List.of(Step.values()),
                report.rows().stream().map(Report.Row::step).toList());
        assertTrue(report.tookMs() < 20_000, () -> report.tookMs() + " ms");
        assertEquals(before, pump.world.truth().shaftMicrosteps());
        assertEquals(before, pump.most, "never forward of where it stood");
        assertEquals(before - STROKE, pump.least, "2 uL back, and no more");
        assertFalse(pump.world.truth().motorTurning());
        long busNs = pump.chips.serialMeter().busyNs() + pump.chips.busMeter(1).busyNs();
        assertTrue(busNs / 1_000_000 + report.tookMs() < 20_000, "with the time that the buses take");
    }

    @Test
    void aRestartWithoutLossOfPowerTestsWhatARestartCanChangeInLessThanThreeSeconds() throws IOException {
        installProgram();
        pump.say(new Guard(true, 0, true, false));
        pump.run(40, (_, _) -> {});
        pump.most = Long.MIN_VALUE;
        pump.least = Long.MAX_VALUE;
        Report warm = pump.test();
        assertEquals(Kind.WARM, warm.kind());
        assertEquals("", warm.words());
        assertTrue(warm.tookMs() < 3_000, () -> warm.tookMs() + " ms");
        assertEquals(pump.most, pump.least, "nothing turns");
        pump.boot = "boot-2";
        assertEquals(Kind.COLD, pump.test().kind(), "the computer was started anew");
    }

    /** The gate stuck after a pass of the same start of the computer: a restart must not believe the older pass. */
    @Test
    void aFullTestThatFailedTakesBackTheEarlierPass() throws IOException {
        pump.run(40, (_, _) -> {});
        pump.cutPower();
        pump.enableStuck = true;
        assertFalse(pump.run(40, (_, _) -> {}).passed());
        pump.enableStuck = false;
        assertEquals(Kind.COLD, pump.test().kind());
    }

    @Test
    void aFullTestThatIsCutShortTakesBackTheEarlierPass() throws IOException {
        pump.run(40, (_, _) -> {});
        pump.cutPower();
        pump.cutAfter(10);
        assertThrows(SelfTestPump.PowerCut.class, () -> pump.test());
        assertFalse(Files.exists(folder.resolve("data").resolve("self-test")));
    }

    @Test
    void aRestartsTestThatFailedIsFollowedByAFullOne() throws IOException {
        Path jar = installProgram();
        pump.run(40, (_, _) -> {});
        Files.writeString(jar, "abd");
        Report failed = pump.test();
        assertEquals(Kind.WARM, failed.kind());
        assertFalse(failed.passed());
        Files.writeString(jar, "abc");
        assertEquals(Kind.COLD, pump.test().kind());
    }

    /** No room for another file: a directory in its place refuses the write to anybody. */
    @Test
    @Tag("REQ-63")
    void aPassThatCannotBeKeptLetsThePumpStartAndCostsAnotherFullTest() throws IOException {
        Files.createDirectories(folder.resolve("data").resolve("self-test.part"));
        Report report = pump.run(40, (_, _) -> {});
        assertEquals("", report.words());
        assertEquals(Kind.COLD, pump.test().kind());
        Files.delete(folder.resolve("data").resolve("self-test.part"));
        pump.run(40, (_, _) -> {});
        assertEquals(Kind.WARM, pump.test().kind());
    }

    /** Likewise what cannot be read. */
    @Test
    @Tag("REQ-63")
    void aPassThatCannotBeReadCountsAsNone() throws IOException {
        pump.run(40, (_, _) -> {});
        Files.delete(folder.resolve("data").resolve("self-test"));
        Files.createDirectory(folder.resolve("data").resolve("self-test"));
        assertEquals(Kind.COLD, pump.test().kind());
    }

    @Test
    void eachLampThatStaysDarkIsNamed() throws IOException {
        for (int pin : new int[] {RED, YELLOW, CYAN}) {
            open(Files.createDirectory(folder.resolve("lamp-" + pin)));
            pump.lines.cutWire(pin);
            String name = pin == RED ? "the red lamp" : pin == YELLOW ? "the yellow lamp" : "the cyan lamp";
            failsAt(Step.LAMPS, name + " draws no current");
        }
    }

    @Test
    @Tag("REQ-115")
    void aSounderWithoutCurrentIsFound() throws IOException {
        pump.lines.cutWire(SOUNDER);
        failsAt(Step.SOUNDER, "draws no current while it is on");
    }

    @Test
    @Tag("REQ-115")
    void aSounderThatFallsSilentWhileItSoundsStopsThePump() throws IOException {
        AtomicLong ticks = new AtomicLong();
        AtomicLong failedAt = new AtomicLong();
        pump.run(500, (loop, _) -> {
            long tick = ticks.incrementAndGet();
            infuseFrom(tick);
            if (tick == 150) {
                pump.world.openDoor();
            } else if (tick == 300) {
                pump.lines.cutWire(SOUNDER);
            }
            boolean failed = loop.state().safety().board().alarms().stream()
                    .anyMatch(alarm -> alarm.row() == AlarmRow.SELF_TEST_FAILED && alarm.causeHolds());
            failedAt.compareAndSet(0, failed ? tick : 0);
            assertEquals(failed, detailOf(loop, AlarmRow.SELF_TEST_FAILED).equals("the sounder makes no sound"));
        });
        assertTrue(failedAt.get() > 300, () -> "tick " + failedAt.get());
    }

    @Test
    void theJournalIsToldEachStepItsTimeAndWhatFailed() throws IOException {
        pump.lines.cutWire(SOUNDER);
        Event.SelfTested told = pump.test().event();
        assertEquals("COLD", told.kind());
        assertEquals("FAILED", told.result());
        assertEquals("sounder: the sounder draws no current while it is on", told.failed());
        assertTrue(told.stepsMs().startsWith("parts 0, memory "), told.stepsMs());
        assertTrue(told.tookMs() >= 1_200);
    }

    @Test
    void aKeyThatIsHeldThroughoutIsFoundAndOneThatIsLetGoIsNot() throws IOException {
        pump.world.press(HardKey.START, 600_000_000L);
        assertEquals("", pump.test().words());
        pump.world.press(HardKey.STOP, 60_000_000_000L);
        failsAt(Step.KEYS, "the stop key");
        pump.world.press(HardKey.STOP, 1);
        pump.world.press(HardKey.DOSE, 60_000_000_000L);
        failsAt(Step.KEYS, "the dose key");
    }

    @Test
    void anotherChipIsFound() throws IOException {
        pump.lines.spoil(TestLines.Fault.ANOTHER_GAUGE);
        Report report = pump.test();
        assertTrue(report.words().contains("MAX17048"), report::words);
        assertEquals(
                List.of(Step.PARTS, Step.BATTERY),
                report.failures().stream().map(Report.Row::step).toList(),
                "what another chip counts is no charge");
    }

    @Test
    void swappedSensorsAreFound() throws IOException {
        pump.changeBoard("\"upstream\": { \"channel\": 0", "\"upstream\": { \"channel\": 2");
        pump.changeBoard("\"air\": { \"channel\": 2", "\"air\": { \"channel\": 0");
        failsAt(Step.PARTS, "swapped");
    }

    @Test
    void aMotorThatStandsIsFound() throws IOException {
        pump.world.stallMotor();
        failsAt(Step.MOTOR, "it turned by 0 of -1024");
    }

    @Test
    void anEncoderThatStandsIsFoundAndTheLedgerAllowsForTheTurnThatNobodySaw() throws IOException {
        pump.world.breakSensor(Sensor.ENCODER);
        failsAt(Step.MOTOR, "it turned by 0 of -1024");
        assertTrue(pump.onDisk().reverse() >= STROKE);
    }

    @Test
    void aMotorThatTurnsWithoutItsEnableIsFound() throws IOException {
        pump.enableStuck = true;
        Report report = failsAt(Step.DECAY, "although nothing enables it");
        assertEquals(Verdict.NOT_TRIED, verdict(report, Step.MOTOR));
        assertTrue(pump.least >= -STROKE);
        assertEquals(0, pump.most);
    }

    @Test
    void aClockThatStandsIsFound() throws IOException {
        pump.lines.spoil(TestLines.Fault.CLOCK_STANDS);
        failsAt(Step.CLOCK, "it stands still");
    }

    @Test
    void anEmptyBatteryWithoutMainsIsFound() throws IOException {
        pump.world.misreadBattery(-950);
        pump.world.setMains(false);
        failsAt(Step.BATTERY, "no mains");
    }

    @Test
    void aProgramFileThatChangedIsNamed() throws IOException {
        Path jar = installProgram();
        Files.writeString(jar, "abd");
        failsAt(Step.CODE, "lib/a.jar");
    }

    @Test
    void aBoardFileThatChangedIsNamedUntilAPersonAcceptsIt() throws IOException {
        assertEquals("", pump.test().words());
        pump.changeBoard("reference-1", "reference-2");
        Report report = failsAt(Step.CONFIGURATION, "the board file");
        String words = report.words();
        String code = words.substring(words.indexOf("writes ") + 7, words.indexOf(" into "));
        failsAt(Step.CONFIGURATION, "the board file");
        Files.writeString(folder.resolve("data").resolve("accept-configuration"), code + "\n");
        assertEquals("", pump.test().words());
        assertEquals("", pump.test().words(), "for good");
    }

    @Test
    void aMonitorThatDoesNotProveItsCutIsFoundAndTheMotorThenStands() throws IOException {
        pump.say(new Guard(true, 0, false, false));
        Report report = failsAt(Step.MONITOR, "has not proved its cut");
        assertTrue(report.tookMs() < 20_000);
        assertEquals(pump.most, pump.least);
    }

    @Test
    void aMonitorThatRunsProvesItsCutDuringTheTestAndLetsTheMotorTurn() throws IOException {
        SimulatedMonitor monitor = pump.fitMonitor();
        Report cold = pump.run(100, (_, _) -> {});
        assertEquals("", cold.words());
        assertEquals(Verdict.PASSED, verdict(cold, Step.MONITOR));
        assertEquals(Verdict.PASSED, verdict(cold, Step.MOTOR));
        assertTrue(cold.tookMs() < 20_000, () -> cold.tookMs() + " ms");
        assertEquals(-STROKE, pump.least);
        assertEquals(0, pump.world.truth().shaftMicrosteps());
        assertEquals(0, pump.most);
        assertFalse(monitor.state().mode().name().equals("TRIPPED"));
        Report warm = pump.test();
        assertEquals("", warm.words());
        assertEquals(Kind.WARM, warm.kind());
        assertEquals(Verdict.PASSED, verdict(warm, Step.MONITOR));
        assertTrue(warm.tookMs() < 3_000, () -> warm.tookMs() + " ms");
    }

    @Test
    void nothingTurnsWithTheDoorOpen() throws IOException {
        pump.world.openDoor();
        Report report = pump.test();
        assertEquals("", report.words());
        assertEquals(Verdict.NOT_TRIED, verdict(report, Step.MOTOR));
        assertEquals(pump.most, pump.least);
        assertFalse(report.isFull());
    }

    @Test
    void afterAFailedTestNothingIsInfused() throws IOException {
        pump.lines.cutWire(RED);
        infuse(200);
        assertEquals(0, pump.world.truth().shaftMicrosteps());
    }

    @Test
    @Tag("REQ-117")
    void aPowerCutAtEachTickOfTheTestLeavesTheShaftInTheLedgersInterval() throws IOException {
        infuseAndPause();
        // the shaft was at 0 when the order was accepted
        long acceptedAt = 0;
        pump.cutPower();
        boolean whole = false;
        for (int ticks = 1; !whole; ticks++) {
            pump.cutAfter(ticks);
            whole = cutInTest();
            long travel = pump.world.truth().shaftMicrosteps() - acceptedAt;
            Authority record = pump.onDisk();
            long upper = Math.max(record.authorised(), record.settled() + record.width())
                    + MotorSample.ENCODER_RESOLUTION_MICROSTEPS;
            assertTrue(
                    record.least() <= travel && travel <= upper,
                    () -> travel + " not in " + record.least() + " to " + upper);
        }
    }

    /** The card is lost with the power: the chip alone knows of the turn. */
    @Test
    @Tag("REQ-61")
    @Tag("REQ-117")
    void aPowerCutAtEachTickOfTheTestLeavesTheShaftInTheChipsIntervalToo() throws IOException {
        pump.fram = Optional.of(new SimulatedFram(1));
        infuseAndPause();
        pump.cutPower();
        boolean whole = false;
        for (int ticks = 1; !whole; ticks += 3) {
            pump.cutAfter(ticks);
            whole = cutInTest();
            long travel = pump.world.truth().shaftMicrosteps();
            Authority record = pump.inChip();
            long upper = Math.max(record.authorised(), record.settled() + record.width())
                    + MotorSample.ENCODER_RESOLUTION_MICROSTEPS;
            assertTrue(
                    record.least() <= travel && travel <= upper,
                    () -> travel + " not in " + record.least() + " to " + upper);
            assertEquals(pump.onDisk(), record);
        }
    }

    /** Returns whether the test came to its end. */
    private boolean cutInTest() throws IOException {
        try {
            assertEquals("", pump.test().words());
            return true;
        } catch (SelfTestPump.PowerCut _) {
            pump.cutPower();
            return false;
        }
    }

    @Test
    void theInfusionGoesOnAfterTheTestOfARestart() throws IOException {
        infuse(300);
        pump.cutPower();
        long before = pump.world.truth().shaftMicrosteps();
        pump.run(200, (_, _) -> {});
        assertTrue(pump.world.truth().shaftMicrosteps() > before + 10_000);
    }

    /**
     * Reading at the beginning of a process's memory is the error that a dead card gives; no right helps against it.
     */
    private static void killFile(Path file) throws IOException {
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/proc/self/mem"));
    }

    @Test
    @Tag("REQ-360")
    void aCardThatDiesWhileItRunsIsToldByTheHourlyTestAndTheDrugGoesOn() throws IOException {
        Path jar = installProgram();
        Ticks ticks = new Ticks();
        pump.run(500, (loop, _) -> {
            switch (ticks.next(loop)) {
                case 150 -> {
                    killFile(jar);
                    Files.delete(folder.resolve(SelfTestPump.BOARD));
                    pump.desk.orElseThrow().repeat();
                }
                case 160 -> {
                    assertEquals("the program's files cannot be looked at", detailOf(loop, AlarmRow.SELF_TEST_SPARE));
                    ticks.mark();
                }
                case 260 -> {
                    ticks.assertMovedOn();
                    Files.delete(jar);
                    installProgram();
                    new SelfTestPump(Files.createDirectory(folder.resolve("other")));
                    Files.copy(folder.resolve("other").resolve(SelfTestPump.BOARD), folder.resolve(SelfTestPump.BOARD));
                    pump.desk.orElseThrow().repeat();
                }
                case 270 -> {
                    assertFalse(holds(loop, AlarmRow.SELF_TEST_SPARE), "all can be read again");
                    Files.writeString(jar, "abd");
                    pump.desk.orElseThrow().repeat();
                }
                case 280 -> assertTrue(holds(loop, AlarmRow.SELF_TEST_FAILED), "what was read differs");
                default -> assertFalse(ticks.now < 270 && holds(loop, AlarmRow.SELF_TEST_FAILED));
            }
        });
    }

    @Test
    @Tag("REQ-360")
    void aFileThatCannotBeReadAtARestartIsAFailureWhereNothingIsUnderWay() throws IOException {
        Path jar = installProgram();
        pump.run(40, (_, _) -> {});
        killFile(jar);
        Report idle = pump.test();
        assertEquals(Kind.WARM, idle.kind());
        assertEquals("program files: lib/a.jar cannot be read", idle.words());
    }

    @Test
    @Tag("REQ-360")
    void aFileThatCannotBeReadAtARestartStopsNothingThatIsUnderWay() throws IOException {
        Path jar = installProgram();
        infuse(300);
        killFile(jar);
        restartsAndGoesOn(AlarmRow.SELF_TEST_SPARE, "the program's files cannot be looked at");
    }

    @Test
    @Tag("REQ-361")
    void aPartWithAnAlarmOfItsOwnThatIsDeadAtARestartStopsNoDrugThatKeepsAlive() throws IOException {
        lifeSustaining = true;
        infuse(300);
        pump.lines.kill(GAUGE);
        restartsAndGoesOn(AlarmRow.SENSOR_FAULT_SPARE_LIFE_SUSTAINING, "one sensor is out of range");
        pump.cutPower();
        Report cold = pump.test();
        assertEquals(Kind.COLD, cold.kind());
        assertTrue(cold.words().startsWith("parts of the board: battery gauge MAX17048"), cold.words());
    }

    /** The second day of a drug: its program ends, and is not tested in full for it. */
    @Test
    @Tag("REQ-361")
    void aRestartInTheMiddleOfAnOrderIsWarmHoweverLongAgoTheFullTestWas() throws IOException {
        lifeSustaining = true;
        infuse(300);
        Path passed = folder.resolve("data").resolve("self-test");
        long dayAgoNs = pump.world.truth().nowNs() - 25L * 3_600 * 1_000_000_000L;
        Files.writeString(passed, "boot-1 " + dayAgoNs + "\n");
        pump.lines.kill(GAUGE);
        restartsAndGoesOn(AlarmRow.SENSOR_FAULT_SPARE_LIFE_SUSTAINING, "one sensor is out of range");
    }

    /** What the time of day then is, is control's to say: BoardClockTest. */
    @Test
    @Tag("REQ-361")
    void aClockThatIsDeadAtARestartIsToldAndNoFailure() throws IOException {
        infuse(300);
        pump.lines.kill(CLOCK);
        Report warm = pump.run(20, (loop, _) -> {
            assertEquals(
                    "the clock chip tells no time; it is counted on without it",
                    detailOf(loop, AlarmRow.SELF_TEST_SPARE));
            assertFalse(holds(loop, AlarmRow.SELF_TEST_FAILED));
        });
        assertEquals(Kind.WARM, warm.kind());
        assertEquals("", warm.words());
        pump.cutPower();
        assertTrue(pump.test().words().contains("clock DS3231"));
    }

    @Test
    @Tag("REQ-361")
    void aThermometerThatIsDeadAtARestartStopsNoDrugThatKeepsAlive() throws IOException {
        lifeSustaining = true;
        infuse(300);
        pump.world.breakSensor(Sensor.BOARD_TEMPERATURE);
        restartsAndGoesOn(AlarmRow.SENSOR_FAULT_SPARE_LIFE_SUSTAINING, "one sensor is out of range");
        pump.cutPower();
        assertTrue(pump.test().words().contains("board thermometer"));
    }

    @Test
    @Tag("REQ-361")
    void aMemoryChipThatIsDeadAtARestartStopsNothing() throws IOException {
        infuse(300);
        pump.lines.kill(FRAM);
        pump.lines.kill(FRAM_IDENTITY);
        long before = pump.world.truth().shaftMicrosteps();
        Report warm = pump.run(200, (_, _) -> {});
        assertEquals("", warm.words());
        assertTrue(pump.world.truth().shaftMicrosteps() > before + 10_000);
        pump.cutPower();
        assertTrue(pump.test().words().contains("FRAM"));
    }

    /**
     * Half air, half liquid: a cold pump takes it for swapped wires, one that was pumping a second ago for a bubble.
     */
    @Test
    @Tag("REQ-361")
    void anEdgeOfABubbleInTheDetectorAtARestartIsNoSwappedWire() throws IOException {
        infuse(300);
        pump.world.stickSensor(Sensor.AIR_DETECTOR, 500);
        Report warm = pump.test();
        assertEquals(Kind.WARM, warm.kind());
        assertEquals("", warm.words());
        pump.cutPower();
        assertTrue(pump.test().words().contains("air detector"));
    }

    private void restartsAndGoesOn(AlarmRow row, String words) throws IOException {
        Ticks ticks = new Ticks();
        ticks.mark();
        Report warm = pump.run(300, (loop, _) -> {
            assertFalse(holds(loop, AlarmRow.SELF_TEST_FAILED));
            if (ticks.next(loop) == 250) {
                assertTrue(detailOf(loop, row).contains(words), () -> detailOf(loop, row));
                ticks.assertMovedOn();
            }
        });
        assertEquals(Kind.WARM, warm.kind());
        assertEquals("", warm.words());
    }

    @Test
    @Tag("REQ-362")
    void aDarkLampOtherThanTheRedOneIsNamedAndTheInfusionGoesOn() throws IOException {
        Ticks ticks = new Ticks();
        pump.run(500, (loop, _) -> {
            assertFalse(holds(loop, AlarmRow.SELF_TEST_FAILED));
            switch (ticks.next(loop)) {
                case 150 -> {
                    pump.lines.cutWire(CYAN);
                    pump.world.setMains(false);
                }
                case 180 -> {
                    assertEquals("the cyan lamp does not light", detailOf(loop, AlarmRow.SELF_TEST_SPARE));
                    pump.world.setMains(true);
                    pump.lines.mendWire(CYAN);
                    ticks.mark();
                }
                case 200 -> assertTrue(holds(loop, AlarmRow.SELF_TEST_SPARE), "until it is seen to light");
                case 499 -> ticks.assertMovedOn();
                default -> assertFalse(ticks.now < 150 && holds(loop, AlarmRow.SELF_TEST_SPARE));
            }
        });
    }

    @Test
    @Tag("REQ-362")
    void aRedLampThatStaysDarkStopsThePumpAndIsNamed() throws IOException {
        Ticks ticks = new Ticks();
        pump.run(250, (loop, _) -> {
            switch (ticks.next(loop)) {
                case 150 -> {
                    pump.lines.cutWire(RED);
                    pump.world.openDoor();
                }
                case 220 -> {
                    assertEquals("the red lamp does not light", detailOf(loop, AlarmRow.SELF_TEST_FAILED));
                    assertFalse(holds(loop, AlarmRow.SELF_TEST_SPARE));
                }
                default -> assertFalse(ticks.now < 150 && holds(loop, AlarmRow.SELF_TEST_FAILED));
            }
        });
    }

    @Test
    @Tag("REQ-362")
    void aKeysLineThatCannotBeReadIsNamedAndStopsNothingByItself() throws IOException {
        Ticks ticks = new Ticks();
        pump.run(300, (loop, _) -> {
            assertFalse(holds(loop, AlarmRow.SELF_TEST_FAILED));
            switch (ticks.next(loop)) {
                case 150 -> {
                    pump.lines.loosen(DOSE_KEY);
                    ticks.mark();
                }
                case 299 -> {
                    assertEquals("the dose key's line cannot be read", detailOf(loop, AlarmRow.SELF_TEST_SPARE));
                    ticks.assertMovedOn();
                }
                default -> assertTrue(ticks.now <= 300);
            }
        });
    }

    /** Counts ticks, infuses where there is no order yet, and remembers where the shaft was. */
    private final class Ticks {
        int now;
        private boolean isRestart;
        private long marked;

        int next(PumpLoop loop) {
            now++;
            isRestart |= now == 1 && loop.state().order().isPresent();
            if (!isRestart) {
                infuseFrom(now);
            }
            return now;
        }

        void mark() {
            marked = pump.world.truth().shaftMicrosteps();
        }

        void assertMovedOn() {
            long moved = pump.world.truth().shaftMicrosteps() - marked;
            assertTrue(moved > 3_000, () -> moved + " microsteps");
        }
    }

    private static boolean holds(PumpLoop loop, AlarmRow row) {
        return loop.state().safety().board().alarms().stream()
                .anyMatch(alarm -> alarm.row() == row && alarm.causeHolds());
    }

    private static String detailOf(PumpLoop loop, AlarmRow row) {
        return loop.state().safety().board().alarms().stream()
                .filter(alarm -> alarm.row() == row)
                .map(Alarm::detail)
                .findFirst()
                .orElse("no such alarm");
    }

    private void infuse(int ticks) throws IOException {
        AtomicLong tick = new AtomicLong();
        pump.run(ticks, (_, _) -> infuseFrom(tick.incrementAndGet()));
    }

    /** A pause writes down where the shaft stands: an interval of one count, with room for nothing. */
    private void infuseAndPause() throws IOException {
        AtomicLong ticks = new AtomicLong();
        pump.run(400, (loop, _) -> {
            long tick = ticks.incrementAndGet();
            infuseFrom(tick);
            if (tick == 300) {
                pump.inbox.offer(new Command.Pause("test"));
            }
        });
        assertTrue(pump.world.truth().shaftMicrosteps() > 10_000);
    }

    private void infuseFrom(long tick) {
        if (tick == 40) {
            pump.inbox.offer(new Command.Accept(order(lifeSustaining), "test"));
        } else if (tick == 80) {
            pump.inbox.offer(new Command.Start("test"));
        }
    }

    private void open(Path other) throws IOException {
        pump = new SelfTestPump(other);
    }

    private Report failsAt(Step step, String words) throws IOException {
        Report report = pump.test();
        assertFalse(report.passed(), "it passes");
        assertEquals(
                List.of(step), report.failures().stream().map(Report.Row::step).toList(), report.words());
        assertTrue(report.words().contains(words), report.words());
        return report;
    }

    private static Verdict verdict(Report report, Step step) {
        return report.rows().stream()
                .filter(row -> row.step() == step)
                .map(row -> row.finding().verdict())
                .findFirst()
                .orElseThrow();
    }

    private Path installProgram() throws IOException {
        Path program = Files.createDirectories(folder.resolve("program").resolve("lib"));
        Path jar = Files.writeString(program.resolve("a.jar"), "abc");
        Files.writeString(
                program.resolveSibling("SHA256SUMS"),
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  lib/a.jar\n");
        pump.program = Optional.of(folder.resolve("program"));
        return jar;
    }

    private static Order order(boolean lifeSustaining) {
        String file = """
                {"schema": "steadyflow/prescription/1", "id": "TEST-1", "patient": "Nobody",
                 "drug": {"name": "sodium chloride 0.9 %%"}, "route": "intravenous_central",
                 "container": {"volume": "1000 mL", "residual": "5 mL"},
                 "regimen": {"type": "continuous", "volume": "100 mL", "rate": "120 mL/h"}, "at_end": "stop",
                 "after_power_loss": {"resume": "by_itself", "within": "30 min"}, "life_sustaining": %s}
                """.formatted(lifeSustaining);
        return switch (PrescriptionReader.read(file.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Accepted accepted ->
                Order.of(accepted.prescription(), accepted.canonicalText(), accepted.sha256());
            case Reading.Refused refused -> throw new AssertionError(refused.problems());
        };
    }
}
