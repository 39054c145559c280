package org.steadyflow.simulator.chips;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.DigitalIn;
import org.steadyflow.hal.bus.DigitalIn.Level;
import org.steadyflow.hal.bus.DigitalOut;
import org.steadyflow.hal.bus.I2cLink;
import org.steadyflow.hal.bus.ToneOut;

/**
 * The buses and pins of a board that another process emulates. When that process is gone every call says
 * {@link BusResult#GONE}, an input is unknown, and both for good. Any thread: calls wait for each other.
 */
public final class BusClient implements EmulatedLines, AutoCloseable {
    private final SocketChannel channel;
    private boolean gone;

    private BusClient(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Connects to the server at {@code path}.
     *
     * @throws IOException where nobody listens there
     */
    public static BusClient connect(Path path) throws IOException {
        return new BusClient(SocketChannel.open(UnixDomainSocketAddress.of(path)));
    }

    @Override
    public I2cLink bus(int number) {
        return (address, out, in) -> transfer(number, address, out, in);
    }

    @Override
    public DigitalIn in(int bcm) {
        return () -> level(bcm);
    }

    @Override
    public DigitalOut out(int bcm) {
        return high -> result(new byte[] {BusFrames.DRIVE_PIN, (byte) bcm, (byte) (high ? 1 : 0)});
    }

    @Override
    public ToneOut tone(int bcm) {
        return hertz -> result(new byte[] {BusFrames.SOUND, (byte) bcm, (byte) (hertz >> 8), (byte) hertz});
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private BusResult transfer(int bus, int address, byte[] out, byte[] in) {
        byte[] request = ByteBuffer.allocate(5 + out.length)
                .put(BusFrames.TRANSFER)
                .put((byte) bus)
                .put((byte) address)
                .putShort((short) in.length)
                .put(out)
                .array();
        try {
            ByteBuffer answer = exchange(request);
            BusResult result = BusFrames.result(answer.get());
            answer.get(in);
            return result;
        } catch (IOException | RuntimeException _) {
            return lost();
        }
    }

    private BusResult result(byte[] request) {
        try {
            return BusFrames.result(exchange(request).get());
        } catch (IOException _) {
            return lost();
        }
    }

    private Level level(int bcm) {
        try {
            return BusFrames.level(
                    exchange(new byte[] {BusFrames.READ_PIN, (byte) bcm}).get());
        } catch (IOException _) {
            lost();
            return Level.UNKNOWN;
        }
    }

    /** After half a frame nothing that follows means anything. */
    private synchronized BusResult lost() {
        gone = true;
        return BusResult.GONE;
    }

    private synchronized ByteBuffer exchange(byte[] request) throws IOException {
        if (gone) {
            throw new IOException("the board is gone");
        }
        BusFrames.send(channel, request);
        return BusFrames.receive(channel);
    }
}
