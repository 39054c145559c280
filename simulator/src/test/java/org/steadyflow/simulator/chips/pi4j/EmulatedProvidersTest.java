package org.steadyflow.simulator.chips.pi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pi4j.context.Context;
import com.pi4j.io.exception.IOException;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.steadyflow.hal.device.Signal;
import org.steadyflow.hal.device.Signal.Lamp;
import org.steadyflow.simulator.chips.BusFault;
import org.steadyflow.simulator.chips.EmulatedBoard;
import org.steadyflow.simulator.chips.SharedWorld;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;

/** An emulated board through the calls of Pi4J itself. */
class EmulatedProvidersTest {
    private static final int MEMORY = 0x50;

    private final World world = new World(WorldParameters.DEFAULT, 1);
    private final EmulatedBoard board = EmulatedBoard.of(SharedWorld.of(world), 1);
    private final Context context = EmulatedProviders.context(board);

    @AfterEach
    void shutDown() {
        context.shutdown();
    }

    @Test
    void writesAndReadsAChip() {
        I2C memory = device(1, MEMORY);
        assertEquals(4, memory.write(new byte[] {0, 16, 7, -8}, 0, 4));
        byte[] in = new byte[2];
        assertEquals(2, memory.readRegister(new byte[] {0, 16}, in, 0, 2));
        assertArrayEquals(new byte[] {7, -8}, in);
        assertEquals(0, memory.read(), "on from where it was");
    }

    @Test
    void readsARegisterOfTheMonitorsSensor() {
        assertEquals(0x20, device(3, 0x36).readRegister(0x0B));
    }

    @Test
    void tellsFaultsInTheWordsOfLinux() {
        I2C memory = device(1, MEMORY);
        board.busFaults(1).next(BusFault.NOT_ACKNOWLEDGED);
        assertTrue(failure(memory).contains("Remote I/O error"));
        board.busFaults(1).next(BusFault.STUCK);
        assertTrue(failure(memory).contains("Input/output error"));
        board.busFaults(1).next(BusFault.GONE);
        assertTrue(failure(memory).contains("No such device"));
        board.busFaults(1).next(BusFault.SHORT);
        assertEquals(2, memory.readRegister(new byte[] {0, 0}, new byte[4], 0, 4));
    }

    @Test
    void readsAndDrivesLines() {
        DigitalInput door = context.create(
                DigitalInput.newConfigBuilder(context).id("door").address(6).build());
        DigitalOutput red = context.create(DigitalOutput.newConfigBuilder(context)
                .id("red")
                .address(9)
                .initial(DigitalState.LOW)
                .shutdown(DigitalState.LOW)
                .build());
        assertEquals(DigitalState.LOW, door.state());
        world.openDoor();
        assertEquals(DigitalState.HIGH, door.state());
        red.high();
        assertEquals(Lamp.RED, world.truth().signal().lamp());
        context.shutdown();
        assertEquals(Signal.QUIET, world.truth().signal());
    }

    @Test
    void soundsATone() {
        Pwm sounder = context.create(Pwm.newConfigBuilder(context)
                .id("sounder")
                .address(1)
                .pwmType(PwmType.HARDWARE)
                .initial(0)
                .shutdown(0)
                .build());
        sounder.on(50, 988);
        assertEquals(988, world.truth().signal().toneHz());
        sounder.off();
        assertEquals(0, world.truth().signal().toneHz());
    }

    @Test
    void hasNoProviderThatOnlyPretends() {
        assertTrue(context.providers().all().keySet().stream().allMatch(id -> id.startsWith("emulated-")));
        assertEquals(4, context.providers().all().size());
    }

    private I2C device(int bus, int address) {
        return context.create(I2C.newConfigBuilder(context)
                .id("i2c-" + bus + "-" + address)
                .bus(bus)
                .device(address)
                .build());
    }

    private static String failure(I2C device) {
        return String.valueOf(
                assertThrows(IOException.class, () -> device.readRegister(new byte[] {0, 0}, new byte[1], 0, 1))
                        .getMessage());
    }
}
