package org.steadyflow.simulator.remote;

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

/** Calls and samples as lines of text: a word, then numbers, with single spaces between them. Pure. */
final class DeviceLines {
    /** In place of a sample: another pump drives this hardware. */
    static final String BUSY = "busy";

    private static final int SAMPLE_WORDS = 21;

    private DeviceLines() {}

    static String of(DeviceCall call) {
        return switch (call) {
            case DeviceCall.Read _ -> "read";
            case DeviceCall.TrustPosition _ -> "trust";
            case DeviceCall.Kick _ -> "kick";
            case DeviceCall.Show show ->
                "show " + show.signal().lamp() + " " + show.signal().toneHz();
            case DeviceCall.Apply apply ->
                switch (apply.command()) {
                    case MotorCommand.Hold _ -> "hold";
                    case MotorCommand.Off _ -> "off";
                    case MotorCommand.MoveTo to -> "move " + to.targetMicrosteps() + " " + to.paceMicrostepsPerS();
                };
        };
    }

    /** The call, or {@link IllegalArgumentException} with a sentence for what is none. */
    static DeviceCall call(String line) {
        String[] words = line.split(" ", -1);
        return switch (words[0]) {
            case "read" -> exactly(words, 1, new DeviceCall.Read());
            case "trust" -> exactly(words, 1, new DeviceCall.TrustPosition());
            case "kick" -> exactly(words, 1, new DeviceCall.Kick());
            case "hold" -> exactly(words, 1, new DeviceCall.Apply(MotorCommand.HOLD));
            case "off" -> exactly(words, 1, new DeviceCall.Apply(MotorCommand.OFF));
            case "move" -> move(exactly(words, 3, words));
            case "show" -> show(exactly(words, 3, words));
            default -> throw new IllegalArgumentException("no call of a device: " + line);
        };
    }

    /** Every number of a sample in the order of its records. */
    static String of(SensorSample sample) {
        MotorSample motor = sample.motor();
        LineSample line = sample.line();
        EnclosureSample enclosure = sample.enclosure();
        return "sample " + sample.clock().monotonicNs() + " " + sample.clock().wallMs() + " "
                + motor.encoderMicrosteps() + " " + motor.driveMicrosteps() + " " + motor.positionSurvived() + " "
                + motor.driverFault() + " " + line.upstream().pascals() + " "
                + line.downstream().pascals() + " " + line.airDetectorMv() + " " + enclosure.doorClosed() + " "
                + enclosure.setSeated() + " " + of(enclosure.keys()) + " "
                + enclosure.boardMilliCelsius() + " " + of(enclosure.supervision()) + " "
                + sample.power().mainsPresent() + " " + sample.power().chargePermille();
    }

    private static String of(Keys keys) {
        return keys.start() + " " + keys.stop() + " " + keys.dose();
    }

    private static String of(Supervision supervision) {
        return supervision.monitorTripped() + " " + supervision.selfTestFailed() + " " + supervision.tampered();
    }

    /** The sample, or {@link IllegalArgumentException} for what is none. */
    static SensorSample sample(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != SAMPLE_WORDS || !words[0].equals("sample")) {
            throw new IllegalArgumentException("no sample: " + line);
        }
        return new SensorSample(
                new ClockSample(Long.parseLong(words[1]), Long.parseLong(words[2])),
                new MotorSample(Long.parseLong(words[3]), Long.parseLong(words[4]), truth(words[5]), truth(words[6])),
                new LineSample(
                        Pressure.ofPascals(Long.parseLong(words[7])),
                        Pressure.ofPascals(Long.parseLong(words[8])),
                        Integer.parseInt(words[9])),
                new EnclosureSample(
                        truth(words[10]),
                        truth(words[11]),
                        new Keys(truth(words[12]), truth(words[13]), truth(words[14])),
                        Integer.parseInt(words[15]),
                        new Supervision(truth(words[16]), truth(words[17]), truth(words[18]))),
                new PowerSample(truth(words[19]), Integer.parseInt(words[20])));
    }

    private static DeviceCall move(String[] words) {
        return new DeviceCall.Apply(new MotorCommand.MoveTo(Long.parseLong(words[1]), Long.parseLong(words[2])));
    }

    private static DeviceCall show(String[] words) {
        return new DeviceCall.Show(new Signal(Signal.Lamp.valueOf(words[1]), Integer.parseInt(words[2])));
    }

    private static <T> T exactly(String[] words, int count, T value) {
        if (words.length != count) {
            throw new IllegalArgumentException(
                    words[0] + " has " + (count - 1) + " numbers, not " + (words.length - 1));
        }
        return value;
    }

    private static boolean truth(String word) {
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false: " + word);
        };
    }
}
