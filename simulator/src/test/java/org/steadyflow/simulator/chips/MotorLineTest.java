package org.steadyflow.simulator.chips;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.steadyflow.simulator.chips.Datagrams.bytes;
import static org.steadyflow.simulator.chips.Datagrams.hex;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.pi.UartLink;

/** The motor's driver behind a real pseudo-terminal, opened by the library that the computer uses. */
class MotorLineTest {
    private static final long PATIENCE_NS = 20_000_000_000L;
    private static final long SHORT_NS = 50_000_000L;
    private static final String READ_XACTUAL = "05 01 21 6B";
    private static final String XACTUAL_IS_0 = "05 01 21 6B 05 FF 21 00 00 00 00 9C";

    @TempDir
    Path directory;

    private final MotorDriver driver = new MotorDriver();
    private MotorLine line;
    private SerialPort port;

    @BeforeEach
    void open() throws IOException {
        line = driver.board.openMotorLine(directory.resolve("motor"));
        port = SerialPorts.open(line.path());
    }

    @AfterEach
    void close() throws IOException {
        port.closePort();
        line.close();
    }

    @Test
    void answersTheSerialLibraryThroughAPseudoTerminal() {
        assertEquals(XACTUAL_IS_0, exchange(READ_XACTUAL, 12));
    }

    @Test
    void passesEveryValueOfAByteBothWays() {
        for (int i = 0; i < 256; i++) {
            byte[] write = Datagrams.write(MotorDriver.XTARGET, i * 0x0101_0101);
            assertEquals(hex(write), exchange(hex(write), 8));
            String back = exchange(hex(Datagrams.read(MotorDriver.XTARGET)), 12);
            assertEquals("%1$02X %1$02X %1$02X %1$02X".formatted(i), back.substring(21, 32));
        }
    }

    @Test
    void movesTheMotorOfTheWorld() {
        driver.setUp();
        exchange(hex(Datagrams.write(MotorDriver.VMAX, 20_000)), 8);
        exchange(hex(Datagrams.write(MotorDriver.XTARGET, 700)), 8);
        driver.ticks(10);
        assertEquals(700, driver.world.truth().shaftMicrosteps());
        assertEquals("00 00 02 BC", exchange(READ_XACTUAL, 12).substring(21, 32));
    }

    @Test
    void hasObeyedAWriteWhenItsEchoIsBack() {
        driver.setUp();
        exchange(hex(Datagrams.write(MotorDriver.VMAX, 20_000)), 8);
        for (int target = 1; target <= 100; target++) {
            exchange(hex(Datagrams.write(MotorDriver.XTARGET, target)), 8);
            driver.tick();
            assertEquals(target, driver.world.truth().shaftMicrosteps());
        }
    }

    @Test
    void listensAnewAfterAWrongChecksum() {
        assertEquals("05 01 21 6A", exchange("05 01 21 6A", 4));
        assertNothingFollows();
        assertEquals(XACTUAL_IS_0, exchange(READ_XACTUAL, 12));
    }

    @Test
    void listensAnewAfterHalfADatagram() {
        assertEquals("05 01", exchange("05 01", 2));
        assertNothingFollows();
        assertEquals(XACTUAL_IS_0, exchange(READ_XACTUAL, 12));
    }

    private void assertNothingFollows() {
        assertEquals("", exchange("", 1, SHORT_NS));
    }

    @Test
    void isReadAsGoneWhenItIsPulledOut() throws IOException {
        line.unplug();
        assertEquals(0, exchange(READ_XACTUAL, 12).length());
        assertTrue(port.bytesAvailable() < 0, "the library tells the end by a negative count");
        assertFalse(Files.exists(line.path()));
    }

    @Test
    void answersAgainWhenItIsPutBack() throws IOException {
        driver.write(MotorDriver.XTARGET, 77);
        line.unplug();
        port.closePort();
        assertThrows(SerialPortInvalidPortException.class, () -> SerialPorts.open(line.path()));
        line.plugIn();
        port = SerialPorts.open(line.path());
        assertEquals(
                "00 00 00 4D",
                exchange(hex(Datagrams.read(MotorDriver.XTARGET)), 12).substring(21, 32));
    }

    @Test
    void answersANewProgramAfterTheLastOneClosedThePort() {
        port.closePort();
        port = SerialPorts.open(line.path());
        assertEquals(XACTUAL_IS_0, exchange(READ_XACTUAL, 12));
    }

    /** The waits are long, so that a host that hands a byte over late is given it; one that is early is discarded. */
    @Test
    void aStrayByteIsGoneOnceTheLineWasHeard() throws IOException {
        port.closePort();
        UartLink link = UartLink.open(line.path(), 500_000);
        try {
            byte[] back = new byte[12];
            for (int i = 0; i < 5; i++) {
                driver.board.serialFaults().next(BusFault.EXTRA_BYTE);
                assertEquals(BusResult.OK, link.exchange(bytes(READ_XACTUAL), back, PATIENCE_NS));
                assertEquals("FE 05 01 21", hex(back).substring(0, 11));
                link.exchange(new byte[0], new byte[1], PATIENCE_NS);
                assertEquals(BusResult.OK, link.exchange(bytes(READ_XACTUAL), back, PATIENCE_NS));
                assertEquals(XACTUAL_IS_0, hex(back));
            }
        } finally {
            link.close();
        }
    }

    private String exchange(String sent, int count) {
        return exchange(sent, count, PATIENCE_NS);
    }

    /** As many as there are after so long: where more are asked for than will come, it is waited for in vain. */
    private String exchange(String sent, int count, long withinNs) {
        return hex(SerialPorts.exchange(port, bytes(sent), count, withinNs));
    }
}
