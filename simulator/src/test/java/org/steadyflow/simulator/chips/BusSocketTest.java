package org.steadyflow.simulator.chips;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.steadyflow.simulator.chips.Datagrams.bytes;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.DigitalIn.Level;
import org.steadyflow.hal.device.Signal;
import org.steadyflow.hal.device.Signal.Lamp;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;

/** Buses and pins from another process. */
class BusSocketTest {
    @TempDir
    Path directory;

    private final World world = new World(WorldParameters.DEFAULT, 1);
    private final EmulatedBoard board = EmulatedBoard.of(SharedWorld.of(world), 1);
    private Path socket;
    private BusServer server;
    private BusClient control;

    @BeforeEach
    void start() throws IOException {
        socket = directory.resolve("buses");
        server = BusServer.start(socket, board);
        control = BusClient.connect(socket);
    }

    @AfterEach
    void stop() throws IOException {
        control.close();
        server.close();
    }

    @Test
    void carriesTransfersAndTheirFaults() {
        byte[] in = new byte[4];
        assertEquals(BusResult.OK, control.bus(1).transfer(0x50, bytes("00 10 01 80 FF 7F"), new byte[0]));
        assertEquals(BusResult.OK, control.bus(1).transfer(0x50, bytes("00 10"), in));
        assertArrayEquals(bytes("01 80 FF 7F"), in);
        assertEquals(BusResult.NOT_ACKNOWLEDGED, control.bus(1).transfer(0x51, bytes("00 10"), in));
        board.busFaults(1).next(BusFault.STUCK);
        assertEquals(BusResult.TIMED_OUT, control.bus(1).transfer(0x50, bytes("00 10"), in));
        board.busFaults(1).next(BusFault.GONE);
        assertEquals(BusResult.GONE, control.bus(1).transfer(0x50, bytes("00 10"), in));
        assertEquals(BusResult.OK, control.bus(1).transfer(0x50, bytes("00 10"), in), "the bus is back");
    }

    @Test
    void carriesTheWholeMemoryInOneTransfer() {
        byte[] all = new byte[Mb85rc256v.BYTES];
        board.memory()[32_767] = 42;
        assertEquals(BusResult.OK, control.bus(1).transfer(0x50, bytes("00 00"), all));
        assertEquals(42, all[32_767]);
    }

    @Test
    void carriesLevelsAndTones() {
        assertEquals(Level.LOW, control.in(6).read());
        world.openDoor();
        assertEquals(Level.HIGH, control.in(6).read());
        assertEquals(BusResult.OK, control.out(9).drive(true));
        assertEquals(BusResult.OK, control.tone(13).sound(20_000));
        assertEquals(new Signal(Lamp.RED, 20_000), world.truth().signal());
    }

    @Test
    void servesControllerAndMonitorAtOnce() throws IOException {
        try (BusClient monitor = BusClient.connect(socket)) {
            byte[] status = new byte[1];
            assertEquals(BusResult.OK, monitor.bus(3).transfer(0x36, new byte[] {0x0B}, status));
            assertEquals(0x20, status[0]);
            assertEquals(Level.LOW, control.in(6).read());
        }
    }

    @Test
    void lastsWhenAComputerDiesInTheMiddleOfARequest() throws IOException {
        try (SocketChannel dying = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            dying.write(ByteBuffer.wrap(bytes("00 09 01")));
        }
        assertEquals(Level.LOW, control.in(6).read());
    }

    @Test
    void cutsOffWhoAsksForWhatIsNotThere() throws IOException {
        try (BusClient confused = BusClient.connect(socket)) {
            assertEquals(Level.UNKNOWN, confused.in(2).read());
            assertEquals(BusResult.GONE, confused.out(9).drive(true));
        }
        assertEquals(Level.LOW, control.in(6).read());
    }

    @Test
    void everythingIsGoneWhenTheBoardIs() throws IOException {
        server.close();
        assertEquals(BusResult.GONE, control.bus(1).transfer(0x50, bytes("00 10"), new byte[1]));
        assertEquals(BusResult.GONE, control.out(9).drive(true));
        assertEquals(BusResult.GONE, control.tone(13).sound(440));
        assertEquals(Level.UNKNOWN, control.in(6).read());
        assertFalse(Files.exists(socket));
    }

    @Test
    void takesThePlaceOfADeadBoardAndOfNoLiveOne() throws IOException {
        assertThrows(IOException.class, () -> BusServer.start(socket, board));
        Path dead = directory.resolve("dead");
        try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(dead));
        }
        try (BusServer again = BusServer.start(dead, board);
                BusClient client = BusClient.connect(dead)) {
            assertEquals(Level.LOW, client.in(6).read(), again::toString);
        }
        Path file = Files.createFile(directory.resolve("file"));
        assertThrows(IOException.class, () -> BusServer.start(file, board));
    }
}
