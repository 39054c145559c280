package org.steadyflow.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.DigitalIn.Level;
import org.steadyflow.simulator.chips.BoardDirectory;
import org.steadyflow.simulator.chips.BusClient;
import org.steadyflow.simulator.chips.EmulatedBoard;
import org.steadyflow.simulator.chips.SharedWorld;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;

/** An emulated board in a directory, and what a person does to it by words. */
class BoardWordsTest {
    @TempDir
    Path directory;

    private final World world = new World(WorldParameters.DEFAULT, 1);
    private final EmulatedBoard board = EmulatedBoard.of(SharedWorld.of(world), 1);
    private BoardDirectory served;
    private BusClient client;
    private BoardWords words;

    @BeforeEach
    void serve() throws IOException {
        served = BoardDirectory.serve(directory.resolve("board"), board);
        client = BusClient.connect(BoardDirectory.busSocket(directory.resolve("board")));
        words = new BoardWords(board, served);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        served.close();
    }

    @Test
    void holdsABusUntilItIsMended() {
        assertEquals("done: i2c-1 stuck", words.obey("i2c-1 stuck"));
        assertEquals(BusResult.TIMED_OUT, readClock());
        assertEquals(BusResult.TIMED_OUT, readClock());
        words.obey("mend");
        assertEquals(BusResult.OK, readClock());
        words.obey("i2c-1 nak 1");
        assertEquals(BusResult.NOT_ACKNOWLEDGED, readClock());
        assertEquals(BusResult.OK, readClock());
        words.obey("i2c-1 gone 100%");
        assertEquals(BusResult.GONE, readClock());
    }

    @Test
    void pullsTheMotorsAdapterAndPutsItBack() {
        Path port = BoardDirectory.motorPort(directory.resolve("board"));
        assertTrue(Files.exists(port));
        words.obey("unplug");
        assertFalse(Files.exists(port));
        words.obey("plug");
        assertTrue(Files.exists(port));
    }

    @Test
    void pressesKeysAndMovesSwitches() {
        words.obey("press stop 200");
        assertEquals(Level.LOW, client.in(24).read());
        words.obey("door open");
        assertEquals(Level.HIGH, client.in(6).read());
        words.obey("door closed");
        assertEquals(Level.LOW, client.in(6).read());
        words.obey("mains off");
        assertEquals(Level.HIGH, client.in(12).read());
        words.obey("power off");
        assertFalse(world.truth().powered());
        words.obey("power on");
        assertTrue(world.truth().powered());
        words.obey("reset");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "i2c-2 stuck", "i2c-1", "i2c-1 melted", "door", "door ajar", "press stop", "press left 5"})
    void saysWhatItDoesNotKnow(String line) {
        assertTrue(words.obey(line).startsWith("no such thing"), line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"i2c-1 stuck many", "i2c-1 flip 101%", "motor flip %", "press stop long"})
    void saysThatANumberIsNone(String line) {
        assertTrue(words.obey(line).startsWith("a number is missing"), line);
    }

    private BusResult readClock() {
        return client.bus(1).transfer(0x68, new byte[] {0}, new byte[7]);
    }
}
