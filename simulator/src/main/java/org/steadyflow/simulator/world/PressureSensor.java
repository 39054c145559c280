package org.steadyflow.simulator.world;

/**
 * Force sensor, amplifier and converter of one pressure.
 *
 * @param noiseMmHg root mean square of its noise
 * @param zeroMmHg what is left after it was zeroed, drawn once
 * @param driftMmHg most that its zero wanders, drawn once
 * @param countPa one count of the converter
 * @param leastMmHg where its range begins: what is below reads as this
 * @param mostMmHg where it ends
 * @param delayMs age of a conversion when it is read
 */
public record PressureSensor(
        double noiseMmHg,
        Spread zeroMmHg,
        Spread driftMmHg,
        double countPa,
        double leastMmHg,
        double mostMmHg,
        double delayMs) {
    static final int LONGEST_DELAY_MS = 150;
}
