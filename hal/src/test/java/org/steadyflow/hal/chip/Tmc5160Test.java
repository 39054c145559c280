package org.steadyflow.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.steadyflow.hal.bus.SerialLink;
import org.steadyflow.hal.chip.RegisterFileLink.Disturbance;
import org.steadyflow.hal.device.Mechanism;

class Tmc5160Test {
    private static final int GSTAT = 0x01;
    private static final int IOIN = 0x04;
    private static final int XACTUAL = 0x21;
    private static final int VMAX = 0x27;
    private static final int XTARGET = 0x2D;
    private static final int ENCMODE = 0x38;
    private static final int X_ENC = 0x39;
    private static final int CHOPCONF = 0x6C;
    private static final int DRV_STATUS = 0x6F;

    private static final Tmc5160Settings CASSETTE = Tmc5160Settings.of(new Mechanism.Cassette().microstep());

    private final RegisterFileLink chip = new RegisterFileLink();
    private final Tmc5160 driver = new Tmc5160(chip, 1, Tmc5160.Wiring.SINGLE_WIRE);

    @Test
    void beginWritesEverySettingAndLeavesTheStageOff() {
        assertEquals(ChipFault.NONE, driver.begin(CASSETTE));
        List<String> expected = List.of(
                "27=00000000",
                "6C=000100C0",
                "00=00000000",
                "20=00000000",
                "34=00000000",
                "0B=00000083",
                "10=00060904",
                "11=0000000A",
                "23=00000000",
                "24=00007A2A",
                "25=00000000",
                "26=00007A2A",
                "28=00007A2A",
                "2A=00007A2A",
                "2B=0000000A",
                "2C=00000000",
                "3D=00000000",
                "3A=000C1388",
                "38=00000400");
        assertEquals(expected, chip.takeWritten());
    }

    /** GLOBAL_SCALER and IHOLD_IRUN, section 6.1 and 6.2: current is scaler / 256 times (steps + 1) / 32. */
    @ParameterizedTest
    @CsvSource({
        "100, 100, 0B=00000000, 10=00061F1F",
        "100, 50, 0B=00000000, 10=00061F0F",
        "100, 7, 0B=00000000, 10=00061F01",
        "75, 25, 0B=000000C0, 10=00061F09",
        "50, 50, 0B=00000084, 10=00061E1E",
        "27, 13, 0B=00000082, 10=00061007",
        "7, 7, 0B=0000008F, 10=00060303"
    })
    void theCurrentsOfABoardAreThoseOfTheChip(int run, int hold, String scaler, String currents) {
        assertEquals(ChipFault.NONE, driver.begin(Tmc5160Settings.of(new Mechanism.Cassette().microstep(), run, hold)));
        List<String> written = chip.takeWritten();
        assertTrue(written.contains(scaler) && written.contains(currents), written::toString);
    }

    @Test
    void noCurrentIsAboveWhatWasAskedForNorTheRunningOneMoreThanAPercentBelow() {
        for (int run = Tmc5160Settings.LEAST_PERCENT; run <= 100; run++) {
            for (int hold = Tmc5160Settings.LEAST_PERCENT; hold <= run; hold++) {
                Tmc5160Settings settings = Tmc5160Settings.of(new Mechanism.Cassette().microstep(), run, hold);
                int scaler = settings.globalScaler() == 0 ? 256 : settings.globalScaler();
                double running = 100.0 * scaler / 256 * (settings.runCurrent() + 1) / 32;
                double holding = 100.0 * scaler / 256 * (settings.holdCurrent() + 1) / 32;
                assertTrue(running <= run && running > run - 1, run + " became " + running);
                assertTrue(holding <= hold && holding > hold - 100.0 / 32, hold + " became " + holding);
            }
        }
    }

    @Test
    void beginRefusesAnotherChip() {
        chip.set(IOIN, 0x11 << 24);
        assertEquals(ChipFault.WRONG_CHIP, driver.begin(CASSETTE));
        assertEquals(List.of(), chip.takeWritten());
        assertEquals(ChipFault.RESET, driver.moveTo(1, 1));
    }

    @Test
    void nothingMovesBeforeBegin() {
        assertEquals(ChipFault.RESET, driver.moveTo(1, 1));
        assertEquals(ChipFault.RESET, driver.hold());
        assertEquals(ChipFault.RESET, driver.clearReset());
        assertEquals(List.of(), chip.takeWritten());
        assertEquals(ChipFault.RESET, driver.status().fault());
    }

    @Test
    void theFirstMoveSetsThePositionFromTheEncodersAndSwitchesOn() {
        chip.set(X_ENC, 5_000);
        chip.set(XACTUAL, 5_300);
        begin();
        assertEquals(ChipFault.NONE, driver.moveTo(6_000, 1_000));
        List<String> expected = List.of(
                "27=00000000",
                "21=00001388",
                "2D=00001388",
                "01=00000002",
                "6C=000100C3",
                "27=00000577",
                "2D=00001770");
        assertEquals(expected, chip.takeWritten());
        assertEquals(5_000, driver.status().drivePositionMicrosteps());
    }

    @Test
    void aMoveIsItsPaceAndThenItsTarget() {
        moving();
        assertEquals(ChipFault.NONE, driver.moveTo(-1, 1_000));
        assertEquals(List.of("27=00000577", "2D=FFFFFFFF"), chip.takeWritten());
    }

    @Test
    void noPaceExceedsThreeLitresAnHour() {
        moving();
        assertEquals(ChipFault.NONE, driver.moveTo(1, Long.MAX_VALUE));
        // 426,666 microsteps/s times 2^24 over 12 MHz, rounded up
        assertEquals(596_523, chip.get(VMAX));
    }

    @Test
    void noPaceIsSlowerThanARampCanEndWith() {
        moving();
        assertEquals(ChipFault.NONE, driver.moveTo(1, 1));
        assertEquals(10, chip.get(VMAX));
    }

    @Test
    void eachCallPutsAsManyBytesOnTheLineAsItSays() {
        moving();
        driver.clearReset();
        chip.takeBytesOnLine();
        driver.status();
        assertEquals(Tmc5160.STATUS_BYTES, chip.takeBytesOnLine());
        driver.moveTo(1, 1);
        assertEquals(Tmc5160.MOVE_BYTES, chip.takeBytesOnLine());
        driver.hold();
        assertEquals(Tmc5160.HOLD_BYTES, chip.takeBytesOnLine());
        driver.off();
        chip.takeBytesOnLine();
        driver.hold();
        assertEquals(Tmc5160.SWITCH_ON_BYTES + Tmc5160.HOLD_BYTES, chip.takeBytesOnLine());
    }

    /** A byte is ten bits of 2 us, and each of the five replies waits eight bits. */
    @Test
    void statusAndMoveFitInTwoAndAHalfMilliseconds() {
        int microseconds = (Tmc5160.STATUS_BYTES + Tmc5160.MOVE_BYTES) * 20 + 5 * 16;
        assertTrue(microseconds <= 2_500, () -> microseconds + " us");
    }

    @Test
    void holdTakesTheSpeedAwayAndStaysWhereItIs() {
        moving();
        chip.set(XACTUAL, 777);
        assertEquals(ChipFault.NONE, driver.hold());
        assertEquals(List.of("27=00000000", "27=00000000", "2D=00000309"), chip.takeWritten());
    }

    @Test
    void offFreesTheShaftAndTheNextCommandBeginsFromTheEncoder() {
        moving();
        assertEquals(ChipFault.NONE, driver.off());
        assertEquals(List.of("27=00000000", "6C=000100C0"), chip.takeWritten());
        chip.set(X_ENC, -40);
        chip.set(XACTUAL, 90);
        assertEquals(ChipFault.NONE, driver.hold());
        assertEquals(-40, chip.get(XACTUAL));
        assertEquals(-40, chip.get(XTARGET));
        assertEquals(0x0001_00C3, chip.get(CHOPCONF));
        assertEquals(-40, driver.status().drivePositionMicrosteps());
    }

    @Test
    void positionsGoOnWhereTheChipsWrap() {
        chip.set(XACTUAL, Integer.MAX_VALUE);
        chip.set(X_ENC, Integer.MAX_VALUE);
        begin();
        chip.set(XACTUAL, Integer.MIN_VALUE + 9);
        chip.set(X_ENC, Integer.MIN_VALUE + 4);
        Tmc5160.Status status = driver.status();
        assertEquals((1L << 31) + 9, status.drivePositionMicrosteps());
        assertEquals((1L << 31) + 4, status.encoderPositionMicrosteps());
        assertEquals(ChipFault.NONE, driver.moveTo((1L << 31) + 100, 1_000));
        assertEquals(Integer.MIN_VALUE + 100, chip.get(XTARGET));
    }

    @Test
    void begunAgainPositionsGoOnUnlessTheChipWasReset() {
        chip.set(X_ENC, Integer.MAX_VALUE);
        begin();
        driver.clearReset();
        chip.set(X_ENC, Integer.MIN_VALUE);
        begin();
        assertEquals(1L << 31, driver.status().encoderPositionMicrosteps());
        chip.powerUp();
        chip.set(X_ENC, -3);
        begin();
        assertEquals(-3, driver.status().encoderPositionMicrosteps());
    }

    /** The settings of the begin that failed are in the chip; its reset flag still tells. */
    @Test
    void aResetIsNotForgottenByABeginThatFailed() {
        chip.set(X_ENC, Integer.MAX_VALUE);
        begin();
        driver.clearReset();
        chip.powerUp();
        chip.set(X_ENC, -3);
        int untilReadBack = 22;
        chip.disturb(Collections.nCopies(untilReadBack, Disturbance.NONE).toArray(Disturbance[]::new));
        chip.disturb(Disturbance.DEAD, Disturbance.DEAD);
        assertEquals(ChipFault.NO_ANSWER, driver.begin(CASSETTE));
        assertEquals(1 << 10, chip.get(ENCMODE));
        begin();
        assertEquals(-3, driver.status().encoderPositionMicrosteps());
    }

    @Test
    void beginSaysHowManyBytesItPutsOnTheLine() {
        begin();
        chip.takeBytesOnLine();
        begin();
        assertEquals(524, chip.takeBytesOnLine());
    }

    @Test
    void theResetFlagStaysUntilItIsCleared() {
        begin();
        assertTrue(driver.status().reset());
        assertEquals(ChipFault.NONE, driver.status().fault());
        assertEquals(ChipFault.NONE, driver.clearReset());
        assertFalse(driver.status().reset());
    }

    @Test
    void aChipThatKeptItsPowerKeepsItsPosition() {
        chip.set(GSTAT, 0);
        chip.set(ENCMODE, 1 << 10);
        chip.set(X_ENC, 123_456);
        begin();
        assertFalse(driver.status().reset());
        assertEquals(123_456, driver.status().encoderPositionMicrosteps());
    }

    /** The process before this one cleared the flag of a reset that it did not know of. */
    @Test
    void aChipWithoutOurEncoderModeHasLostItsPositionWhateverItsFlagSays() {
        chip.set(GSTAT, 0);
        chip.set(X_ENC, 123_456);
        begin();
        assertTrue(driver.status().reset());
        assertEquals(ChipFault.NONE, driver.clearReset());
        assertFalse(driver.status().reset());
    }

    /** The write that clears the flag reaches the chip after a reset that nobody has seen. */
    @Test
    void aResetWhoseFlagWasClearedInTheSameMomentIsTold() {
        AtomicBoolean armed = new AtomicBoolean();
        Tmc5160 other = linked((out, in, within) -> {
            if (armed.get() && out.length > 4 && out[2] == (byte) 0x81) {
                armed.set(false);
                chip.powerUp();
            }
            return chip.exchange(out, in, within);
        });
        for (int i = 0; i < 2; i++) {
            // so that the chip's count of writes is another than that of a new one
            assertEquals(ChipFault.NONE, other.begin(CASSETTE));
        }
        armed.set(true);
        assertEquals(ChipFault.RESET, other.clearReset());
        assertEquals(0, chip.get(GSTAT));
        Tmc5160.Status after = other.status();
        assertEquals(ChipFault.RESET, after.fault());
        assertTrue(after.reset());
        assertEquals(ChipFault.NONE, other.begin(CASSETTE));
        assertTrue(other.status().reset());
    }

    @Test
    void nothingIsClearedWhereTheSettingsCouldNotBeAskedFor() {
        begin();
        chip.disturb(Disturbance.DEAD, Disturbance.DEAD);
        assertEquals(ChipFault.NO_ANSWER, driver.clearReset());
        assertEquals(1, chip.get(GSTAT));
        assertEquals(ChipFault.NONE, driver.clearReset());
        assertEquals(0, chip.get(GSTAT));
    }

    @Test
    void aCountOfWritesThatJumpedIsNoResetWhereTheSettingsAreThere() {
        moving();
        driver.clearReset();
        chip.set(0x02, chip.get(0x02) + 9);
        assertEquals(ChipFault.WRITE_LOST, driver.moveTo(100, 1_000));
        assertEquals(ChipFault.NONE, driver.status().fault());
        assertFalse(driver.status().reset());
        assertEquals(ChipFault.NONE, driver.moveTo(100, 1_000));
    }

    @Test
    void aResetInTheMiddleIsSeenAndNothingMovesUntilBegunAnew() {
        moving();
        driver.clearReset();
        chip.set(X_ENC, 70_000);
        driver.status();
        chip.powerUp();
        Tmc5160.Status status = driver.status();
        assertEquals(ChipFault.RESET, status.fault());
        assertTrue(status.reset());
        assertEquals(0, status.encoderPositionMicrosteps());
        assertEquals(ChipFault.RESET, driver.moveTo(1, 1));
        begin();
        assertEquals(ChipFault.NONE, driver.status().fault());
    }

    @Test
    void aResetBetweenTheReadsOfOneStatusIsSeenInThatStatus() {
        for (int before = 0; before < 4; before++) {
            RegisterFileLink board = new RegisterFileLink();
            AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
            Tmc5160 other = new Tmc5160(
                    (out, in, within) -> {
                        if (left.getAndDecrement() == 0) {
                            board.powerUp();
                        }
                        return board.exchange(out, in, within);
                    },
                    1,
                    Tmc5160.Wiring.SINGLE_WIRE);
            other.begin(CASSETTE);
            other.clearReset();
            left.set(before);
            assertEquals(ChipFault.RESET, other.status().fault(), "before read " + before);
        }
    }

    @Test
    void afterAResetPositionsBeginAgainFromZeroHoweverFarTheyWere() {
        chip.set(XACTUAL, Integer.MAX_VALUE);
        chip.set(X_ENC, Integer.MAX_VALUE);
        begin();
        driver.clearReset();
        chip.set(XACTUAL, -2);
        chip.set(X_ENC, -2);
        assertEquals((1L << 32) - 2, driver.status().drivePositionMicrosteps());
        chip.powerUp();
        assertEquals(0, driver.status().drivePositionMicrosteps());
        assertEquals(0, driver.status().encoderPositionMicrosteps());
    }

    @Test
    void aSecondResetBeforeTheFirstIsClearedIsSeenAsWell() {
        begin();
        chip.powerUp();
        assertEquals(ChipFault.RESET, driver.status().fault());
        begin();
        chip.powerUp();
        assertEquals(ChipFault.RESET, driver.clearReset());
        assertEquals(1, chip.get(GSTAT));
    }

    @Test
    void aMoveToAChipThatWasResetIsNotCalledDone() {
        moving();
        chip.powerUp();
        assertEquals(ChipFault.RESET, driver.moveTo(100, 100));
        assertEquals(ChipFault.RESET, driver.hold());
    }

    @Test
    void decodesWhatTheBridgesSay() {
        moving();
        assertFalse(driver.status().driver().isError());
        assertTrue(state(1 << 25).overTemperature());
        assertTrue(state(1 << 26).overTemperatureWarning());
        assertFalse(state(1 << 26).isError());
        for (int bit : new int[] {27, 28}) {
            assertTrue(state(1 << bit).shortToGround());
        }
        for (int bit : new int[] {12, 13}) {
            assertTrue(state(1 << bit).shortToSupply());
        }
        for (int bit : new int[] {29, 30}) {
            assertTrue(isOpenAfterASecondOf(1 << bit));
            assertFalse(state(0).openLoad());
            assertFalse(isOpenAfterASecondOf(1 << bit | 1 << 31), "told falsely at standstill");
        }
        assertTrue(state(1 << 31).standstill());
    }

    @Test
    void openLoadIsNotBelievedInFastMotion() {
        moving();
        driver.moveTo(1_000_000, 51_201);
        assertFalse(isOpenAfterASecondOf(1 << 29));
        driver.moveTo(1_000_000, 51_200);
        assertTrue(isOpenAfterASecondOf(1 << 29));
    }

    @Test
    void aBreakIsNoOpenLoadAndMotionNowAndThenAddsUp() {
        moving();
        for (int i = 0; i < 3 * OpenLoad.LOOKS; i++) {
            assertFalse(state(i % 19 == 0 ? 0 : 1 << 29).openLoad());
        }
        state(0);
        for (int i = 1; i < OpenLoad.LOOKS; i++) {
            assertFalse(state(1 << 29).openLoad());
            assertFalse(state(1 << 29 | 1 << 31).openLoad());
        }
        assertTrue(state(1 << 29).openLoad());
    }

    @Test
    void withoutItsRailNoCoilIsCalledOpen() {
        moving();
        driver.clearReset();
        for (int i = 0; i < 3 * OpenLoad.LOOKS; i++) {
            chip.set(GSTAT, 4);
            assertFalse(state(0b11 << 29).openLoad());
        }
        assertFalse(state(0b11 << 29).openLoad(), "the rail is back, and the flag not yet gone");
        assertFalse(state(0).openLoad());
    }

    @Test
    void aCutRailIsNotAnErrorOfTheDriver() {
        moving();
        driver.clearReset();
        chip.set(GSTAT, 4);
        chip.holdChargePumpLow(true);
        for (int i = 0; i < 3; i++) {
            assertTrue(driver.status().chargePumpLow());
            assertFalse(driver.status().driver().isError());
        }
        assertEquals(ChipFault.NONE, driver.moveTo(100, 1_000), "the writes that clear the flag are counted");
        chip.holdChargePumpLow(false);
        assertFalse(driver.status().chargePumpLow(), "the flag was of before");
        assertEquals(0, chip.get(GSTAT));
        chip.set(GSTAT, 2);
        assertFalse(driver.status().chargePumpLow());
        assertTrue(driver.status().driver().shutDown());
    }

    @ParameterizedTest
    @EnumSource(names = {"DEAD", "ECHO_ONLY", "ANSWER_GARBLED", "ECHO_GARBLED", "CUT_SHORT"})
    void oneDisturbedExchangeIsMadeGood(Disturbance disturbance) {
        for (int before = 0; before < 6; before++) {
            moving();
            chip.disturb(Collections.nCopies(before, Disturbance.NONE).toArray(Disturbance[]::new));
            chip.disturb(disturbance);
            assertEquals(ChipFault.NONE, driver.status().fault());
            assertEquals(ChipFault.NONE, driver.moveTo(1_000 + before, 1_000));
            assertEquals(1_000 + before, chip.get(XTARGET));
        }
        assertEquals(0, driver.counters().failed());
        assertEquals(6, driver.counters().retried() - lostWrites(disturbance));
    }

    /** The last of the six disturbs the move: what the chip did not hear is also written again. */
    private static int lostWrites(Disturbance disturbance) {
        return switch (disturbance) {
            case DEAD, ECHO_ONLY -> 1;
            case NONE, ANSWER_GARBLED, ECHO_GARBLED, CUT_SHORT, FIRST_WRITE_LOST, WRITES_LOST, GONE -> 0;
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"DEAD", "ECHO_ONLY", "ANSWER_GARBLED", "ECHO_GARBLED", "CUT_SHORT", "GONE"})
    void aLineThatStaysBadIsAFaultAndKeepsTheLastPosition(Disturbance disturbance) {
        moving();
        chip.set(X_ENC, 4_321);
        driver.status();
        chip.disturb(Collections.nCopies(2, disturbance).toArray(Disturbance[]::new));
        Tmc5160.Status status = driver.status();
        assertEquals(expected(disturbance), status.fault());
        assertEquals(4_321, status.encoderPositionMicrosteps());
    }

    @ParameterizedTest
    @EnumSource(names = {"FIRST_WRITE_LOST", "WRITES_LOST"})
    void aLostWriteIsWrittenAgainOnce(Disturbance disturbance) {
        moving();
        chip.disturb(disturbance);
        assertEquals(ChipFault.NONE, driver.moveTo(99, 1_000));
        assertEquals(99, chip.get(XTARGET));
        chip.disturb(disturbance, disturbance);
        assertEquals(ChipFault.WRITE_LOST, driver.moveTo(100, 1_000));
    }

    @Test
    void afterADisturbedHoldTheNextOneIsWhole() {
        moving();
        chip.disturb(Disturbance.WRITES_LOST);
        assertEquals(ChipFault.NONE, driver.hold());
        assertEquals(0, chip.get(VMAX));
        chip.disturb(Disturbance.DEAD, Disturbance.DEAD);
        assertEquals(ChipFault.NO_ANSWER, driver.hold());
        assertEquals(ChipFault.NONE, driver.hold());
    }

    @Test
    void aHoldAfterALineThatWasDeadIsNotWrittenTwice() {
        moving();
        chip.disturb(Disturbance.DEAD, Disturbance.DEAD);
        assertEquals(ChipFault.NO_ANSWER, driver.moveTo(7, 7));
        long retried = driver.counters().retried();
        assertEquals(ChipFault.NONE, driver.hold());
        assertEquals(retried, driver.counters().retried());
    }

    @Test
    void afterAFailedOffTheStageIsSwitchedOnFromTheBeginning() {
        moving();
        chip.disturb(Disturbance.DEAD, Disturbance.DEAD);
        assertEquals(ChipFault.NO_ANSWER, driver.off());
        chip.set(X_ENC, 31);
        assertEquals(ChipFault.NONE, driver.hold());
        assertEquals(31, chip.get(XACTUAL));
    }

    @Test
    void aSettingThatDoesNotReadBackIsLost() {
        RegisterFileLink forgetful = new RegisterFileLink();
        Tmc5160 other = new Tmc5160(
                (out, in, within) -> {
                    forgetful.set(ENCMODE, 0);
                    return forgetful.exchange(out, in, within);
                },
                1,
                Tmc5160.Wiring.SINGLE_WIRE);
        assertEquals(ChipFault.WRITE_LOST, other.begin(CASSETTE));
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> settings(0, 8, 0, 1_024));
        assertThrows(IllegalArgumentException.class, () -> settings(16, 32, 0, 1_024));
        assertThrows(IllegalArgumentException.class, () -> settings(16, 8, 31, 1_024));
        assertThrows(IllegalArgumentException.class, () -> settings(16, 8, 0, 360));
        assertThrows(IllegalArgumentException.class, () -> currents(100, 0));
        assertThrows(IllegalArgumentException.class, () -> currents(30, 31));
        assertThrows(IllegalArgumentException.class, () -> currents(101, 50));
        assertThrows(IllegalArgumentException.class, () -> new Tmc5160(chip, 255, Tmc5160.Wiring.SEPARATE));
    }

    private static Tmc5160Settings settings(int run, int hold, int scaler, int lines) {
        return new Tmc5160Settings(false, run, hold, scaler, 100_000, 1_000_000, lines);
    }

    private static Tmc5160Settings currents(int run, int hold) {
        return Tmc5160Settings.of(new Mechanism.Cassette().microstep(), run, hold);
    }

    private static ChipFault expected(Disturbance disturbance) {
        return switch (disturbance) {
            case NONE -> ChipFault.NONE;
            case DEAD, ECHO_ONLY -> ChipFault.NO_ANSWER;
            case ANSWER_GARBLED -> ChipFault.BAD_CHECKSUM;
            case ECHO_GARBLED -> ChipFault.BAD_ECHO;
            case CUT_SHORT -> ChipFault.SHORT;
            case FIRST_WRITE_LOST, WRITES_LOST -> ChipFault.WRITE_LOST;
            case GONE -> ChipFault.GONE;
        };
    }

    private static Tmc5160 linked(SerialLink link) {
        return new Tmc5160(link, 1, Tmc5160.Wiring.SINGLE_WIRE);
    }

    private boolean isOpenAfterASecondOf(int driverStatus) {
        for (int i = 1; i < OpenLoad.LOOKS; i++) {
            assertFalse(state(driverStatus).openLoad());
        }
        return state(driverStatus).openLoad();
    }

    private DriverState state(int driverStatus) {
        chip.set(DRV_STATUS, driverStatus);
        return driver.status().driver();
    }

    private void begin() {
        assertEquals(ChipFault.NONE, driver.begin(CASSETTE));
        chip.takeWritten();
    }

    private void moving() {
        begin();
        assertEquals(ChipFault.NONE, driver.moveTo(100, 1_000));
        chip.takeWritten();
    }
}
