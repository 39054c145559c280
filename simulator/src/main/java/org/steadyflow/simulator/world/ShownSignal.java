package org.steadyflow.simulator.world;

import java.util.EnumMap;
import org.steadyflow.hal.device.Signal;

/** What lamp and sounder really did. */
final class ShownSignal {
    private static final long NEVER = -1;

    private Signal signal = Signal.QUIET;
    private long sinceNs;
    private long lastToneNs = NEVER;
    private final EnumMap<Signal.Lamp, Long> lastLitNs = new EnumMap<>(Signal.Lamp.class);

    void change(Signal next, long nowNs) {
        if (!next.equals(signal)) {
            noteUntil(nowNs);
            signal = next;
            sinceNs = nowNs;
        }
    }

    private void noteUntil(long nowNs) {
        lastLitNs.put(signal.lamp(), nowNs);
        if (signal.toneHz() > 0) {
            lastToneNs = nowNs;
        }
    }

    Signal signal() {
        return signal;
    }

    long sinceNs() {
        return sinceNs;
    }

    /** The latest instant up to now at which this colour was lit, -1 for never. */
    long lastLitNs(Signal.Lamp lamp, long nowNs) {
        return signal.lamp() == lamp ? nowNs : lastLitNs.getOrDefault(lamp, NEVER);
    }

    /** The latest instant up to now at which there was a tone, -1 for never. */
    long lastToneNs(long nowNs) {
        return signal.toneHz() > 0 ? nowNs : lastToneNs;
    }
}
