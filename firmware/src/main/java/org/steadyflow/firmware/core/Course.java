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
 * @param doseSkipped a dose was left out, so the volume to infuse will not be in
 * @param containerStart lower bound of travel at which the container was new
 */
public record Course(
        int part,
        long partStart,
        long startLower,
        long startUpper,
        long lastDoseStartWallMs,
        boolean overdueTold,
        boolean doseSkipped,
        long containerStart) {
    public static final Course NONE = new Course(0, 0, 0, 0, 0, false, false, 0);

    /** The dose that is due waits for a person. */
    public Course withOverdueTold() {
        return new Course(
                part, partStart, startLower, startUpper, lastDoseStartWallMs, true, doseSkipped, containerStart);
    }

    /** The dose that was due at {@code dueWallMs} is left out; the next one counts from there. */
    public Course withDoseSkipped(long dueWallMs) {
        return new Course(part, partStart, startLower, startUpper, dueWallMs, overdueTold, true, containerStart);
    }

    /** The first dose begins when a person starts it, not when its prescription was accepted. */
    public Course withDoseStartedAt(long wallMs) {
        return new Course(part, partStart, startLower, startUpper, wallMs, overdueTold, doseSkipped, containerStart);
    }

    /** A new container hangs since {@code travel}. */
    public Course withNewContainer(long travel) {
        return new Course(
                part, partStart, startLower, startUpper, lastDoseStartWallMs, overdueTold, doseSkipped, travel);
    }
}
