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

class Ads1115Test {
    private static final int AT = 0x48;

    private final ScriptedI2cLink bus = new ScriptedI2cLink();
    private final Ads1115 converter = new Ads1115(bus, AT);

    /** Against ground: AIN0 is 100 in the multiplexer's three bits. */
    @ParameterizedTest
    @CsvSource({"0, C3 E3", "1, D3 E3", "2, E3 E3", "3, F3 E3"})
    void convertsEachChannelOnce(int channel, String config) {
        bus.expect(AT, "01 " + config, "").expect(AT, "01", config).expect(AT, "00", "40 00");
        assertEquals(ChipFault.NONE, converter.start(channel));
        assertEquals(new Ads1115.Conversion(ChipFault.NONE, 2_048_000, false), converter.finish());
        bus.assertDone();
    }

    @Test
    void aVoltageBelowGroundIsNegative() {
        assertEquals(new Ads1115.Conversion(ChipFault.NONE, -250, false), converted("FF FE"));
    }

    @ParameterizedTest
    @CsvSource({"7F FF, 4095875", "80 00, -4096000"})
    void eitherEndOfTheScaleIsSaturated(String counts, int microvolts) {
        assertEquals(new Ads1115.Conversion(ChipFault.NONE, microvolts, true), converted(counts));
    }

    @Test
    void oneBelowTheEndIsNotSaturated() {
        assertFalse(converted("7F FE").saturated());
    }

    @Test
    void aRunningConversionIsAskedForAgain() {
        start();
        bus.expect(AT, "01", "43 E3");
        assertEquals(ChipFault.NOT_READY, converter.finish().fault());
        bus.expect(AT, "01", "C3 E3").expect(AT, "00", "00 01");
        assertEquals(125, converter.finish().microvolts());
        bus.assertDone();
    }

    @Test
    void anotherChannelsConversionIsNotTaken() {
        start();
        bus.expect(AT, "01", "D3 E3");
        assertEquals(ChipFault.WRITE_LOST, converter.finish().fault());
        assertEquals(ChipFault.WRITE_LOST, converter.finish().fault(), "nor on asking again");
        bus.assertDone();
    }

    @Test
    void aChipThatWasResetSaysSo() {
        start();
        bus.expect(AT, "01", "85 83");
        assertEquals(ChipFault.RESET, converter.finish().fault());
    }

    @Test
    void aConversionIsNotTakenTwice() {
        converted("00 01");
        assertEquals(ChipFault.WRITE_LOST, converter.finish().fault());
        bus.assertDone();
    }

    @Test
    void nothingIsFetchedWhereNothingCouldBeBegun() {
        bus.expect(AT, "01 C3 E3", BusResult.NOT_ACKNOWLEDGED).expect(AT, "01 C3 E3", BusResult.NOT_ACKNOWLEDGED);
        assertEquals(ChipFault.NOT_ACKNOWLEDGED, converter.start(0));
        assertEquals(ChipFault.WRITE_LOST, converter.finish().fault());
        assertEquals(new Counters(2, 1, 1), converter.counters());
    }

    /** The chip takes the new setting and no start while it converts: what it has next is the old channel's. */
    @Test
    void noOtherChannelIsBegunWhileOneThatNobodyFetchedMayRun() {
        start();
        bus.expect(AT, "01", BusResult.TIMED_OUT);
        assertEquals(ChipFault.NO_ANSWER, converter.finish().fault());
        bus.expect(AT, "01", "43 E3");
        assertEquals(ChipFault.NOT_READY, converter.start(1));
        bus.expect(AT, "01", BusResult.TIMED_OUT);
        assertEquals(ChipFault.NO_ANSWER, converter.start(1));
        bus.expect(AT, "01", "C3 E3").expect(AT, "01 D3 E3", "");
        assertEquals(ChipFault.NONE, converter.start(1));
        bus.expect(AT, "01", "D3 E3").expect(AT, "00", "00 02");
        assertEquals(250, converter.finish().microvolts());
        bus.expect(AT, "01 C3 E3", "");
        assertEquals(ChipFault.NONE, converter.start(0), "one that was fetched is not asked after");
        bus.assertDone();
    }

    @Test
    void aDataLineHeldLowIsNoConversionAndNotWaitedFor() {
        start();
        bus.expect(AT, "01", "00 00");
        assertEquals(ChipFault.IMPOSSIBLE, converter.finish().fault());
        bus.expect(AT, "01", "00 00");
        assertEquals(ChipFault.IMPOSSIBLE, converter.start(1));
        bus.assertDone();
    }

    @Test
    void aStartThatSeemedToFailMayRunAsWell() {
        bus.expect(AT, "01 C3 E3", BusResult.TIMED_OUT);
        assertEquals(ChipFault.NO_ANSWER, converter.start(0));
        bus.expect(AT, "01", "43 E3");
        assertEquals(ChipFault.NOT_READY, converter.start(1));
        bus.assertDone();
    }

    @Test
    void oneDisturbanceIsMadeGood() {
        bus.expect(AT, "01 C3 E3", BusResult.NOT_ACKNOWLEDGED).expect(AT, "01 C3 E3", "");
        bus.expect(AT, "01", BusResult.SHORT).expect(AT, "01", "C3 E3").expect(AT, "00", "00 01");
        assertEquals(ChipFault.NONE, converter.start(0));
        assertTrue(converter.finish().fault().isNone());
        assertEquals(new Counters(5, 2, 0), converter.counters());
    }

    @ParameterizedTest
    @EnumSource(
            value = BusResult.class,
            names = {"TIMED_OUT", "GONE"})
    void aBusThatHangsIsNotAskedAgain(BusResult result) {
        start();
        bus.expect(AT, "01", result);
        assertEquals(ChipFault.of(result), converter.finish().fault());
        bus.assertDone();
    }

    @Test
    void thereAreFourChannels() {
        assertThrows(IllegalArgumentException.class, () -> converter.start(4));
        assertThrows(IllegalArgumentException.class, () -> converter.start(-1));
    }

    private void start() {
        bus.expect(AT, "01 C3 E3", "");
        assertEquals(ChipFault.NONE, converter.start(0));
    }

    private Ads1115.Conversion converted(String counts) {
        start();
        bus.expect(AT, "01", "C3 E3").expect(AT, "00", counts);
        return converter.finish();
    }
}
