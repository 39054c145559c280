package org.steadyflow.hal.pi;

import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.pwm.Pwm;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.DigitalIn;
import org.steadyflow.hal.bus.DigitalOut;
import org.steadyflow.hal.bus.ToneOut;

/** Single lines by Pi4J. Whatever it throws means that the line is gone. */
final class PiPins {
    private static final int HALF = 50;

    private PiPins() {}

    record In(DigitalInput line) implements DigitalIn {
        @Override
        public Level read() {
            try {
                return switch (line.state()) {
                    case LOW -> Level.LOW;
                    case HIGH -> Level.HIGH;
                    case UNKNOWN -> Level.UNKNOWN;
                };
            } catch (RuntimeException gone) {
                return Level.UNKNOWN;
            }
        }
    }

    record Out(DigitalOutput line) implements DigitalOut {
        @Override
        public BusResult drive(boolean high) {
            try {
                line.state(high ? DigitalState.HIGH : DigitalState.LOW);
                return BusResult.OK;
            } catch (RuntimeException gone) {
                return BusResult.GONE;
            }
        }
    }

    record Tone(Pwm line) implements ToneOut {
        @Override
        public BusResult sound(int hertz) {
            try {
                if (hertz == 0) {
                    line.off();
                } else {
                    line.on(HALF, hertz);
                }
                return BusResult.OK;
            } catch (RuntimeException gone) {
                return BusResult.GONE;
            }
        }
    }
}
