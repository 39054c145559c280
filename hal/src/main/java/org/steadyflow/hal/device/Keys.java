package org.steadyflow.hal.device;

/**
 * The hard keys of the bedside.
 *
 * @param start held down
 * @param stop held down; it cuts the motor's power by itself as well
 * @param dose held down: the patient's key of a patient-controlled therapy
 */
public record Keys(boolean start, boolean stop, boolean dose) {
    public static final Keys RELEASED = new Keys(false, false, false);

    /** Those that are down now and were not before. */
    public Keys pressedSince(Keys before) {
        return new Keys(start && !before.start, stop && !before.stop, dose && !before.dose);
    }
}
