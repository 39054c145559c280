package org.steadyflow.hal.board;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.steadyflow.hal.device.Mechanism;

/**
 * What a board is made of, as its file says. Valid by construction of {@link BoardFileReader}.
 *
 * @param board its name, for people
 * @param pins line of each role, BCM numbering
 */
public record BoardFile(
        String board,
        Mechanism mechanism,
        Motor motor,
        ControlBus controlBus,
        MonitorBus monitorBus,
        Map<PinRole, Integer> pins,
        Sensors sensors) {
    public BoardFile {
        pins = Map.copyOf(new EnumMap<>(pins));
    }

    /** Whether what was sent comes back before each answer. */
    public enum Wiring {
        SINGLE_WIRE,
        SEPARATE
    }

    /**
     * The stepper driver and its line.
     *
     * @param device the serial port
     * @param baud bits a second
     * @param node the chip's address, 0 to 254
     * @param runCurrentPercent of what the sense resistors allow
     * @param holdCurrentPercent the same while it stands
     */
    public record Motor(Path device, int baud, int node, Wiring wiring, int runCurrentPercent, int holdCurrentPercent) {
        /** The same at another port. */
        public Motor at(Path other) {
            return new Motor(other, baud, node, wiring, runCurrentPercent, holdCurrentPercent);
        }
    }

    /** The bus of control, by its number, and the addresses of those chips on it that can have several. */
    public record ControlBus(int number, int adc, int fram) {}

    /** The bus of the monitor alone. */
    public record MonitorBus(int number) {}

    /**
     * What the converter's channels carry.
     *
     * @param air ultrasonic detector, as millivolts
     * @param boardTemperature zero in millivolts at 0 degrees Celsius, microvolts a degree
     */
    public record Sensors(Scaled upstream, Scaled downstream, int air, Scaled boardTemperature) {}

    /**
     * A linear sensor.
     *
     * @param channel of the converter, 0 to 3
     * @param zeroMv what it gives at 0
     * @param uvPerUnit how much more for each unit (mmHg, degree Celsius), not 0
     */
    public record Scaled(int channel, int zeroMv, int uvPerUnit) {}

    /** The line of a role. */
    public int pin(PinRole role) {
        return pins.getOrDefault(role, -1);
    }
}
