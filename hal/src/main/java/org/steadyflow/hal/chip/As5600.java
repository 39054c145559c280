package org.steadyflow.hal.chip;

import org.steadyflow.hal.bus.I2cLink;
import org.steadyflow.hal.device.MonitorSample.AngleStatus;

/**
 * The magnetic angle sensor AS5600. Data sheet v1-06: register map page 18 (figure 21), STATUS page 20 (figure 23), RAW
 * ANGLE page 19. The raw angle is read, since the scaled one has a hysteresis at the turn's end.
 *
 * <p>Angle and status are read apart, for the sensor suppresses the increment of its pointer at the angle (page 13).
 * Nine bytes, 0.21 ms of a 400 kHz bus. One thread.
 */
public final class As5600 {
    /** It has no other address. */
    public static final int ADDRESS = 0x36;

    private static final int STATUS = 0x0B;
    private static final int RAW_ANGLE = 0x0C;

    private static final int MAGNET_TOO_STRONG = 1 << 3;
    private static final int MAGNET_TOO_WEAK = 1 << 4;
    private static final int MAGNET_DETECTED = 1 << 5;
    private static final int MAGNET_BITS = MAGNET_DETECTED | MAGNET_TOO_WEAK | MAGNET_TOO_STRONG;

    private static final int ANGLE_BITS = 0x0FFF;

    private final I2cPort port;

    /** A driver that has not spoken to its chip yet. */
    public As5600(I2cLink link) {
        port = new I2cPort(link, ADDRESS);
    }

    public Counters counters() {
        return port.counters();
    }

    /** Where the magnet points now, and whether that means anything. */
    public Angle read() {
        Reading counts = port.readWord(RAW_ANGLE);
        byte[] status = new byte[1];
        ChipFault fault = counts.isGood() ? port.read(STATUS, status) : counts.fault();
        if (!fault.isNone()) {
            return new Angle(fault, AngleStatus.NO_ANSWER, 0);
        }
        if ((counts.value() & ~ANGLE_BITS) != 0) {
            return new Angle(ChipFault.IMPOSSIBLE, AngleStatus.NO_ANSWER, 0);
        }
        boolean magnet = (status[0] & MAGNET_BITS) == MAGNET_DETECTED;
        return new Angle(ChipFault.NONE, magnet ? AngleStatus.SEEN : AngleStatus.NO_MAGNET, (int) counts.value());
    }

    /**
     * One reading.
     *
     * @param fault why there is none, or NONE
     * @param status NO_ANSWER exactly where there is a fault; NO_MAGNET where the magnet is missing, too weak or too
     *     strong
     * @param counts 0 to 4,095 a turn; meaningless unless SEEN
     */
    public record Angle(ChipFault fault, AngleStatus status, int counts) {}
}
