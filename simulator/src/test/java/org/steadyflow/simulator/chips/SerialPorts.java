package org.steadyflow.simulator.chips;

import com.fazecast.jSerialComm.SerialPort;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** A port as a program on the computer opens it. */
final class SerialPorts {
    private static final long POLL_NS = 20_000;

    private SerialPorts() {}

    static SerialPort open(Path path) {
        SerialPort port = SerialPort.getCommPort(path.toString());
        port.setComPortParameters(500_000, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        port.setComPortTimeouts(SerialPort.TIMEOUT_NONBLOCKING, 0, 0);
        if (!port.openPort(0)) {
            throw new IllegalStateException(path + " does not open: error " + port.getLastErrorCode());
        }
        return port;
    }

    /** Sends and waits for so many bytes, or for {@code withinNs}. Fewer come where fewer were there in time. */
    static byte[] exchange(SerialPort port, byte[] out, int count, long withinNs) {
        port.writeBytes(out, out.length);
        long endNs = System.nanoTime() + withinNs;
        while (port.bytesAvailable() >= 0 && port.bytesAvailable() < count && System.nanoTime() < endNs) {
            LockSupport.parkNanos(POLL_NS);
        }
        int there = Math.clamp(port.bytesAvailable(), 0, count);
        byte[] in = new byte[there];
        port.readBytes(in, there);
        return in;
    }
}
