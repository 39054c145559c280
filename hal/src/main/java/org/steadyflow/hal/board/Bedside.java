package org.steadyflow.hal.board;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.steadyflow.hal.bus.DigitalIn;
import org.steadyflow.hal.bus.DigitalOut;
import org.steadyflow.hal.bus.ToneOut;
import org.steadyflow.hal.device.Annunciator;
import org.steadyflow.hal.device.Signal;
import org.steadyflow.hal.device.Signal.Lamp;

/**
 * Lamps and sounder, and whether current flows when they are on. A lamp or a sounder counts as silent only after it had
 * no current in several ticks in a row, with the current of the tick before: a false alarm about the sounder was a
 * recall, too. All lamps share one feedback and one is lit at a time, so each has a count of its own.
 */
final class Bedside implements Annunciator {
    /** Ticks that something is on without current before it counts as broken; a flashing lamp is on for two or more. */
    static final int DARK_TICKS = 6;
    /**
     * Ticks after which a lamp that nobody asked for is no longer held to be dark: its own current alone could tell,
     * and its alarm may be the reason why another one is on. The red lamp and the sounder stay broken.
     */
    private static final int LAPSE_TICKS = 200;

    private final Map<Lamp, DigitalOut> lamps;
    private final ToneOut sounder;
    private final DigitalIn lampFeedback;
    private final DigitalIn sounderFeedback;
    /** What the firmware asked for last, whether or not the lines took it. */
    private Signal wanted = Signal.QUIET;
    /** What the lamps' lines took; empty where not all did, and they may show anything. */
    private Optional<Lamp> lit = Optional.of(Signal.QUIET.lamp());
    /** What the sounder's line took; empty where it did not. */
    private OptionalInt soundingHz = OptionalInt.of(Signal.QUIET.toneHz());

    private final Map<Lamp, Integer> darkTicks = new EnumMap<>(Lamp.class);
    private final Map<Lamp, Integer> unusedTicks = new EnumMap<>(Lamp.class);
    private int silentTicks;
    private int strayLampTicks;
    private int straySounderTicks;

    private Bedside(Map<Lamp, DigitalOut> lamps, ToneOut sounder, DigitalIn lampFeedback, DigitalIn sounderFeedback) {
        this.lamps = lamps;
        this.sounder = sounder;
        this.lampFeedback = lampFeedback;
        this.sounderFeedback = sounderFeedback;
    }

    static Bedside open(Opener lines) {
        Map<Lamp, DigitalOut> lamps = new EnumMap<>(Lamp.class);
        lamps.put(Lamp.RED, lines.out(PinRole.LAMP_RED));
        lamps.put(Lamp.YELLOW, lines.out(PinRole.LAMP_YELLOW));
        lamps.put(Lamp.CYAN, lines.out(PinRole.LAMP_CYAN));
        return new Bedside(
                lamps,
                lines.tone(PinRole.SOUNDER),
                lines.in(PinRole.LAMP_FEEDBACK),
                lines.in(PinRole.SOUNDER_FEEDBACK));
    }

    @Override
    public void show(Signal signal) {
        wanted = signal;
        if (!lit.equals(Optional.of(signal.lamp()))) {
            lit = light(signal.lamp()) ? Optional.of(signal.lamp()) : Optional.empty();
        }
        if (!soundingHz.equals(OptionalInt.of(signal.toneHz()))) {
            boolean took = sounder.sound(signal.toneHz()).isOk();
            soundingHz = took ? OptionalInt.of(signal.toneHz()) : OptionalInt.empty();
        }
    }

    /** False where any line did not take it: all are driven again with the next signal. */
    private boolean light(Lamp on) {
        boolean took = true;
        for (Map.Entry<Lamp, DigitalOut> lamp : lamps.entrySet()) {
            took &= lamp.getValue().drive(lamp.getKey() == on).isOk();
        }
        return took;
    }

    /** Looks whether what the last tick was to switch on draws current. Once a tick, before {@link #show}. */
    void look() {
        boolean lampDraws = hasLampCurrent();
        boolean sounderDraws = hasSounderCurrent();
        Lamp lamp = wanted.lamp();
        if (lamp != Lamp.OFF) {
            darkTicks.put(lamp, next(ticksDark(lamp), true, lampDraws));
        }
        lapse(Lamp.YELLOW);
        lapse(Lamp.CYAN);
        silentTicks = next(silentTicks, wanted.toneHz() != 0, sounderDraws);
        strayLampTicks = stray(strayLampTicks, lamp == Lamp.OFF, lampDraws);
        straySounderTicks = stray(straySounderTicks, wanted.toneHz() == 0, sounderDraws);
    }

    private void lapse(Lamp lamp) {
        int unused = wanted.lamp() == lamp ? 0 : Math.min(unusedTicks.getOrDefault(lamp, 0) + 1, LAPSE_TICKS);
        unusedTicks.put(lamp, unused);
        if (unused == LAPSE_TICKS) {
            darkTicks.put(lamp, 0);
        }
    }

    /** Counts on while it is off and draws current; only an off without current starts it anew. */
    private static int stray(int ticks, boolean off, boolean hasCurrent) {
        if (!off) {
            return ticks;
        }
        return hasCurrent ? Math.min(ticks + 1, DARK_TICKS) : 0;
    }

    /**
     * Counts on while it is on without current; only current starts it anew, so that flashing does not hide a fault.
     */
    private static int next(int ticks, boolean on, boolean hasCurrent) {
        if (hasCurrent) {
            return 0;
        }
        return on ? Math.min(ticks + 1, DARK_TICKS) : ticks;
    }

    boolean hasLampCurrent() {
        return lampFeedback.read() == DigitalIn.Level.HIGH;
    }

    boolean hasSounderCurrent() {
        return sounderFeedback.read() == DigitalIn.Level.HIGH;
    }

    private int ticksDark(Lamp lamp) {
        return darkTicks.getOrDefault(lamp, 0);
    }

    /** Whether this lamp was dark when it last was on. */
    boolean isDark(Lamp lamp) {
        return ticksDark(lamp) >= DARK_TICKS;
    }

    /** Whether lamps or sounder draw current while they are off: then their current is no proof that they work. */
    boolean drawsWhileOff() {
        return strayLampTicks >= DARK_TICKS || straySounderTicks >= DARK_TICKS;
    }

    /** Whether the sounder was silent when it last was on. */
    boolean isSilent() {
        return silentTicks >= DARK_TICKS;
    }
}
