package org.steadyflow.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.chip.Max17048.Gauge;

class Max17048Test {
    private static final int AT = 0x36;

    private final ScriptedI2cLink bus = new ScriptedI2cLink();
    private final Max17048 gauge = new Max17048(bus);

    @Test
    void beginSetsTheAlertAndClearsTheFlags() {
        bus.expect(AT, "08", "00 12").expect(AT, "14 A5 FF", "").expect(AT, "14", "A5 FF");
        bus.expect(AT, "1A 00 00", "");
        assertEquals(ChipFault.NONE, gauge.begin(3_300));
        bus.assertDone();
    }

    @Test
    void beginRefusesAnotherChip() {
        bus.expect(AT, "08", "00 02");
        assertEquals(ChipFault.WRONG_CHIP, gauge.begin(3_300));
        bus.assertDone();
    }

    @Test
    void anAlertThatDoesNotReadBackIsLost() {
        bus.expect(AT, "08", "00 12").expect(AT, "14 A5 FF", "").expect(AT, "14", "00 FF");
        assertEquals(ChipFault.WRITE_LOST, gauge.begin(3_319));
    }

    @ParameterizedTest
    @EnumSource(
            value = BusResult.class,
            names = {"TIMED_OUT", "GONE"})
    void everyStepOfBeginMayFail(BusResult result) {
        bus.expect(AT, "08", result);
        assertEquals(ChipFault.of(result), gauge.begin(0));
        bus.expect(AT, "08", "00 10").expect(AT, "14 00 FF", result);
        assertEquals(ChipFault.of(result), gauge.begin(0));
        bus.expect(AT, "08", "00 10").expect(AT, "14 00 FF", "").expect(AT, "14", result);
        assertEquals(ChipFault.of(result), gauge.begin(0));
        bus.expect(AT, "08", "00 10").expect(AT, "14 00 FF", "").expect(AT, "14", "00 FF");
        bus.expect(AT, "1A 00 00", result);
        assertEquals(ChipFault.of(result), gauge.begin(0));
        bus.assertDone();
    }

    /** 1/256 of a percent and 78.125 uV a bit. */
    @ParameterizedTest
    @CsvSource({"00 00, 0", "32 80, 505", "63 FF, 999", "64 00, 1000", "65 40, 1000"})
    void countsBecomePermilleAndMicrovolts(String charge, int permille) {
        bus.expect(AT, "04", charge).expect(AT, "02", "C8 01").expect(AT, "1A", "00 00");
        assertEquals(new Gauge(ChipFault.NONE, permille, 4_000_078, false, false), gauge.read());
    }

    @Test
    void aResetAndALowVoltageAreTold() {
        begin();
        bus.expect(AT, "04", "32 00").expect(AT, "02", "C8 00").expect(AT, "1A", "01 00");
        assertTrue(gauge.read().reset());
        bus.expect(AT, "04", "32 00").expect(AT, "02", "A0 00").expect(AT, "1A", "04 00");
        assertTrue(gauge.read().voltageLow());
        bus.assertDone();
    }

    /** The flag stays until it is written: 3.399 V is not yet 100 mV above 3.3 V, and 3.400 V is. */
    @Test
    void anAlertThatIsOverIsClearedAndNotToldAgain() {
        begin();
        bus.expect(AT, "04", "32 00").expect(AT, "02", "A9 F0").expect(AT, "1A", "04 00");
        assertTrue(gauge.read().voltageLow());
        bus.expect(AT, "04", "32 00").expect(AT, "02", "AA 00").expect(AT, "1A", "04 00");
        bus.expect(AT, "1A 00 00", "");
        assertFalse(gauge.read().voltageLow());
        bus.assertDone();
    }

    /** A data line held low: every byte is acknowledged, and 0. */
    @Test
    void aCellOfLessThanTwoVoltsIsNone() {
        bus.expect(AT, "04", "00 00").expect(AT, "02", "00 00").expect(AT, "1A", "00 00");
        assertEquals(ChipFault.IMPOSSIBLE, gauge.read().fault());
        bus.expect(AT, "04", "00 00").expect(AT, "02", "63 FF").expect(AT, "1A", "00 00");
        assertEquals(ChipFault.IMPOSSIBLE, gauge.read().fault());
        bus.expect(AT, "04", "00 00").expect(AT, "02", "64 00").expect(AT, "1A", "00 00");
        assertEquals(2_000_000, gauge.read().cellMicrovolts());
    }

    private void begin() {
        bus.expect(AT, "08", "00 12").expect(AT, "14 A5 FF", "").expect(AT, "14", "A5 FF");
        bus.expect(AT, "1A 00 00", "");
        assertEquals(ChipFault.NONE, gauge.begin(3_300));
    }

    @Test
    void aLineThatIsAlwaysHighIsNoCharge() {
        bus.expect(AT, "04", "FF FF").expect(AT, "02", "FF FF").expect(AT, "1A", "FF FF");
        assertEquals(ChipFault.IMPOSSIBLE, gauge.read().fault());
    }

    @Test
    void everyStepOfAReadingMayFail() {
        bus.expect(AT, "04", BusResult.TIMED_OUT);
        assertEquals(ChipFault.NO_ANSWER, gauge.read().fault());
        bus.expect(AT, "04", "32 00").expect(AT, "02", BusResult.GONE);
        assertEquals(ChipFault.GONE, gauge.read().fault());
        bus.expect(AT, "04", "32 00").expect(AT, "02", "C8 00").expect(AT, "1A", BusResult.TIMED_OUT);
        assertEquals(ChipFault.NO_ANSWER, gauge.read().fault());
        bus.assertDone();
    }

    @Test
    void anAlertBeyondItsEightBitsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> gauge.begin(5_101));
        assertThrows(IllegalArgumentException.class, () -> gauge.begin(-1));
    }
}
