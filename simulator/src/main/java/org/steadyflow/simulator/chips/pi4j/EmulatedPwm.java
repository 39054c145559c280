package org.steadyflow.simulator.chips.pi4j;

import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmBase;
import com.pi4j.io.pwm.PwmConfig;
import com.pi4j.io.pwm.PwmProvider;
import org.steadyflow.hal.bus.ToneOut;

/** The sounder of an emulated board. */
final class EmulatedPwm extends PwmBase {
    private final ToneOut line;

    EmulatedPwm(PwmProvider provider, PwmConfig config, ToneOut line) {
        super(provider, config);
        this.line = line;
    }

    @Override
    public Pwm on() {
        boolean sounds = dutyCycle != null && dutyCycle > 0;
        LinuxWords.check("PWM " + config().address(), line.sound(sounds ? frequency : 0));
        onState = sounds;
        return this;
    }

    @Override
    public Pwm off() {
        LinuxWords.check("PWM " + config().address(), line.sound(0));
        onState = false;
        return this;
    }
}
