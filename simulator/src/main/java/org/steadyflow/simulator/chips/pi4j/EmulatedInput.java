package org.steadyflow.simulator.chips.pi4j;

import com.pi4j.io.gpio.digital.DigitalInputBase;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalInputProvider;
import com.pi4j.io.gpio.digital.DigitalState;
import org.steadyflow.hal.bus.DigitalIn;

/** One input of an emulated board. */
final class EmulatedInput extends DigitalInputBase {
    private final DigitalIn line;

    EmulatedInput(DigitalInputProvider provider, DigitalInputConfig config, DigitalIn line) {
        super(provider, config);
        this.line = line;
    }

    @Override
    public DigitalState state() {
        return switch (line.read()) {
            case LOW -> DigitalState.LOW;
            case HIGH -> DigitalState.HIGH;
            case UNKNOWN -> DigitalState.UNKNOWN;
        };
    }
}
