package org.steadyflow.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.chip.As5600.Angle;
import org.steadyflow.hal.device.MonitorSample.AngleStatus;

class As5600Test {
    private static final int AT = 0x36;

    private final ScriptedI2cLink bus = new ScriptedI2cLink();
    private final As5600 sensor = new As5600(bus);

    @ParameterizedTest
    @CsvSource({"00 00, 0", "0F FF, 4095", "08 01, 2049"})
    void readsTheAngleOfADetectedMagnet(String counts, int angle) {
        bus.expect(AT, "0C", counts).expect(AT, "0B", "20");
        assertEquals(new Angle(ChipFault.NONE, AngleStatus.SEEN, angle), sensor.read());
        bus.assertDone();
    }

    /** Not detected; too weak; too strong; and what a line that is always high or low would say. */
    @ParameterizedTest
    @CsvSource({"00", "10", "08", "30", "28", "FF"})
    void anAngleWithoutAProperMagnetMeansNothing(String status) {
        bus.expect(AT, "0C", "01 23").expect(AT, "0B", status);
        assertEquals(AngleStatus.NO_MAGNET, sensor.read().status());
    }

    @Test
    void moreThanTwelveBitsAreNoAngle() {
        bus.expect(AT, "0C", "FF FF").expect(AT, "0B", "20");
        assertEquals(new Angle(ChipFault.IMPOSSIBLE, AngleStatus.NO_ANSWER, 0), sensor.read());
    }

    @ParameterizedTest
    @EnumSource(
            value = BusResult.class,
            names = {"TIMED_OUT", "GONE"})
    void aBadBusIsNoAnswer(BusResult result) {
        bus.expect(AT, "0C", result);
        assertEquals(new Angle(ChipFault.of(result), AngleStatus.NO_ANSWER, 0), sensor.read());
        bus.expect(AT, "0C", "01 23").expect(AT, "0B", result);
        assertEquals(new Angle(ChipFault.of(result), AngleStatus.NO_ANSWER, 0), sensor.read());
        bus.assertDone();
    }

    @Test
    void asksTwiceWhereNobodyAcknowledges() {
        bus.expect(AT, "0C", BusResult.NOT_ACKNOWLEDGED).expect(AT, "0C", BusResult.NOT_ACKNOWLEDGED);
        assertEquals(ChipFault.NOT_ACKNOWLEDGED, sensor.read().fault());
        assertEquals(new Counters(2, 1, 1), sensor.counters());
    }
}
