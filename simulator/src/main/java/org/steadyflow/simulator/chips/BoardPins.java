package org.steadyflow.simulator.chips;

import java.util.BitSet;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.DigitalIn;
import org.steadyflow.hal.bus.DigitalIn.Level;
import org.steadyflow.hal.bus.DigitalOut;
import org.steadyflow.hal.bus.ToneOut;
import org.steadyflow.hal.device.Signal;
import org.steadyflow.hal.device.Signal.Lamp;
import org.steadyflow.simulator.world.BoardSignals;
import org.steadyflow.simulator.world.World;

/**
 * The board's single lines by the computer's GPIO numbers, and what hangs on them. Any thread: each call takes the
 * world for itself.
 */
public final class BoardPins {
    static final int DOOR = 6;
    /** On the patient's cord. */
    static final int DOSE_KEY = 7;

    static final int LAMP_RED = 9;
    static final int LAMP_YELLOW = 10;
    static final int LAMP_CYAN = 11;
    /** The stop key again, for the monitor. */
    static final int MONITOR_STOP_KEY = 8;

    static final int MAINS = 12;
    static final int SOUNDER = 13;
    static final int SET_SEATED = 16;
    static final int MOTOR_ENABLE = 17;
    static final int MONITOR_BUZZER = 18;
    static final int HOLD_UP_BUZZER = 19;
    static final int SOUNDER_CURRENT = 20;
    static final int LAMP_CURRENT = 21;
    static final int RAIL_DUMP = 22;
    static final int RAIL_FEEDBACK = 23;
    static final int STOP_KEY = 24;
    static final int START_KEY = 25;
    static final int LID = 26;
    static final int MOTOR_RAIL = 27;

    private static final int PINS = 28;
    /** One look at a bouncing contact tells nothing about the next after this long. */
    private static final long CHATTER_NS = 200_000;

    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private final SharedWorld shared;
    private final World world;
    private final BoardSignals signals;
    private final MonitorWires monitor;
    private final HoldUpBuzzer holdUp = new HoldUpBuzzer();
    private final BitSet high = new BitSet(PINS);
    private long bounceNs;
    private int toneHz;
    private boolean sounderBroken;
    private boolean lampsBroken;
    private int powerCuts;

    BoardPins(SharedWorld shared, World world, BoardSignals signals, MonitorWires monitor) {
        this.shared = shared;
        this.world = world;
        this.signals = signals;
        this.monitor = monitor;
        this.powerCuts = signals.powerCuts();
    }

    /**
     * An input.
     *
     * @throws IllegalArgumentException for a pin that this board has no input at
     */
    public DigitalIn in(int bcm) {
        if (!isInput(bcm)) {
            throw new IllegalArgumentException("GPIO " + bcm + " is no input of this board");
        }
        return () -> shared.with(_ -> level(bcm));
    }

    /**
     * An output.
     *
     * @throws IllegalArgumentException for a pin that this board has no output at
     */
    public DigitalOut out(int bcm) {
        if (!isOutput(bcm)) {
            throw new IllegalArgumentException("GPIO " + bcm + " is no output of this board");
        }
        return level -> shared.with(_ -> drive(bcm, level));
    }

    /**
     * The sounder.
     *
     * @throws IllegalArgumentException for a pin that no sounder is at
     */
    public ToneOut tone(int bcm) {
        if (bcm != SOUNDER) {
            throw new IllegalArgumentException("GPIO " + bcm + " has no sounder");
        }
        return hertz -> shared.with(_ -> sound(hertz));
    }

    static boolean isInput(int bcm) {
        return switch (bcm) {
            case DOSE_KEY,
                    DOOR,
                    MAINS,
                    SET_SEATED,
                    SOUNDER_CURRENT,
                    LAMP_CURRENT,
                    RAIL_FEEDBACK,
                    STOP_KEY,
                    MONITOR_STOP_KEY,
                    START_KEY,
                    LID -> true;
            default -> false;
        };
    }

    static boolean isOutput(int bcm) {
        return switch (bcm) {
            case LAMP_RED,
                    LAMP_YELLOW,
                    LAMP_CYAN,
                    MOTOR_ENABLE,
                    MONITOR_BUZZER,
                    HOLD_UP_BUZZER,
                    RAIL_DUMP,
                    MOTOR_RAIL -> true;
            default -> false;
        };
    }

    /** For so long after a key goes down or comes up its contact says now this, now that. None to begin with. */
    public void bounceKeys(long ns) {
        shared.touch(_ -> bounceNs = ns);
    }

    /** No current flows through the sounder whatever it is told; false mends it. */
    public void breakSounder(boolean broken) {
        shared.touch(_ -> sounderBroken = broken);
    }

    /** No current flows through any lamp; false mends them. */
    public void breakLamps(boolean broken) {
        shared.touch(_ -> lampsBroken = broken);
    }

    /** Whether the hold-up buzzer sounds now. */
    public boolean holdUpSounds() {
        return shared.with(now -> holdUp.sounds(now.truth().nowNs()));
    }

    /** A person silences the hold-up buzzer at its own switch; the next edge arms it again. */
    public void disarmHoldUp() {
        shared.touch(_ -> holdUp.disarm());
    }

    /** Whether the computer drives this output high now. */
    public boolean isHigh(int bcm) {
        return shared.with(_ -> high.get(bcm));
    }

    private Level level(int bcm) {
        followPower();
        return switch (bcm) {
            case DOOR -> contact(signals.doorClosed());
            case SET_SEATED -> contact(signals.setSeated());
            case LID -> contact(!signals.tampered());
            case MAINS -> contact(signals.mainsPresent());
            case START_KEY -> key(signals.startKeyHeld(), signals.startKeyChangedNs());
            case STOP_KEY, MONITOR_STOP_KEY -> key(signals.stopKeyHeld(), signals.stopKeyChangedNs());
            case DOSE_KEY -> key(signals.doseKeyHeld(), signals.doseKeyChangedNs());
            case SOUNDER_CURRENT -> active(toneHz > 0 && !sounderBroken);
            case LAMP_CURRENT -> active(lamp() != Lamp.OFF && !lampsBroken);
            case RAIL_FEEDBACK -> active(monitor.isUp());
            default -> Level.UNKNOWN;
        };
    }

    private static Level active(boolean present) {
        return present ? Level.HIGH : Level.LOW;
    }

    /** To ground, against a pull-up. */
    private static Level contact(boolean closed) {
        return closed ? Level.LOW : Level.HIGH;
    }

    private Level key(boolean held, long changedNs) {
        long nowNs = world.truth().nowNs();
        boolean bounces = changedNs >= 0 && nowNs - changedNs < bounceNs;
        boolean chatters = bounces && (nowNs / CHATTER_NS + 1) * MIX < 0;
        return contact(held != chatters);
    }

    private BusResult drive(int bcm, boolean level) {
        followPower();
        boolean edge = high.get(bcm) != level;
        high.set(bcm, level);
        long nowNs = world.truth().nowNs();
        switch (bcm) {
            case MOTOR_ENABLE -> onEdge(edge, world.hardware()::kick);
            // the dump holds the rail down whatever comes at the switch
            case MOTOR_RAIL -> onEdge(edge && high.get(RAIL_DUMP), monitor::edge);
            case RAIL_DUMP -> onEdge(!level, monitor::cut);
            case HOLD_UP_BUZZER -> onEdge(edge, () -> holdUp.edge(nowNs));
            case MONITOR_BUZZER -> monitor.buzzer(level);
            default -> show();
        }
        return BusResult.OK;
    }

    private static void onEdge(boolean edge, Runnable effect) {
        if (edge) {
            effect.run();
        }
    }

    private BusResult sound(int hertz) {
        followPower();
        toneHz = hertz;
        show();
        return BusResult.OK;
    }

    private void show() {
        world.hardware().show(new Signal(lampsBroken ? Lamp.OFF : lamp(), sounderBroken ? 0 : toneHz));
    }

    /** With several lit, as in a test of them, the most urgent is what one sees. */
    private Lamp lamp() {
        if (high.get(LAMP_RED)) {
            return Lamp.RED;
        }
        if (high.get(LAMP_YELLOW)) {
            return Lamp.YELLOW;
        }
        return high.get(LAMP_CYAN) ? Lamp.CYAN : Lamp.OFF;
    }

    /** A computer without power drives nothing. */
    private void followPower() {
        if (powerCuts != signals.powerCuts()) {
            powerCuts = signals.powerCuts();
            high.clear();
            toneHz = 0;
        }
    }
}
