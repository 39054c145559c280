package org.steadyflow.hal.pi;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.SerialLink;

/**
 * A serial port by jSerialComm, 8N1. Its own read time-outs come in steps of 100 ms, so the bytes that have arrived are
 * asked for until a deadline of ours. A port whose adapter was pulled still calls itself open: it reads -1 and writes
 * 0. It is given back then, and the device is opened anew once it is there again. One thread.
 */
public final class UartLink implements SerialLink {
    private static final int DATA_BITS = 8;
    private static final int SCRAP_BYTES = 256;
    /** About two bytes at 500 kbaud. */
    private static final long NAP_NS = 40_000;

    /** Between two looks for an adapter that was pulled: looking costs a tick little, and opening some milliseconds. */
    private static final long LOOK_NS = 200_000_000;

    private final Path device;
    private final int baud;
    private final byte[] scrap = new byte[SCRAP_BYTES];
    private SerialPort port;
    private boolean pulled;
    private long lookedNs;

    private UartLink(Path device, int baud, SerialPort port) {
        this.device = device;
        this.baud = baud;
        this.port = port;
    }

    /**
     * Opens a port.
     *
     * @throws IOException where it is none, another process has it, or it does not know the speed
     */
    public static UartLink open(Path device, int baud) throws IOException {
        return new UartLink(device, baud, opened(device, baud));
    }

    private static SerialPort opened(Path device, int baud) throws IOException {
        SerialPort port = named(device);
        port.setComPortTimeouts(SerialPort.TIMEOUT_NONBLOCKING, 0, 0);
        boolean isSet = port.setComPortParameters(baud, DATA_BITS, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        if (!isSet || !port.openPort(0)) {
            throw new IOException(device + " cannot be opened at " + baud + " baud (error " + port.getLastErrorCode()
                    + "): see whether another program has it");
        }
        return port;
    }

    private static SerialPort named(Path device) throws IOException {
        try {
            return SerialPort.getCommPort(device.toString());
        } catch (SerialPortInvalidPortException e) {
            throw new IOException(device + " is no serial port", e);
        }
    }

    @Override
    public BusResult exchange(byte[] out, byte[] in, long withinNs) {
        if (pulled && !reopened()) {
            return BusResult.GONE;
        }
        long endNs = System.nanoTime() + withinNs;
        BusResult result = discard() && sent(out) ? fill(in, endNs) : BusResult.GONE;
        if (result == BusResult.GONE) {
            port.closePort();
            pulled = true;
            lookedNs = System.nanoTime();
        }
        return result;
    }

    private boolean sent(byte[] out) {
        return out.length == 0 || port.writeBytes(out, out.length) == out.length;
    }

    private boolean reopened() {
        long nowNs = System.nanoTime();
        if (nowNs - lookedNs < LOOK_NS || !Files.exists(device)) {
            return false;
        }
        lookedNs = nowNs;
        try {
            port = opened(device, baud);
            pulled = false;
        } catch (IOException _) {
            // there, but not ready: it is looked for again
        }
        return !pulled;
    }

    /** False where the port is gone. */
    private boolean discard() {
        int waiting = port.bytesAvailable();
        while (waiting > 0) {
            if (port.readBytes(scrap, Math.min(waiting, SCRAP_BYTES)) <= 0) {
                return false;
            }
            waiting = port.bytesAvailable();
        }
        return waiting == 0;
    }

    private BusResult fill(byte[] in, long endNs) {
        int filled = 0;
        while (filled < in.length) {
            int waiting = port.bytesAvailable();
            if (waiting < 0) {
                return BusResult.GONE;
            }
            if (waiting > 0) {
                int got = port.readBytes(in, Math.min(waiting, in.length - filled), filled);
                if (got < 0) {
                    return BusResult.GONE;
                }
                filled += got;
            } else if (System.nanoTime() - endNs >= 0) {
                return filled == 0 ? BusResult.TIMED_OUT : BusResult.SHORT;
            } else {
                LockSupport.parkNanos(NAP_NS);
            }
        }
        return BusResult.OK;
    }

    /** Gives the port back. */
    public void close() {
        port.closePort();
    }
}
