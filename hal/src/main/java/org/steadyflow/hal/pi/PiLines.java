package org.steadyflow.hal.pi;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmType;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalInputProvider;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import com.pi4j.plugin.linuxfs.provider.i2c.LinuxFsI2CProvider;
import com.pi4j.plugin.linuxfs.provider.pwm.LinuxFsPwmProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.steadyflow.hal.board.BoardFile;
import org.steadyflow.hal.board.BoardLines;
import org.steadyflow.hal.bus.DigitalIn;
import org.steadyflow.hal.bus.DigitalOut;
import org.steadyflow.hal.bus.I2cLink;
import org.steadyflow.hal.bus.SerialLink;
import org.steadyflow.hal.bus.ToneOut;

/**
 * The lines of one Raspberry Pi. Its context is built of named providers and nothing is detected: off a Pi, detection
 * would load providers that only pretend, and a pump must never run on those.
 */
public final class PiLines implements BoardLines {
    private static final Path GPIO = Path.of("/dev/gpiochip0");
    private static final Path PWM = Path.of("/sys/class/pwm/pwmchip0");
    private static final int PWM_CHIP = 0;
    /** Channel of the PWM chip that comes out at each pin. */
    private static final Map<Integer, Integer> PWM_CHANNELS = Map.of(12, 0, 13, 1, 18, 0, 19, 1);

    /** The one with a line of its own in config.txt. */
    private static final int FIRST_BUS = 1;

    private static final int FIRST_ALT_5 = 18;

    private final Context context;
    private final boolean isHardware;
    private final Deque<Runnable> opened = new ArrayDeque<>();

    private PiLines(Context context, boolean isHardware) {
        this.context = context;
        this.isHardware = isHardware;
    }

    /**
     * The lines of the computer that this runs on.
     *
     * @throws IOException where it has none: a sentence says what is missing
     */
    public static PiLines ofThisComputer() throws IOException {
        DeviceFiles.require(GPIO, "this is no Raspberry Pi, or its GPIO driver is not loaded", "gpio");
        Context context = Pi4J.newContextBuilder()
                .noAutoDetect()
                .disableShutdownHook()
                .add(
                        GpioDDigitalInputProvider.newInstance(),
                        GpioDDigitalOutputProvider.newInstance(),
                        LinuxFsI2CProvider.newInstance(),
                        LinuxFsPwmProvider.newInstance(PWM_CHIP))
                .build();
        return refuseMocks(new PiLines(context, true));
    }

    /**
     * The lines of a context that somebody else built, for example of emulated providers.
     *
     * @throws IOException where it has a provider that only pretends
     */
    public static PiLines of(Context context) throws IOException {
        return refuseMocks(new PiLines(context, false));
    }

    /** A context that opens nothing: every line fails, and nothing of this computer is touched. */
    public static PiLines ofNothing() {
        return new PiLines(
                Pi4J.newContextBuilder().noAutoDetect().disableShutdownHook().build(), false);
    }

    private static PiLines refuseMocks(PiLines lines) throws IOException {
        Optional<String> mock = lines.context.providers().all().keySet().stream()
                .filter(id -> id.toLowerCase(Locale.ROOT).contains("mock"))
                .findFirst();
        if (mock.isPresent()) {
            lines.close();
            throw new IOException("the provider " + mock.get()
                    + " only pretends to be hardware: take the pi4j-plugin-mock jar off the class path");
        }
        return lines;
    }

    @Override
    public SerialLink serial(BoardFile.Motor motor) throws IOException {
        DeviceFiles.require(
                motor.device(), "enable the UART (enable_uart=1) or name the right port as motor.device", "dialout");
        UartLink link = UartLink.open(motor.device(), motor.baud());
        opened.push(link::close);
        return link;
    }

    @Override
    public I2cLink i2c(int bus) throws IOException {
        if (isHardware) {
            Path device = Path.of("/dev/i2c-" + bus);
            DeviceFiles.require(device, missingBus(bus), "i2c");
            I2cAdapter.limitWait(device);
        }
        return new PiI2cLink(context, bus);
    }

    /** What to do for a bus that is not there. */
    static String missingBus(int bus) {
        String line = bus == FIRST_BUS ? "dtparam=i2c_arm=on" : "dtoverlay=i2c" + bus;
        return "enable this bus in config.txt (" + line + ") and load the module i2c-dev (modprobe i2c-dev)";
    }

    @Override
    public DigitalIn in(int pin) throws IOException {
        DigitalInput line = opened(
                "GPIO " + pin,
                () -> context.create(DigitalInput.newConfigBuilder(context)
                        .id("in-" + pin)
                        .address(pin)
                        .pull(PullResistance.OFF)
                        .debounce(0L)
                        .build()));
        return new PiPins.In(line);
    }

    @Override
    public DigitalOut out(int pin) throws IOException {
        DigitalOutput line = opened(
                "GPIO " + pin,
                () -> context.create(DigitalOutput.newConfigBuilder(context)
                        .id("out-" + pin)
                        .address(pin)
                        .initial(DigitalState.LOW)
                        .shutdown(DigitalState.LOW)
                        .build()));
        return new PiPins.Out(line);
    }

    @Override
    public ToneOut tone(int pin) throws IOException {
        if (isHardware && !Files.exists(PWM)) {
            throw new IOException(PWM + " is not there: enable hardware PWM in config.txt (" + overlay(pin) + ")");
        }
        int channel = PWM_CHANNELS.getOrDefault(pin, 0);
        Pwm line = opened(
                "the PWM of GPIO " + pin,
                () -> context.create(Pwm.newConfigBuilder(context)
                        .id("tone-" + pin)
                        .address(channel)
                        .pwmType(PwmType.HARDWARE)
                        .initial(0)
                        .shutdown(0)
                        .build()));
        return new PiPins.Tone(line);
    }

    /** Bring a PWM channel out at this pin: its function there is Alt 0 for 12 and 13, Alt 5 for 18 and 19. */
    static String overlay(int pin) {
        return "dtoverlay=pwm,pin=" + pin + ",func=" + (pin < FIRST_ALT_5 ? 4 : 2);
    }

    private interface Opening<T> {
        T open();
    }

    private static <T> T opened(String what, Opening<T> opening) throws IOException {
        try {
            return opening.open();
        } catch (RuntimeException e) {
            throw new IOException(what + " cannot be opened: " + DeviceFiles.reason(e), e);
        }
    }

    /** Gives all lines back; outputs are low then. */
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            opened.pop().run();
        }
        context.shutdown();
    }
}
