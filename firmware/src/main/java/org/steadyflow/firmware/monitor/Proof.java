package org.steadyflow.firmware.monitor;

/**
 * The monitor's trial of its own cut. A heartbeat is missed on purpose: answers count for nothing until the monitor has
 * stopped its edges for it and the rail has fallen. Then the rail is raised again and cut.
 *
 * @param sinceNs when the stage began
 * @param isFirst none was passed since the monitor's start: people hear this one
 */
record Proof(Stage stage, long sinceNs, boolean isFirst) {
    /** One after the other. */
    enum Stage {
        RAISE,
        /** No answer is heard; the edges go on until the heartbeat is late. */
        MISS,
        /** No edge: the rail must fall by itself. */
        LET_GO,
        RAISE_AGAIN,
        CUT,
        DONE;

        Stage next() {
            return switch (this) {
                case RAISE -> MISS;
                case MISS -> LET_GO;
                case LET_GO -> RAISE_AGAIN;
                case RAISE_AGAIN -> CUT;
                case CUT, DONE -> DONE;
            };
        }
    }

    /** Of a monitor that has just started. */
    static Proof first(long nowNs) {
        return new Proof(Stage.RAISE, nowNs, true);
    }

    /** From the beginning. */
    Proof again(long nowNs) {
        return new Proof(Stage.RAISE, nowNs, isFirst);
    }

    /** What a cycle found; the cause is {@link Cause#NONE} while nothing is wrong. */
    record Result(Proof proof, Cause wrong) {}

    /**
     * After a cycle that saw the rail so; the stop key holds it down, and the proof waits.
     *
     * @param heartbeatLate what the monitor would stop its edges for
     */
    Result after(boolean railUp, boolean stopKeyHeld, boolean heartbeatLate, long nowNs) {
        if (stopKeyHeld) {
            return new Result(again(nowNs), Cause.NONE);
        }
        long inStage = nowNs - sinceNs;
        return switch (stage) {
            case RAISE, RAISE_AGAIN ->
                railUp ? next(nowNs) : late(inStage, MonitorLimits.RAIL_UP_NS, Cause.RAIL_STAYS_DOWN);
            case MISS -> heartbeatLate ? next(nowNs) : new Result(this, Cause.NONE);
            case LET_GO -> railUp ? late(inStage, MonitorLimits.RAIL_DECAY_NS, Cause.RAIL_STAYS_UP) : next(nowNs);
            case CUT -> railUp ? late(inStage, MonitorLimits.RAIL_CUT_NS, Cause.RAIL_STAYS_UP) : next(nowNs);
            case DONE -> new Result(this, Cause.NONE);
        };
    }

    private Result late(long inStage, long limitNs, Cause wrong) {
        return new Result(this, inStage > limitNs ? wrong : Cause.NONE);
    }

    private Result next(long nowNs) {
        Stage next = stage.next();
        return new Result(new Proof(next, nowNs, isFirst && next != Stage.DONE), Cause.NONE);
    }

    /** Whether answers count for nothing now. */
    boolean isDeaf() {
        return stage == Stage.MISS;
    }

    /** Whether the buzzer shows now that it works: nothing but an ear can tell. */
    boolean chirps() {
        return isFirst && isDeaf();
    }

    boolean isDone() {
        return stage == Stage.DONE;
    }

    /** What the switch gets in this stage. */
    Act act() {
        return switch (stage) {
            case RAISE, MISS, RAISE_AGAIN, DONE -> Act.KICK;
            case LET_GO -> Act.LEAVE;
            case CUT -> Act.CUT;
        };
    }
}
