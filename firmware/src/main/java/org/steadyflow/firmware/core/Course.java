package org.steadyflow.firmware.core;

/**
 * Where the running part stands in its prescription. Travel in microsteps since acceptance.
 *
 * @param part segment of the program
 * @param partStart travel at which the part began, on the scale by which doses are counted
 * @param startLower lower bound of travel at which it began
 * @param startUpper upper bound of travel at which it began
 * @param lastDoseStartWallMs wall time at which the last dose began
 * @param overdueTold the journal has been told that the dose that is due waits for a person
 * @param containerStart lower bound of travel at which the container was new
 */
public record Course(
        int part,
        long partStart,
        long startLower,
        long startUpper,
        long lastDoseStartWallMs,
        boolean overdueTold,
        long containerStart) {
    public static final Course NONE = new Course(0, 0, 0, 0, 0, false, 0);

    Course withOverdueTold() {
        return new Course(part, partStart, startLower, startUpper, lastDoseStartWallMs, true, containerStart);
    }

    Course withNewContainer(long travel) {
        return new Course(part, partStart, startLower, startUpper, lastDoseStartWallMs, overdueTold, travel);
    }
}
