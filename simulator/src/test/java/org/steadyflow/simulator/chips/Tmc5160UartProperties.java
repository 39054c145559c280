package org.steadyflow.simulator.chips;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The serial line under any bytes at all. */
class Tmc5160UartProperties {
    @Property(tries = 300)
    void whateverIsSentTheLineRepeatsItAndTheChipListensAgain(
            @ForAll List<@Size(max = 40) byte[]> noise, @ForAll int value) {
        MotorDriver driver = new MotorDriver();
        for (byte[] bytes : noise) {
            byte[] back = new byte[bytes.length];
            if (bytes.length > 0) {
                driver.line.exchange(bytes, back, 1);
                assertArrayEquals(bytes, back);
            }
        }
        driver.write(MotorDriver.XTARGET, value);
        assertEquals(value, driver.read(MotorDriver.XTARGET));
    }

    @Property(tries = 300)
    void anyWriteToAnyRegisterIsCountedAndNeverBreaksTheChip(
            @ForAll @IntRange(max = 127) int register, @ForAll int value) {
        MotorDriver driver = new MotorDriver();
        driver.setUp();
        int before = driver.read(MotorDriver.IFCNT);
        byte[] sent = Datagrams.write(register, value);
        driver.line.exchange(sent, new byte[8], 1);
        driver.ticks(2);
        byte[] back = new byte[12];
        byte[] ask = {0x05, (byte) node(register, value), MotorDriver.IFCNT, 0};
        driver.line.exchange(Datagrams.closed(ask), back, 1);
        assertEquals(before + 1, back[10] & 0xFF, () -> Arrays.toString(back));
    }

    /** Register 3 gives the chip another address. */
    private static int node(int register, int value) {
        return register == 3 ? (value + 1) & 0xFF : 1;
    }

    @Property(tries = 200)
    void anyMoveEndsWhereItShouldWithTheEncoderWithinOneCount(
            @ForAll @IntRange(min = -60_000, max = 60_000) int first,
            @ForAll @IntRange(min = -60_000, max = 60_000) int second) {
        MotorDriver driver = new MotorDriver();
        driver.setUp();
        driver.write(MotorDriver.VMAX, 300_000);
        for (int target : new int[] {first, second}) {
            driver.write(MotorDriver.XTARGET, target);
            driver.ticks(20);
            assertEquals(target, driver.read(MotorDriver.XACTUAL));
            assertEquals(target, driver.world.truth().shaftMicrosteps());
            assertEquals(Math.floorDiv(Math.floorDiv(target * 2, 25) * 25, 2), driver.read(MotorDriver.X_ENC));
        }
    }
}
