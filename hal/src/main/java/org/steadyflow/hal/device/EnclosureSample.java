package org.steadyflow.hal.device;

/**
 * What the enclosure's switches and thermometer say.
 *
 * @param doorClosed door switch
 * @param startKey the hard start key is held down
 * @param stopKey the hard stop key is held down
 * @param boardMilliCelsius board temperature, thousandths of a degree Celsius
 */
public record EnclosureSample(boolean doorClosed, boolean startKey, boolean stopKey, int boardMilliCelsius) {}
