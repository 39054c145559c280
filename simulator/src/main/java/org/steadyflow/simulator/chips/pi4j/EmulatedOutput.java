package org.steadyflow.simulator.chips.pi4j;

import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputBase;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.gpio.digital.DigitalState;
import org.steadyflow.hal.bus.DigitalOut;

/** One output of an emulated board. */
final class EmulatedOutput extends DigitalOutputBase {
    private final DigitalOut line;

    EmulatedOutput(DigitalOutputProvider provider, DigitalOutputConfig config, DigitalOut line) {
        super(provider, config);
        this.line = line;
    }

    @Override
    public DigitalOutput state(DigitalState next) {
        LinuxWords.check("GPIO " + config().address(), line.drive(next.isHigh()));
        return super.state(next);
    }
}
