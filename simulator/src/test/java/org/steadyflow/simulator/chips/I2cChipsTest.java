package org.steadyflow.simulator.chips;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.steadyflow.simulator.chips.Datagrams.bytes;
import static org.steadyflow.simulator.chips.Datagrams.hex;

import org.junit.jupiter.api.Test;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.I2cLink;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.simulator.world.Sensor;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;

/** What the models on the I2C buses answer, against their data sheets. */
class I2cChipsTest {
    private static final int CONVERTER = 0x48;
    private static final int GAUGE = 0x36;
    private static final int ANGLE = 0x36;
    private static final int MEMORY = 0x50;
    private static final int CLOCK = 0x68;
    /** Single shot, 4.096 V, 860 a second, no comparator; the input comes with it. */
    private static final int SHOT = 0x8000 | 0x4000 | 0x0200 | 0x0100 | 0x00E0 | 0x0003;

    private final World world = new World(WorldParameters.DEFAULT, 1);
    private final EmulatedBoard board = EmulatedBoard.withoutMonitor(SharedWorld.of(world), 1);
    private final I2cLink control = board.bus(EmulatedBoard.CONTROL_BUS);
    private final I2cLink monitor = board.bus(EmulatedBoard.MONITOR_BUS);

    @Test
    void nobodyAnswersWhereNoChipIs() {
        assertEquals(BusResult.NOT_ACKNOWLEDGED, control.transfer(0x20, new byte[0], new byte[1]));
        assertEquals(BusResult.NOT_ACKNOWLEDGED, monitor.transfer(CONVERTER, new byte[0], new byte[1]));
    }

    @Test
    void converterBeginsWithItsResetSettings() {
        assertEquals("85 83", read(control, CONVERTER, "01", 2));
        assertEquals("80 00", read(control, CONVERTER, "02", 2));
        assertEquals("7F FF", read(control, CONVERTER, "03", 2));
    }

    @Test
    void converterHasTheOldResultUntilTheConversionIsDone() {
        int first = converted(2);
        assertEquals(1_700.0 * 8, first, 40 * 8, "air detector in liquid");
        configure(SHOT | (1 << 12));
        assertEquals("53 E3", read(control, CONVERTER, "01", 2), "converting: the highest bit is low");
        assertEquals(first, result(), "still the one before");
        board.pause(1_200_000);
        assertEquals(500.0 * 8, result(), 100 * 8, "force downstream near 0 mmHg");
    }

    @Test
    void converterIsDoneAfterAsManyLooksAsTheBusNeedsForThem() {
        configure(SHOT);
        int looks = 1;
        while ((Integer.parseInt(read(control, CONVERTER, "01", 1), 16) & 0x80) == 0) {
            looks++;
        }
        // one byte of address and pointer, and address and byte again, is 97.5 us at 400 kHz; a conversion 1,188 us
        assertEquals(13, looks);
    }

    @Test
    void converterTurnsPressureIntoTheVoltsOfTheReferenceBoard() {
        world.stickSensor(Sensor.DOWNSTREAM_PRESSURE, 300);
        world.stickSensor(Sensor.UPSTREAM_PRESSURE, -100);
        world.stickSensor(Sensor.BOARD_TEMPERATURE, 25);
        assertEquals((500 - 200) * 8, converted(0));
        assertEquals((500 + 600) * 8, converted(1));
        assertEquals(750 * 8, converted(3));
    }

    @Test
    void converterSaturatesAtTheEndOfItsRange() {
        world.breakSensor(Sensor.DOWNSTREAM_PRESSURE);
        assertEquals(0x7FFF, converted(1));
        world.stickSensor(Sensor.BOARD_TEMPERATURE, 25);
        configure((SHOT & ~0x0E00) | 0x0800 | 0x3000);
        board.pause(2_000_000);
        assertEquals(0x7FFF, result(), "750 mV in a range of 512");
    }

    @Test
    void converterSubtractsTwoInputs() {
        world.stickSensor(Sensor.DOWNSTREAM_PRESSURE, 300);
        world.stickSensor(Sensor.UPSTREAM_PRESSURE, 100);
        configure(SHOT & ~0x7000);
        board.pause(2_000_000);
        assertEquals(-400 * 8, result());
    }

    @Test
    void converterConvertsOnByItselfInContinuousMode() {
        world.stickSensor(Sensor.AIR_DETECTOR, 1_000);
        configure((SHOT & ~0x8100) | 0x2000);
        board.pause(2_000_000);
        assertEquals(8_000, result());
        world.stickSensor(Sensor.AIR_DETECTOR, 50);
        board.world().touch(now -> now.advance(10_000_000));
        board.pause(2_000_000);
        result();
        board.pause(2_000_000);
        assertEquals(400, result());
    }

    @Test
    void drawsTheNoiseOfAnInstantOnce() {
        World plain = new World(WorldParameters.DEFAULT, 1);
        for (int tick = 0; tick < 20; tick++) {
            SensorSample expected = plain.hardware().read();
            assertEquals(expected.line().airDetectorMv() * 8, converted(2));
            double mmHg = expected.line().upstream().pascals() / 133.322;
            assertEquals(Math.rint((500 + 2 * mmHg) * 8), converted(0));
            plain.advance(50_000_000);
            board.world().touch(now -> now.advance(50_000_000));
        }
    }

    @Test
    void angleSensorSeesTheRotor() {
        assertEquals("20", read(monitor, ANGLE, "0B", 1));
        int counts = angle();
        assertEquals(world.secondEncoder().read().angleCounts(), counts);
        assertEquals(
                hex(word(counts)) + " " + hex(word(counts)), read(monitor, ANGLE, "0C", 4), "the pointer goes back");
    }

    @Test
    void angleSensorTellsThatItsMagnetIsGone() {
        world.breakSensor(Sensor.SECOND_ENCODER);
        assertEquals("10", read(monitor, ANGLE, "0B", 1));
        assertEquals("80", read(monitor, ANGLE, "1A", 1));
    }

    @Test
    void gaugeTellsTheChargeOfTheWorld() {
        assertEquals("00 12", read(control, GAUGE, "08", 2));
        int soc = Integer.parseInt(read(control, GAUGE, "04", 2).replace(" ", ""), 16);
        assertEquals(world.truth().batteryPermille(), soc / 25.6, 0.05);
        world.stickSensor(Sensor.BATTERY_GAUGE, 425);
        assertEquals("2A 80", read(control, GAUGE, "04", 2), "42.5 %");
        world.breakSensor(Sensor.BATTERY_GAUGE);
        assertEquals(BusResult.NOT_ACKNOWLEDGED, control.transfer(GAUGE, new byte[] {4}, new byte[2]));
    }

    @Test
    void gaugeKeepsSayingThatItBeganAnewUntilTold() {
        assertEquals("01", read(control, GAUGE, "1A", 1));
        write(control, GAUGE, "1A 00 00");
        assertEquals("00", read(control, GAUGE, "1A", 1));
        write(control, GAUGE, "FE 54 00");
        assertEquals("01", read(control, GAUGE, "1A", 1));
    }

    @Test
    void memoryKeepsWhatItIsGivenThroughAPowerCut() {
        write(control, MEMORY, "12 34 DE AD BE EF");
        world.cutPower();
        assertEquals(BusResult.NOT_ACKNOWLEDGED, control.transfer(MEMORY, bytes("12 34"), new byte[4]));
        world.restorePower();
        assertEquals("DE AD BE EF", read(control, MEMORY, "12 34", 4));
        assertEquals("AD", read(control, MEMORY, "12 35", 1));
        assertEquals("BE EF", read(control, MEMORY, "", 2), "on from where it was");
    }

    @Test
    void memoryGoesRoundAtItsEnd() {
        write(control, MEMORY, "7F FF 01 02");
        assertEquals("01 02", read(control, MEMORY, "7F FF", 2));
        assertEquals("02", read(control, MEMORY, "00 00", 1));
    }

    @Test
    void memorySaysWhatItIs() {
        assertEquals("00 A5 10", read(control, 0x7C, "A0", 3));
        assertEquals("FF FF FF", read(control, 0x7C, "A2", 3));
    }

    @Test
    void clockTellsTheWallTimeOfTheWorld() {
        assertEquals("00 00 08 04 01 01 26", read(control, CLOCK, "00", 7), "Thursday 2026-01-01 08:00:00");
        board.world().touch(now -> now.advance(61_000_000_000L));
        assertEquals("01 01 08", read(control, CLOCK, "00", 3));
        assertEquals("1C 08", read(control, CLOCK, "0E", 2));
    }

    @Test
    void clockRunsOnFromTheTimeThatItIsSetTo() {
        write(control, CLOCK, "00 58 59 23 01 31 12 99");
        assertEquals("58 59 23", read(control, CLOCK, "00", 3));
        board.world().touch(now -> now.advance(3_000_000_000L));
        assertEquals("01 00 00 05 01 81 00", read(control, CLOCK, "00", 7), "2100-01-01 00:00:01");
        world.cutPower();
        board.world().touch(now -> now.advance(3_000_000_000L));
        world.restorePower();
        assertEquals("04 00 00", read(control, CLOCK, "00", 3));
    }

    @Test
    void clockThatLostItsCellSaysSo() {
        board.loseClockCell();
        assertEquals("88", read(control, CLOCK, "0F", 1));
        assertEquals("00 00 00 06 01 01 00", read(control, CLOCK, "00", 7));
        write(control, CLOCK, "0F 08");
        assertEquals("08", read(control, CLOCK, "0F", 1));
        write(control, CLOCK, "0F 88");
        assertEquals("08", read(control, CLOCK, "0F", 1), "the flag cannot be set");
    }

    @Test
    void clockTellsTheHeatOfTheBoard() {
        world.stickSensor(Sensor.BOARD_TEMPERATURE, 25.75);
        assertEquals("19 C0", read(control, CLOCK, "11", 2));
    }

    @Test
    void eachFaultOfABusIsAResult() {
        BusFaults faults = board.busFaults(EmulatedBoard.CONTROL_BUS);
        faults.next(BusFault.NOT_ACKNOWLEDGED);
        faults.next(BusFault.STUCK);
        faults.next(BusFault.GONE);
        faults.next(BusFault.SHORT);
        byte[] in = new byte[2];
        assertEquals(BusResult.NOT_ACKNOWLEDGED, control.transfer(CONVERTER, new byte[] {1}, in));
        assertEquals(BusResult.TIMED_OUT, control.transfer(CONVERTER, new byte[] {1}, in));
        assertEquals(BusResult.GONE, control.transfer(CONVERTER, new byte[] {1}, in));
        assertEquals(BusResult.SHORT, control.transfer(CONVERTER, new byte[] {1}, in));
        assertEquals(BusResult.OK, control.transfer(CONVERTER, new byte[] {1}, in));
        assertArrayEquals(bytes("85 83"), in);
        assertEquals(4, faults.struck());
        assertEquals(5, faults.transfers());
    }

    @Test
    void aStuckBusStaysStuckUntilMended() {
        BusFaults faults = board.busFaults(EmulatedBoard.CONTROL_BUS);
        faults.lasting(BusFault.STUCK);
        for (int i = 0; i < 5; i++) {
            assertEquals(BusResult.TIMED_OUT, control.transfer(CLOCK, new byte[] {0}, new byte[7]));
        }
        assertEquals("20", read(monitor, ANGLE, "0B", 1), "the other bus is another bus");
        faults.mend();
        assertEquals("00 00 08", read(control, CLOCK, "00", 3));
    }

    @Test
    void aHeldClockCostsTheAdaptersPatience() {
        long before = board.busMeter(EmulatedBoard.CONTROL_BUS).passedNs();
        board.busFaults(EmulatedBoard.CONTROL_BUS).next(BusFault.STUCK);
        control.transfer(CLOCK, new byte[] {0}, new byte[7]);
        long tookNs = board.busMeter(EmulatedBoard.CONTROL_BUS).passedNs() - before;
        assertTrue(tookNs >= 35_000_000 && tookNs < 36_000_000, tookNs + " ns");
    }

    @Test
    void onADataLineHeldLowAllIsAcknowledgedAndZeroAndNothingIsHeard() {
        write(control, MEMORY, "00 00 11 22");
        BusFaults faults = board.busFaults(EmulatedBoard.CONTROL_BUS);
        faults.lasting(BusFault.DATA_LOW);
        byte[] in = bytes("FF FF");
        assertEquals(BusResult.OK, control.transfer(MEMORY, bytes("00 00"), in));
        assertArrayEquals(new byte[2], in);
        assertEquals(BusResult.OK, control.transfer(MEMORY, bytes("00 00 33 44"), new byte[0]));
        assertEquals(BusResult.OK, control.transfer(0x77, new byte[1], in), "an address that nobody has");
        faults.mend();
        assertEquals("11 22", read(control, MEMORY, "00 00", 2));
    }

    @Test
    void aWornCellIsTheGaugesAlertUntilItIsWritten() {
        write(control, GAUGE, "14 A5 FF");
        write(control, GAUGE, "1A 00 00");
        assertEquals("00 00", read(control, GAUGE, "1A", 2));
        board.sagCell(1.2);
        assertEquals("04 00", read(control, GAUGE, "1A", 2));
        write(control, GAUGE, "1A 00 00");
        assertEquals("04 00", read(control, GAUGE, "1A", 2), "it is still below");
        board.sagCell(0);
        assertEquals("04 00", read(control, GAUGE, "1A", 2));
        write(control, GAUGE, "1A 00 00");
        assertEquals("00 00", read(control, GAUGE, "1A", 2));
        board.resetGauge();
        assertEquals("01 00", read(control, GAUGE, "1A", 2));
        assertEquals("00 FF", read(control, GAUGE, "14", 2));
    }

    @Test
    void aWriteThatIsCutShortLeavesItsFirstHalf() {
        write(control, MEMORY, "00 00 11 11 11 11 11 11");
        board.busFaults(EmulatedBoard.CONTROL_BUS).next(BusFault.SHORT);
        assertEquals(BusResult.SHORT, control.transfer(MEMORY, bytes("00 00 22 22 22 22 22 22"), new byte[0]));
        assertEquals("22 22 11 11 11 11", read(control, MEMORY, "00 00", 6));
    }

    @Test
    void flippedBitsComeAtTheirRateAndUnnoticed() {
        BusFaults faults = board.busFaults(EmulatedBoard.CONTROL_BUS);
        faults.rate(BusFault.BIT_FLIP, 0.1);
        int wrong = 0;
        for (int i = 0; i < 1_000; i++) {
            byte[] in = new byte[32];
            assertEquals(BusResult.OK, control.transfer(MEMORY, bytes("00 00"), in));
            wrong += hex(in).equals(hex(new byte[32])) ? 0 : 1;
        }
        assertTrue(faults.struck() > 60 && faults.struck() < 140, "struck " + faults.struck());
        assertNotEquals(0, wrong);
        assertTrue(wrong <= faults.struck());
    }

    private int converted(int input) {
        configure(SHOT | (input << 12));
        board.pause(1_200_000);
        return result();
    }

    private void configure(int config) {
        write(control, CONVERTER, "01 " + hex(word(config)));
    }

    private int result() {
        return (short) Integer.parseInt(read(control, CONVERTER, "00", 2).replace(" ", ""), 16);
    }

    private int angle() {
        return Integer.parseInt(read(monitor, ANGLE, "0E", 2).replace(" ", ""), 16);
    }

    private static byte[] word(int value) {
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    private static String read(I2cLink bus, int address, String out, int count) {
        byte[] in = new byte[count];
        assertEquals(BusResult.OK, bus.transfer(address, bytes(out), in));
        return hex(in);
    }

    private static void write(I2cLink bus, int address, String out) {
        assertEquals(BusResult.OK, bus.transfer(address, bytes(out), new byte[0]));
    }
}
