package org.steadyflow.firmware.monitor;

/**
 * The limits of one prescription, as its pharmacy signed them. {@link EnvelopeFile} makes it from the file's bytes and
 * names what is wrong with them.
 *
 * @param id the first eight bytes of the prescription's hash; control names its order by the same
 * @param turnNl volume of one turn of the magnet as a fraction: this over {@code turnDivisor}, nanolitres
 * @param turnDivisor positive
 * @param highestRateNlPerH the fastest it ever flows
 * @param volumeNl all that may flow: doses, flushes, keep-open and what runs on
 * @param baseRateNlPerH the fastest it flows but for doses on request
 * @param bolusNl most that flows above the base rate in any {@code bolusWindowMs}
 * @param bolusWindowMs 0 where doses on request have no such rule
 * @param hourNl most in any hour
 * @param reverseNl how far the shaft may turn back, as a volume
 */
public record Envelope(
        long id,
        long turnNl,
        long turnDivisor,
        long highestRateNlPerH,
        long volumeNl,
        long baseRateNlPerH,
        long bolusNl,
        long bolusWindowMs,
        long hourNl,
        long reverseNl) {

    /** Volume of one count of the angle, femtolitres, rounded up by less than one. */
    long femtolitresPerCount() {
        return Counting.femtolitresPerCount(turnNl, turnDivisor);
    }

    /** Whether this mechanism is the one that the envelope was made for. */
    boolean isForTurn(long otherNl, long otherDivisor) {
        return Math.multiplyHigh(turnNl, otherDivisor) == Math.multiplyHigh(otherNl, turnDivisor)
                && turnNl * otherDivisor == otherNl * turnDivisor;
    }
}
