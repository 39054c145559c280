package org.steadyflow.simulator.chips.pi4j;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalInputProviderBase;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProviderBase;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CConfig;
import com.pi4j.io.i2c.I2CProviderBase;
import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmConfig;
import com.pi4j.io.pwm.PwmProviderBase;
import org.steadyflow.simulator.chips.EmulatedLines;

/** Makes Pi4J contexts whose I2C, inputs, outputs and PWM are those of an emulated board. Any thread. */
public final class EmulatedProviders {
    /** Channel of the computer's PWM chip, and the pin that it comes out at. */
    private static final int SOUNDER_CHANNEL = 1;

    private static final int SOUNDER_PIN = 13;

    private EmulatedProviders() {}

    /** A context of these lines and nothing else; who gets it shuts it down. */
    public static Context context(EmulatedLines lines) {
        return Pi4J.newContextBuilder()
                .noAutoDetect()
                .disableShutdownHook()
                .add(new Buses(lines), new Inputs(lines), new Outputs(lines), new Tones(lines))
                .build();
    }

    private static final class Buses extends I2CProviderBase {
        private final EmulatedLines lines;

        Buses(EmulatedLines lines) {
            super("emulated-i2c", "I2C of an emulated board");
            this.lines = lines;
        }

        @Override
        public I2C create(I2CConfig config) {
            EmulatedI2C device = new EmulatedI2C(this, config, lines.bus(config.bus()));
            context.registry().add(device);
            return device;
        }
    }

    private static final class Inputs extends DigitalInputProviderBase {
        private final EmulatedLines lines;

        Inputs(EmulatedLines lines) {
            super("emulated-digital-input", "Inputs of an emulated board");
            this.lines = lines;
        }

        @Override
        public DigitalInput create(DigitalInputConfig config) {
            EmulatedInput input = new EmulatedInput(this, config, lines.in(config.address()));
            context.registry().add(input);
            return input;
        }
    }

    private static final class Outputs extends DigitalOutputProviderBase {
        private final EmulatedLines lines;

        Outputs(EmulatedLines lines) {
            super("emulated-digital-output", "Outputs of an emulated board");
            this.lines = lines;
        }

        @Override
        public DigitalOutput create(DigitalOutputConfig config) {
            EmulatedOutput output = new EmulatedOutput(this, config, lines.out(config.address()));
            context.registry().add(output);
            return output;
        }
    }

    private static final class Tones extends PwmProviderBase {
        private final EmulatedLines lines;

        Tones(EmulatedLines lines) {
            super("emulated-pwm", "PWM of an emulated board");
            this.lines = lines;
        }

        @Override
        public Pwm create(PwmConfig config) {
            int pin = config.address() == SOUNDER_CHANNEL ? SOUNDER_PIN : config.address();
            EmulatedPwm pwm = new EmulatedPwm(this, config, lines.tone(pin));
            context.registry().add(pwm);
            return pwm;
        }
    }
}
