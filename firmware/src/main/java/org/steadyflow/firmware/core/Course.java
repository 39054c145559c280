package org.steadyflow.firmware.core;

/**
 * Where the running part stands in its prescription. Travel in microsteps since acceptance.
 *
 * @param part segment of the program
 * @param partStart travel at which the part began, on the scale by which doses are counted
 * @param startLower lower bound of travel at which it began
 * @param startUpper upper bound of travel at which it began
 * @param lastDoseStartWallMs wall time at which the last dose began
 * @param dueWallMs wall time at which the wait that runs is over; 0 where it has none, or none yet
 * @param lastDueWallMs the same of the last wait before the running part that had one
 * @param overdueTold the journal has been told that the dose that is due waits for a person
 * @param doseSkipped a dose was left out, so the volume to infuse will not be in
 * @param containerStart lower bound of travel at which the container was new
 * @param containerNl what that container gives; 0 where it is the prescription's own
 */
public record Course(
        int part,
        long partStart,
        long startLower,
        long startUpper,
        long lastDoseStartWallMs,
        long dueWallMs,
        long lastDueWallMs,
        boolean overdueTold,
        boolean doseSkipped,
        long containerStart,
        long containerNl) {
    public static final Course NONE = new Course(0, 0, 0, 0, 0, 0, 0, false, false, 0, 0);

    /** A part begins; {@code doseWallMs} is when its dose began. */
    public Course withPart(int next, long startAt, long lower, long upper, long doseWallMs) {
        return new Course(
                next,
                startAt,
                lower,
                upper,
                doseWallMs,
                0,
                dueWallMs == 0 ? lastDueWallMs : dueWallMs,
                false,
                doseSkipped,
                containerStart,
                containerNl);
    }

    /** The dose that is due waits for a person. */
    public Course withOverdueTold() {
        return with(lastDoseStartWallMs, dueWallMs, true, doseSkipped);
    }

    /** The dose that was due at {@code dueMs} is left out; the next one counts from there. */
    public Course withDoseSkipped(long dueMs) {
        return with(dueMs, dueWallMs, overdueTold, true);
    }

    /** The first dose begins when a person starts it, not when its prescription was accepted. */
    public Course withDoseStartedAt(long wallMs) {
        return with(wallMs, dueWallMs, overdueTold, doseSkipped);
    }

    /** The wait that runs is over at this wall time. */
    public Course withDue(long dueMs) {
        return with(lastDoseStartWallMs, dueMs, overdueTold, doseSkipped);
    }

    /** A new container hangs since {@code travel}. */
    public Course withNewContainer(long travel, long usableNl) {
        return new Course(
                part,
                partStart,
                startLower,
                startUpper,
                lastDoseStartWallMs,
                dueWallMs,
                lastDueWallMs,
                overdueTold,
                doseSkipped,
                travel,
                usableNl);
    }

    private Course with(long doseMs, long dueMs, boolean told, boolean skipped) {
        return new Course(
                part,
                partStart,
                startLower,
                startUpper,
                doseMs,
                dueMs,
                lastDueWallMs,
                told,
                skipped,
                containerStart,
                containerNl);
    }
}
