package org.steadyflow.simulator.world;

import org.steadyflow.hal.device.Supervision;

/** Door, keys, board heat, and what watches over the board; the world writes down what happens to them. */
final class Enclosure {
    /** Room in which the board has its usual temperature. */
    private static final double USUAL_ROOM_CELSIUS = 22;

    private static final int MILLI = 1_000;

    private final double usualBoardCelsius;
    private final CauseLog causes;
    private boolean doorOpen;
    private double boardCelsius;
    private boolean heated;
    private Supervision supervision = Supervision.QUIET;
    private long startKeyUntilNs;
    private long stopKeyUntilNs;

    Enclosure(double usualBoardCelsius, CauseLog causes) {
        this.usualBoardCelsius = usualBoardCelsius;
        this.boardCelsius = usualBoardCelsius;
        this.causes = causes;
    }

    void door(boolean open, long nowNs) {
        doorOpen = open;
        causes.set(Cause.DOOR_OPEN, open, nowNs);
    }

    void heat(double celsius, long nowNs) {
        heated = true;
        boardCelsius = celsius;
        causes.begin(Cause.BOARD_HOT, nowNs);
    }

    void cool(long nowNs) {
        heated = false;
        boardCelsius = usualBoardCelsius;
        causes.end(Cause.BOARD_HOT, nowNs);
    }

    void tripMonitor(boolean present, long nowNs) {
        supervise(new Supervision(present, supervision.selfTestFailed(), supervision.tampered()));
        causes.set(Cause.MONITOR_TRIPPED, present, nowNs);
    }

    void failSelfTest(boolean present, long nowNs) {
        supervise(new Supervision(supervision.monitorTripped(), present, supervision.tampered()));
        causes.set(Cause.SELF_TEST_FAILED, present, nowNs);
    }

    void tamper(boolean present, long nowNs) {
        supervise(new Supervision(supervision.monitorTripped(), supervision.selfTestFailed(), present));
        causes.set(Cause.TAMPERED, present, nowNs);
    }

    private void supervise(Supervision next) {
        supervision = next.equals(Supervision.QUIET) ? Supervision.QUIET : next;
    }

    void pressStart(long nowNs, long durationNs) {
        startKeyUntilNs = Math.addExact(nowNs, durationNs);
        causes.happened(Cause.START_KEY_PRESSED, nowNs, startKeyUntilNs);
    }

    void pressStop(long nowNs, long durationNs) {
        stopKeyUntilNs = Math.addExact(nowNs, durationNs);
        causes.happened(Cause.STOP_KEY_PRESSED, nowNs, stopKeyUntilNs);
    }

    boolean doorOpen() {
        return doorOpen;
    }

    Supervision supervision() {
        return supervision;
    }

    boolean startKey(long nowNs) {
        return nowNs < startKeyUntilNs;
    }

    boolean stopKey(long nowNs) {
        return nowNs < stopKeyUntilNs;
    }

    /** A board that nobody heats is warmer than the room by what it makes itself. */
    int boardMilliCelsius(double roomCelsius) {
        double above = heated ? 0 : roomCelsius - USUAL_ROOM_CELSIUS;
        return (int) Math.round((boardCelsius + above) * MILLI);
    }
}
