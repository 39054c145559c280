package org.steadyflow.simulator.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.hal.device.EnclosureSample;
import org.steadyflow.hal.device.Keys;
import org.steadyflow.hal.device.LineSample;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.device.PowerSample;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.device.Signal;
import org.steadyflow.hal.device.Supervision;
import org.steadyflow.hal.quantity.Pressure;

class DeviceLinesProperties {
    @Provide
    Arbitrary<DeviceCall> calls() {
        return Arbitraries.of(
                new DeviceCall.Read(),
                new DeviceCall.TrustPosition(),
                new DeviceCall.Kick(),
                new DeviceCall.Apply(MotorCommand.HOLD),
                new DeviceCall.Apply(MotorCommand.OFF),
                new DeviceCall.Show(Signal.QUIET),
                new DeviceCall.Show(new Signal(Signal.Lamp.RED, 523)));
    }

    @Property
    void everyCallComesBack(@ForAll("calls") DeviceCall call) {
        assertEquals(call, DeviceLines.call(DeviceLines.of(call)));
    }

    @Property
    void everyMoveComesBack(@ForAll long target, @ForAll @LongRange(min = 1) long pace) {
        DeviceCall move = new DeviceCall.Apply(new MotorCommand.MoveTo(target, pace));
        assertEquals(move, DeviceLines.call(DeviceLines.of(move)));
    }

    @Property
    void everySampleComesBack(
            @ForAll long a,
            @ForAll long b,
            @ForAll boolean survived,
            @ForAll boolean door,
            @ForAll @IntRange(min = -10_000_000, max = 10_000_000) int pressurePa,
            @ForAll int millivolts) {
        SensorSample sample = new SensorSample(
                new ClockSample(a, b),
                new MotorSample(b, a, survived, !survived),
                new LineSample(new Pressure(pressurePa), new Pressure(-pressurePa), millivolts),
                new EnclosureSample(
                        door,
                        survived,
                        new Keys(!door, survived, !survived),
                        -millivolts,
                        new Supervision(!survived, door, !door)),
                new PowerSample(!door, millivolts));
        assertEquals(sample, DeviceLines.sample(DeviceLines.of(sample)));
    }

    @Property
    void whatIsNoCallIsRefusedWithASentence(@ForAll String line) {
        boolean isCall = line.equals("read") || line.equals("kick") || line.equals("hold") || line.equals("off");
        if (!isCall) {
            assertThrows(IllegalArgumentException.class, () -> DeviceLines.call(line));
        }
    }

    @Property
    void aCallWithTooMuchOrTooLittleIsRefused(@ForAll("calls") DeviceCall call) {
        String line = DeviceLines.of(call);
        assertThrows(IllegalArgumentException.class, () -> DeviceLines.call(line + " 1"));
        assertThrows(IllegalArgumentException.class, () -> DeviceLines.call("move 1"));
        assertThrows(IllegalArgumentException.class, () -> DeviceLines.call("move 1 0"));
        assertThrows(IllegalArgumentException.class, () -> DeviceLines.call("show PURPLE 1"));
        assertThrows(IllegalArgumentException.class, () -> DeviceLines.sample(line));
    }
}
