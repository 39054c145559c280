package org.steadyflow.firmware.safety;

import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;

/**
 * Back-off after an occlusion, from the alarm that stopped a flow to a line that is relieved: the motor stands,
 * authority to turn back is asked for, it turns back, it stands again. Once for each alarm.
 *
 * <p>It ends at {@link #ABOVE_LEVEL} over the pressure at which the infusion ran well, at once below that pressure,
 * after {@link #MOST} or {@link #LONGEST_NS}, and where the line does not behave as one that stores what was pumped
 * into it.
 *
 * @param sinceNs when the stage began
 * @param aim what was decided before the motor turned
 * @param from where the motor stood before it turned
 * @param seen what the last sample showed
 */
public record Relief(Stage stage, long sinceNs, Aim aim, Place from, Seen seen, End end) {
    /** Most that is taken back. */
    static final Volume MOST = Volume.ofMillilitres(2);
    /** Longest reverse motion. */
    static final long LONGEST_NS = 15_000_000_000L;
    /** How long durable authority is waited for. */
    static final long GRANT_NS = 5_000_000_000L;
    /** Above the level at which the infusion ran well: there it ends. */
    static final Pressure ABOVE_LEVEL = Pressure.ofMmHg(20);

    /** 133 uL/s: 2 mL within 15 s. In a stiff set of 1.3 uL/mmHg that is 5 mmHg a tick, 7 with a cassette's ripple. */
    static final FlowRate FAST = FlowRate.ofMillilitresPerHour(480);

    /**
     * As near as this to its end it turns slowly. A fast tick that begins outside leaves 18 mmHg, less the sensor's
     * noise of 1.5 mmHg: the end itself is always met slowly.
     */
    static final Pressure NEAR = Pressure.ofMmHg(25);

    /**
     * 44 uL/s: 2.2 mmHg a tick with the ripple. Two of three samples see the end two ticks late at most, 4.4 mmHg below
     * it; a pump that dies at that moment ends its last move a tick and a half later, 3.3 mmHg further. Both together
     * stay 12 mmHg above the level, and at it in a set of 0.5 uL/mmHg.
     */
    static final FlowRate SLOW = FlowRate.ofMillilitresPerHour(160);

    /**
     * More than a soft set (5 uL/mmHg) and the plunger of the largest syringe (1.1) store. Volume that was taken back
     * without the fall of pressure that goes with it comes from somewhere else: from the vein.
     */
    static final long STORES_NL_PER_MMHG = 7_000;
    /** Fall of pressure that may be missing: ripple, noise, and what the vein's own pressure may do meanwhile. */
    static final Pressure MISSING_FALL = Pressure.ofMmHg(30);

    private static final long PA_PER_100_MMHG = Pressure.ofMmHg(100).pascals();
    /** The motor's last move is over, and the encoder counts no more. */
    private static final int STILL_TICKS = 3;
    /** A sensor that says the same to the pascal for a second is not trusted with a reverse motion. */
    private static final int FROZEN_SAMPLES = 20;

    private static final Aim NO_AIM = new Aim(0, 0, 0, 0);
    private static final Place NOWHERE = new Place(0, 0);

    /** Nothing to relieve. */
    public static final Relief NONE = new Relief(Stage.NONE, 0, NO_AIM, NOWHERE, new Seen(NOWHERE, 0, 0), End.RELIEVED);

    /** How far it is. */
    public enum Stage {
        NONE,
        /** The motor comes to stand. */
        STANDING,
        /** Reverse authority is asked for. */
        ASKED,
        REVERSING,
        /** The motor comes to stand again. */
        ENDING,
        /** No more of it until a person has acknowledged the alarm. */
        OVER
    }

    /** Why it ended. */
    public enum End {
        /** Pressure is at its aim. */
        RELIEVED,
        /** Pressure fell below the level at which the infusion ran well. */
        BELOW_LEVEL,
        VOLUME_USED,
        TIME_USED,
        /** What was taken back did not come out of the line's own store. */
        PRESSURE_STAYS,
        /** The shaft does not follow the motor. */
        MOTOR_STANDS,
        /** The store was too slow, or failed. */
        NOT_GRANTED,
        /** Door, set, sensor or another alarm forbid it. */
        FORBIDDEN,
        /** A person stopped it. */
        STOPPED
    }

    /**
     * @param beforePa pressure before
     * @param levelPa pressure at which the infusion ran well
     * @param mostMicrosteps how far back the shaft may go
     */
    record Aim(int beforePa, int levelPa, int floorPa, long mostMicrosteps) {}

    /** Travel since acceptance: of the shaft by its encoder, and as the driver counts. */
    record Place(long shaft, long drive) {
        static Place of(Situation situation) {
            return new Place(situation.shaftTravel(), situation.driveTravel());
        }
    }

    /**
     * @param place at the last sample
     * @param still samples for which it has not changed
     * @param under last three answers to "pressure is at its aim"
     */
    record Seen(Place place, int still, int under) {
        Seen at(Place now, boolean isUnder) {
            return new Seen(now, now.equals(place) ? still + 1 : 0, TwoOfThree.push(under, isUnder));
        }
    }

    /** Whether the alarm's stop is the beginning of one, and whether the motor may turn back at this tick. */
    record Chance(boolean begins, boolean mayTurn, boolean acknowledged) {}

    Relief next(Observation now, Watches watches, Chance chance) {
        if (stage == Stage.NONE && !chance.begins()) {
            return this;
        }
        int pascals = now.sample().line().downstream().pascals();
        Seen seenNow = seen.at(Place.of(now.situation()), pascals <= aim.floorPa());
        return switch (stage) {
            case NONE ->
                chance.mayTurn()
                        ? new Relief(Stage.STANDING, now.nowNs(), NO_AIM, NOWHERE, first(now), End.RELIEVED)
                        : this;
            case STANDING -> stand(now, watches, chance, seenNow);
            case ASKED -> await(now, chance, seenNow);
            case REVERSING -> turn(now, watches, chance, seenNow);
            case ENDING -> seenNow.still() < STILL_TICKS ? with(seenNow) : over(now, chance);
            case OVER -> chance.acknowledged() ? NONE : waits(now);
        };
    }

    private static Seen first(Observation now) {
        return new Seen(Place.of(now.situation()), 0, 0);
    }

    private Relief stand(Observation now, Watches watches, Chance chance, Seen seenNow) {
        if (!chance.mayTurn() || isLate(now, GRANT_NS)) {
            return NONE;
        }
        if (seenNow.still() < STILL_TICKS) {
            return with(seenNow);
        }
        Aim decided = decide(now, watches.level().pascals());
        boolean isRelieved = decided.beforePa() <= decided.floorPa();
        if (!isRelieved && decided.mostMicrosteps() == 0) {
            return NONE;
        }
        // a line that opened meanwhile is relieved without the motor
        Stage next = isRelieved ? Stage.OVER : Stage.ASKED;
        return new Relief(next, now.nowNs(), isRelieved ? NO_AIM : decided, seenNow.place(), seenNow, End.RELIEVED);
    }

    /** No more than the line can have stored between its pressure and the aim, nor than was given. */
    private static Aim decide(Observation now, int levelPa) {
        int beforePa = now.sample().line().downstream().pascals();
        int floorPa = levelPa + ABOVE_LEVEL.pascals();
        ReverseRoom room = now.situation().reverse();
        Volume stored = storedOver((long) beforePa - floorPa).plus(room.idle()).orLess(MOST);
        long most = Math.min(now.microstep().microstepsIn(stored), room.mostMicrosteps());
        return new Aim(beforePa, levelPa, floorPa, most);
    }

    /** The most that a line stores over such a fall of pressure, and over {@link #MISSING_FALL} more. */
    private static Volume storedOver(long fallPa) {
        long fall = Math.max(fallPa, 0) + MISSING_FALL.pascals();
        return new Volume(fall * STORES_NL_PER_MMHG * 100 / PA_PER_100_MMHG);
    }

    private Relief await(Observation now, Chance chance, Seen seenNow) {
        if (!chance.mayTurn() || !seenNow.place().equals(from)) {
            return ending(now, End.FORBIDDEN);
        }
        if (now.situation().reverse().grantedMicrosteps() > 0) {
            return new Relief(Stage.REVERSING, now.nowNs(), aim, from, first(now), end);
        }
        return isLate(now, GRANT_NS) ? ending(now, End.NOT_GRANTED) : with(seenNow);
    }

    private Relief turn(Observation now, Watches watches, Chance chance, Seen seenNow) {
        long granted = now.situation().reverse().grantedMicrosteps();
        int pascals = now.sample().line().downstream().pascals();
        long driven = from.drive() - seenNow.place().drive();
        if (!chance.mayTurn() || granted == 0 || watches.sensor().isDownstreamFrozen(FROZEN_SAMPLES)) {
            return ending(now, now.sample().enclosure().keys().stop() ? End.STOPPED : End.FORBIDDEN);
        }
        if (pascals < aim.levelPa()) {
            return ending(now, End.BELOW_LEVEL);
        }
        if (TwoOfThree.holds(seenNow.under())) {
            return ending(now, End.RELIEVED);
        }
        if (driven >= Math.min(granted, aim.mostMicrosteps())) {
            return ending(now, End.VOLUME_USED);
        }
        if (isLate(now, LONGEST_NS)) {
            return ending(now, End.TIME_USED);
        }
        return misbehaves(now, seenNow, pascals);
    }

    private Relief misbehaves(Observation now, Seen seenNow, int pascals) {
        MicrostepVolume microstep = now.microstep();
        Place here = seenNow.place();
        long unmoved = here.shaft() - from.shaft() - (here.drive() - from.drive());
        if (microstep.volumeOf(unmoved).nanolitres() > VolumeWatch.STALL_NL) {
            return ending(now, End.MOTOR_STANDS);
        }
        Volume taken = microstep.volumeOf(from.shaft() - here.shaft());
        Volume stored = storedOver((long) aim.beforePa() - pascals)
                .plus(now.situation().reverse().idle());
        return taken.isMoreThan(stored) ? ending(now, End.PRESSURE_STAYS) : with(seenNow);
    }

    private boolean isLate(Observation now, long longestNs) {
        return now.nowNs() - sinceNs >= longestNs;
    }

    private Relief with(Seen next) {
        return new Relief(stage, sinceNs, aim, from, next, end);
    }

    private Relief ending(Observation now, End why) {
        return new Relief(Stage.ENDING, now.nowNs(), aim, from, first(now), why);
    }

    private Relief over(Observation now, Chance chance) {
        return chance.acknowledged() ? NONE : new Relief(Stage.OVER, now.nowNs(), aim, from, first(now), end);
    }

    private Relief waits(Observation now) {
        return now.sample().enclosure().keys().stop() ? stopped() : this;
    }

    /** Whether it relieved the line so long ago that the pump may try again by itself. */
    boolean isRestartDue(long nowNs) {
        return stage == Stage.OVER && end == End.RELIEVED && nowNs - sinceNs >= Restarts.WAIT_NS;
    }

    /** A person stops it, or what would follow it by itself. */
    Relief stopped() {
        return switch (stage) {
            case NONE -> this;
            case STANDING -> NONE;
            case ENDING, OVER -> new Relief(stage, sinceNs, aim, from, seen, End.STOPPED);
            case ASKED, REVERSING -> new Relief(Stage.ENDING, sinceNs, aim, from, seen, End.STOPPED);
        };
    }

    /** The verdict of a tick at which the motor turns back. */
    Verdict.Relief verdict(Observation now) {
        ReverseRoom room = now.situation().reverse();
        long reach = Math.min(room.grantedMicrosteps(), aim.mostMicrosteps());
        long abovePa = (long) now.sample().line().downstream().pascals() - aim.floorPa();
        FlowRate pace = abovePa > NEAR.pascals() ? FAST : SLOW;
        return new Verdict.Relief(
                AlarmRow.OCCLUSION_DOWNSTREAM,
                from.drive() - reach,
                pace.compareTo(room.fastest()) > 0 ? room.fastest() : pace);
    }

    /** Whether the motor turns back. */
    public boolean isTurning() {
        return stage == Stage.REVERSING;
    }

    /** Whether it waits for authority to turn back. */
    public boolean wantsAuthority() {
        return stage == Stage.ASKED;
    }

    /** From the stop until a person has seen it. */
    public boolean isActive() {
        return stage != Stage.NONE;
    }

    /** From the stop until the motor stands again. */
    public boolean isUnderWay() {
        return switch (stage) {
            case NONE, OVER -> false;
            case STANDING, ASKED, REVERSING, ENDING -> true;
        };
    }

    /** The pump itself has lowered the pressure: that it is low says nothing of the line. */
    boolean holdsCause() {
        return stage != Stage.NONE && !(stage == Stage.OVER && aim.equals(NO_AIM));
    }

    /** How far back the shaft may go. */
    public long mostMicrosteps() {
        return aim.mostMicrosteps();
    }

    /** Pressure before it began. */
    public Pressure before() {
        return Pressure.ofPascals(aim.beforePa());
    }

    /** Pressure at which it ends. */
    public Pressure floor() {
        return Pressure.ofPascals(aim.floorPa());
    }

    /** Travel by the encoder before it began. */
    public long fromMicrosteps() {
        return from.shaft();
    }
}
