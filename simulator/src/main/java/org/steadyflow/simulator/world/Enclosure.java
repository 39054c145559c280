package org.steadyflow.simulator.world;

import org.steadyflow.hal.device.Keys;
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
    private final Key start = new Key();
    private final Key stop = new Key();
    private final Key dose = new Key();

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

    void press(HardKey key, long nowNs, long durationNs) {
        Key pressed = of(key);
        pressed.press(nowNs, durationNs);
        Cause cause =
                switch (key) {
                    case START -> Cause.START_KEY_PRESSED;
                    case STOP -> Cause.STOP_KEY_PRESSED;
                    case DOSE -> Cause.DOSE_KEY_PRESSED;
                };
        causes.happened(cause, nowNs, pressed.untilNs);
    }

    private Key of(HardKey key) {
        return switch (key) {
            case START -> start;
            case STOP -> stop;
            case DOSE -> dose;
        };
    }

    boolean doorOpen() {
        return doorOpen;
    }

    Supervision supervision() {
        return supervision;
    }

    Keys keys(long nowNs) {
        boolean anyHeld = start.held(nowNs) || stop.held(nowNs) || dose.held(nowNs);
        return anyHeld ? new Keys(start.held(nowNs), stop.held(nowNs), dose.held(nowNs)) : Keys.RELEASED;
    }

    /** When the key went down or came up last, -1 for never. */
    long keyChangedNs(HardKey key, long nowNs) {
        return of(key).changedNs(nowNs);
    }

    /** A board that nobody heats is warmer than the room by what it makes itself. */
    int boardMilliCelsius(double roomCelsius) {
        double above = heated ? 0 : roomCelsius - USUAL_ROOM_CELSIUS;
        return (int) Math.round((boardCelsius + above) * MILLI);
    }

    private static final class Key {
        private long fromNs = -1;
        private long untilNs;

        void press(long nowNs, long durationNs) {
            fromNs = held(nowNs) ? fromNs : nowNs;
            untilNs = Math.addExact(nowNs, durationNs);
        }

        boolean held(long nowNs) {
            return nowNs < untilNs;
        }

        long changedNs(long nowNs) {
            return held(nowNs) || fromNs < 0 ? fromNs : untilNs;
        }
    }
}
