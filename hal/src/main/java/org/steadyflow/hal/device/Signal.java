package org.steadyflow.hal.device;

/**
 * What lamp and sounder do at this instant.
 *
 * @param lamp colour that is lit now; a flashing lamp alternates with {@link Lamp#OFF} from tick to tick
 * @param toneHz pitch that sounds now in hertz, 0 for silence
 */
public record Signal(Lamp lamp, int toneHz) {
    public static final Signal QUIET = new Signal(Lamp.OFF, 0);

    /** Colours of the alarm lamp, designed after IEC 60601-1-8: red high, yellow medium, cyan low. */
    public enum Lamp {
        OFF,
        CYAN,
        YELLOW,
        RED
    }
}
