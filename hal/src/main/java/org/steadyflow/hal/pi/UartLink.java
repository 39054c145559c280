package org.steadyflow.hal.pi;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.SerialLink;

/**
 * A serial port by jSerialComm, 8N1. Its own read time-outs come in steps of 100 ms, so the bytes that have arrived are
 * asked for until a deadline of ours. A port whose adapter was pulled still calls itself open: it reads -1 and writes
 * 0. One thread.
 */
public final class UartLink implements SerialLink {
    private static final int DATA_BITS = 8;
    private static final int SCRAP_BYTES = 256;
    /** About two bytes at 500 kbaud. */
    private static final long NAP_NS = 40_000;

    private final SerialPort port;
    private final byte[] scrap = new byte[SCRAP_BYTES];

    private UartLink(SerialPort port) {
        this.port = port;
    }

    /**
     * Opens a port.
     *
     * @throws IOException where it is none, another process has it, or it does not know the speed
     */
    public static UartLink open(Path device, int baud) throws IOException {
        SerialPort port = named(device);
        port.setComPortTimeouts(SerialPort.TIMEOUT_NONBLOCKING, 0, 0);
        boolean isSet = port.setComPortParameters(baud, DATA_BITS, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        if (!isSet || !port.openPort(0)) {
            throw new IOException(device + " cannot be opened at " + baud + " baud (error " + port.getLastErrorCode()
                    + "): see whether another program has it");
        }
        return new UartLink(port);
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
        long endNs = System.nanoTime() + withinNs;
        if (!discard() || port.writeBytes(out, out.length) != out.length) {
            return BusResult.GONE;
        }
        return fill(in, endNs);
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
