package org.steadyflow.hal.device;

/**
 * What the enclosure's switches, its thermometer and its supervision say.
 *
 * @param doorClosed door switch
 * @param setSeated the Hall sensor sees the cassette, or the syringe, in its place
 * @param startKey the hard start key is held down
 * @param stopKey the hard stop key is held down
 * @param boardMilliCelsius board temperature, thousandths of a degree Celsius
 */
public record EnclosureSample(
        boolean doorClosed,
        boolean setSeated,
        boolean startKey,
        boolean stopKey,
        int boardMilliCelsius,
        Supervision supervision) {

    /** With the set seated and supervision quiet. */
    public EnclosureSample(boolean doorClosed, boolean startKey, boolean stopKey, int boardMilliCelsius) {
        this(doorClosed, true, startKey, stopKey, boardMilliCelsius, Supervision.QUIET);
    }

    /** The same with other news from what watches the pump. */
    public EnclosureSample with(Supervision other) {
        return new EnclosureSample(doorClosed, setSeated, startKey, stopKey, boardMilliCelsius, other);
    }
}
