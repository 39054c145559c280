package org.steadyflow.hal.device;

/**
 * What the enclosure's switches, its keys, its thermometer and its supervision say.
 *
 * @param doorClosed door switch
 * @param setSeated the Hall sensor sees the cassette, or the syringe, in its place
 * @param boardMilliCelsius board temperature, thousandths of a degree Celsius
 */
public record EnclosureSample(
        boolean doorClosed, boolean setSeated, Keys keys, int boardMilliCelsius, Supervision supervision) {

    /** With the set seated and supervision quiet. */
    public EnclosureSample(boolean doorClosed, Keys keys, int boardMilliCelsius) {
        this(doorClosed, true, keys, boardMilliCelsius, Supervision.QUIET);
    }

    /** The same with other news from what watches the pump. */
    public EnclosureSample with(Supervision other) {
        return new EnclosureSample(doorClosed, setSeated, keys, boardMilliCelsius, other);
    }
}
