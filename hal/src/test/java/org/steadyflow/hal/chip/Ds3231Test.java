package org.steadyflow.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.steadyflow.hal.bus.BusResult;

class Ds3231Test {
    private static final int AT = 0x68;
    private static final String ALARMS = "00 00 00 00 00 00 00";
    /** 2026-11-22T05:40:59Z, a Sunday. */
    private static final String TIME = "59 40 05 07 22 11 26";

    private static final long SECOND = Instant.parse("2026-11-22T05:40:59Z").getEpochSecond();

    private final ScriptedI2cLink bus = new ScriptedI2cLink();
    private final Ds3231 clock = new Ds3231(bus);

    @Test
    void readsTimeFlagAndTemperatureAtOnce() {
        bus.expect(AT, "00", registers(TIME, "00", "19 40"));
        assertEquals(new Ds3231.Clock(ChipFault.NONE, SECOND, false, 25_250), clock.read());
        bus.assertDone();
    }

    @ParameterizedTest
    @CsvSource({"00 00, 0", "19 C0, 25750", "FF C0, -250", "E7 40, -24750", "7F C0, 127750", "80 00, -128000"})
    void temperatureHasTenBits(String counts, int milliC) {
        bus.expect(AT, "00", registers(TIME, "00", counts));
        assertEquals(milliC, clock.read().temperatureMilliC());
    }

    @Test
    void aClockThatStoodStillSaysSo() {
        bus.expect(AT, "00", registers(TIME, "80", "19 00"));
        assertTrue(clock.read().stopped());
        bus.expect(AT, "00", registers(TIME, "08", "19 00"));
        assertFalse(clock.read().stopped());
    }

    @Test
    void aTimeThatCannotBeIsAFault() {
        bus.expect(AT, "00", registers("5A 40 05 07 22 11 26", "80", "19 00"));
        assertEquals(ChipFault.IMPOSSIBLE, clock.read().fault());
    }

    @Test
    void setsTheTimeBeforeItClearsTheFlag() {
        bus.expect(AT, "00 " + TIME, "").expect(AT, "0E 04 00", "");
        bus.expect(AT, "00", registers(TIME, "00", "19 00"));
        assertEquals(ChipFault.NONE, clock.set(SECOND));
        bus.assertDone();
    }

    @Test
    void aSecondMayPassWhileItIsSet() {
        bus.expect(AT, "00 " + TIME, "").expect(AT, "0E 04 00", "");
        bus.expect(AT, "00", registers("00 41 05 07 22 11 26", "00", "19 00"));
        assertEquals(ChipFault.NONE, clock.set(SECOND));
    }

    @ParameterizedTest
    @CsvSource({"58 40 05 07 22 11 26, 00", "01 41 05 07 22 11 26, 00", "59 40 05 07 22 11 26, 80"})
    void aTimeThatDidNotTakeIsLost(String time, String status) {
        bus.expect(AT, "00 " + TIME, "").expect(AT, "0E 04 00", "");
        bus.expect(AT, "00", registers(time, status, "19 00"));
        assertEquals(ChipFault.WRITE_LOST, clock.set(SECOND));
    }

    @Test
    void everyStepMayFail() {
        bus.expect(AT, "00", BusResult.TIMED_OUT);
        assertEquals(new Ds3231.Clock(ChipFault.NO_ANSWER, 0, true, 0), clock.read());
        bus.expect(AT, "00 " + TIME, BusResult.GONE);
        assertEquals(ChipFault.GONE, clock.set(SECOND));
        bus.expect(AT, "00 " + TIME, "").expect(AT, "0E 04 00", BusResult.TIMED_OUT);
        assertEquals(ChipFault.NO_ANSWER, clock.set(SECOND));
        bus.expect(AT, "00 " + TIME, "").expect(AT, "0E 04 00", "").expect(AT, "00", BusResult.GONE);
        assertEquals(ChipFault.GONE, clock.set(SECOND));
        bus.assertDone();
    }

    @Test
    void onlyThisCenturyCanBeSet() {
        assertEquals(Instant.parse("2000-01-01T00:00:00Z").getEpochSecond(), Ds3231.FIRST_EPOCH_SECOND);
        assertEquals(Instant.parse("2099-12-31T23:59:59Z").getEpochSecond(), Ds3231.LAST_EPOCH_SECOND);
        assertThrows(IllegalArgumentException.class, () -> clock.set(Ds3231.FIRST_EPOCH_SECOND - 1));
        assertThrows(IllegalArgumentException.class, () -> clock.set(Ds3231.LAST_EPOCH_SECOND + 1));
    }

    /** All nineteen: time, alarms, control, status, aging, temperature. */
    private static String registers(String time, String status, String temperature) {
        return String.join(" ", time, ALARMS, "04", status, "00", temperature);
    }
}
