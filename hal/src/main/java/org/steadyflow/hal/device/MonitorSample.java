package org.steadyflow.hal.device;

/**
 * One reading of the monitor's own sensors.
 *
 * @param monotonicNs nanoseconds since an arbitrary start; never goes back within one boot
 * @param angleStatus whether the angle means something
 * @param angleCounts angle of the rotor, or of the lead screw, 0 to 4,095 a turn, growing with forward travel
 * @param stopKeyHeld the stop key, which itself takes the motor's power away, is held down
 * @param railUp the motor's switched rail has voltage
 */
public record MonitorSample(
        long monotonicNs, AngleStatus angleStatus, int angleCounts, boolean stopKeyHeld, boolean railUp) {
    /** Counts in one turn of the part that the sensor sits on. */
    public static final int COUNTS_PER_TURN = 4_096;

    /** What the angle sensor said of itself. */
    public enum AngleStatus {
        SEEN,
        /** No magnet, or one too weak or too strong: the angle means nothing. */
        NO_MAGNET,
        /** The sensor did not answer on its bus. */
        NO_ANSWER
    }
}
