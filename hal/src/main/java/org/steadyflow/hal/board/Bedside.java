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
    private int silentTicks;

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
        Lamp lamp = wanted.lamp();
        if (lamp != Lamp.OFF) {
            darkTicks.put(lamp, next(ticksDark(lamp), true, hasLampCurrent()));
        }
        silentTicks = next(silentTicks, wanted.toneHz() != 0, hasSounderCurrent());
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

    /** Whether the sounder was silent when it last was on. */
    boolean isSilent() {
        return silentTicks >= DARK_TICKS;
    }
}
