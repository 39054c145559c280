package org.steadyflow.simulator.run;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.steadyflow.firmware.calibration.Calibration;
import org.steadyflow.firmware.calibration.SetFactor;
import org.steadyflow.firmware.calibration.TypeEffects;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.Granted;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.core.StoreHealth;
import org.steadyflow.firmware.core.TickInput;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.firmware.motion.Scale;
import org.steadyflow.firmware.prescription.PrescriptionReader;
import org.steadyflow.firmware.prescription.Reading;
import org.steadyflow.firmware.therapy.BolusLog;
import org.steadyflow.hal.device.BoardFault;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.hal.device.EnclosureSample;
import org.steadyflow.hal.device.Guard;
import org.steadyflow.hal.device.Keys;
import org.steadyflow.hal.device.LineSample;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.device.PowerSample;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.device.Supervision;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.telemetry.message.Event;
import org.steadyflow.telemetry.message.Json;

/** Ticks as bytes: all of the input, and a digest of what was decided. Big-endian. */
final class TickCodec {
    private static final int LIMIT_COMMANDS = 1_000;
    private static final int LIMIT_TEXT_BYTES = 1_000_000;
    private static final long PRIME = 0x100000001B3L;

    private enum CommandKind {
        ACCEPT,
        START,
        PAUSE,
        ACKNOWLEDGE,
        PAUSE_AUDIO,
        CONTAINER_CHANGED,
        END,
        REQUEST_BOLUS,
        TITRATE,
        RAMP_DOWN,
        ALARM_ACCEPTED,
        PHARMACY_PRESENT,
        REJECTED
    }

    private TickCodec() {}

    static void write(DataOutputStream out, TickInput input) throws IOException {
        writeSample(out, input.sample());
        out.writeInt(input.commands().size());
        for (Command command : input.commands()) {
            writeCommand(out, command);
        }
        writeGranted(out, input.granted());
    }

    /**
     * A tick's input.
     *
     * @throws IOException where a value is out of its range, or the file ends
     */
    static TickInput read(DataInputStream in) throws IOException {
        try {
            return readInput(in);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException("a recorded value is out of its range: " + e.getMessage(), e);
        }
    }

    private static TickInput readInput(DataInputStream in) throws IOException {
        SensorSample sample = readSample(in);
        int count = limited(in.readInt(), LIMIT_COMMANDS);
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            commands.add(readCommand(in));
        }
        return new TickInput(sample, commands, readGranted(in));
    }

    /** The same decisions give the same number on every JVM; it is no checksum against malice. */
    static long digest(TickRecord record) {
        long digest = PRIME;
        digest = mix(
                digest,
                switch (record.command()) {
                    case MotorCommand.Hold _ -> 1;
                    case MotorCommand.Off _ -> 2;
                    case MotorCommand.MoveTo to -> to.targetMicrosteps() * 31 + to.paceMicrostepsPerS();
                });
        digest = mix(digest, record.signal().toneHz());
        digest = mix(digest, record.signal().lamp().name().hashCode());
        digest = mix(digest, record.demand().due().nanolitres());
        digest = mix(digest, record.demand().ahead().nanolitres());
        digest = mix(digest, record.after().phase().name().hashCode());
        digest = mix(digest, record.trustPosition() ? 1 : 0);
        digest = mix(digest, record.wanted().orElse(Authority.NONE));
        List<Event> events = record.events();
        for (int i = 0; i < events.size(); i++) {
            digest = mix(digest, Json.MAPPER.writeValueAsString(events.get(i)).hashCode());
        }
        return digest;
    }

    private static long mix(long digest, Authority wanted) {
        long mixed = mix(digest, wanted.number());
        mixed = mix(mixed, wanted.order());
        mixed = mix(mixed, wanted.part());
        mixed = mix(mixed, wanted.partStart());
        mixed = mix(mixed, wanted.settled());
        mixed = mix(mixed, wanted.width());
        mixed = mix(mixed, wanted.authorised());
        mixed = mix(mixed, wanted.scale().anchor());
        mixed = mix(mixed, wanted.scale().anchorTravel());
        mixed = mix(mixed, wanted.scale().below());
        mixed = mix(mixed, wanted.scale().above());
        mixed = mix(mixed, wanted.unsettledStops());
        return mix(mixed, wanted.reverse());
    }

    private static long mix(long digest, long value) {
        return (digest ^ value) * PRIME;
    }

    private static void writeSample(DataOutputStream out, SensorSample sample) throws IOException {
        out.writeLong(sample.clock().monotonicNs());
        out.writeLong(sample.clock().wallMs());
        out.writeLong(sample.motor().encoderMicrosteps());
        out.writeLong(sample.motor().driveMicrosteps());
        out.writeBoolean(sample.motor().positionSurvived());
        out.writeBoolean(sample.motor().driverFault());
        out.writeInt(sample.line().upstream().pascals());
        out.writeInt(sample.line().downstream().pascals());
        out.writeInt(sample.line().airDetectorMv());
        out.writeBoolean(sample.enclosure().doorClosed());
        out.writeBoolean(sample.enclosure().setSeated());
        out.writeBoolean(sample.enclosure().keys().start());
        out.writeBoolean(sample.enclosure().keys().stop());
        out.writeBoolean(sample.enclosure().keys().dose());
        out.writeInt(sample.enclosure().boardMilliCelsius());
        out.writeBoolean(sample.enclosure().supervision().monitorTripped());
        out.writeBoolean(sample.enclosure().supervision().selfTestFailed());
        out.writeBoolean(sample.enclosure().supervision().tampered());
        writeGuard(out, sample.enclosure().supervision().guard());
        writeFaults(out, sample.enclosure().supervision().faults());
        out.writeBoolean(sample.power().mainsPresent());
        out.writeInt(sample.power().chargePermille());
    }

    private static void writeGuard(DataOutputStream out, Guard guard) throws IOException {
        out.writeBoolean(guard.fitted());
        if (guard.fitted()) {
            out.writeLong(guard.envelopeId());
            out.writeBoolean(guard.armed());
            out.writeBoolean(guard.overdue());
            out.writeBoolean(guard.forgetful());
        }
    }

    private static Guard readGuard(DataInputStream in) throws IOException {
        return in.readBoolean()
                ? new Guard(true, in.readLong(), in.readBoolean(), in.readBoolean(), in.readBoolean())
                : Guard.NONE;
    }

    private static void writeFaults(DataOutputStream out, Set<BoardFault> faults) throws IOException {
        out.writeByte(faults.size());
        for (BoardFault fault : BoardFault.values()) {
            if (faults.contains(fault)) {
                writeText(out, fault.name());
            }
        }
    }

    private static Set<BoardFault> readFaults(DataInputStream in) throws IOException {
        int count = limited(in.readUnsignedByte(), BoardFault.values().length);
        Set<BoardFault> faults = EnumSet.noneOf(BoardFault.class);
        for (int i = 0; i < count; i++) {
            faults.add(BoardFault.valueOf(readText(in)));
        }
        return faults;
    }

    private static SensorSample readSample(DataInputStream in) throws IOException {
        return new SensorSample(
                new ClockSample(in.readLong(), in.readLong()),
                new MotorSample(in.readLong(), in.readLong(), in.readBoolean(), in.readBoolean()),
                new LineSample(new Pressure(in.readInt()), new Pressure(in.readInt()), in.readInt()),
                new EnclosureSample(
                        in.readBoolean(),
                        in.readBoolean(),
                        new Keys(in.readBoolean(), in.readBoolean(), in.readBoolean()),
                        in.readInt(),
                        new Supervision(
                                in.readBoolean(), in.readBoolean(), in.readBoolean(), readGuard(in), readFaults(in))),
                new PowerSample(in.readBoolean(), in.readInt()));
    }

    static void writeCalibration(DataOutputStream out, Calibration calibration) throws IOException {
        out.writeBoolean(calibration.type().equals(TypeEffects.NONE));
        out.writeBoolean(calibration.set().isPresent());
        if (calibration.set().isPresent()) {
            SetFactor factor = calibration.set().get();
            writeText(out, factor.id());
            out.writeInt(factor.millionths());
            out.writeInt(factor.uncertaintyMillionths());
        }
    }

    static Calibration readCalibration(DataInputStream in, Mechanism mechanism) throws IOException {
        TypeEffects type = in.readBoolean() ? TypeEffects.NONE : TypeEffects.of(mechanism);
        try {
            return new Calibration(
                    type,
                    in.readBoolean()
                            ? Optional.of(new SetFactor(readText(in), in.readInt(), in.readInt()))
                            : Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new IOException("the recorded calibration cannot be: " + e.getMessage(), e);
        }
    }

    private static void writeGranted(DataOutputStream out, Granted granted) throws IOException {
        Authority authority = granted.authority();
        out.writeLong(authority.number());
        out.writeLong(authority.order());
        out.writeInt(authority.part());
        out.writeLong(authority.partStart());
        out.writeLong(authority.settled());
        out.writeLong(authority.width());
        out.writeLong(authority.authorised());
        out.writeLong(authority.scale().anchor());
        out.writeLong(authority.scale().anchorTravel());
        out.writeInt(authority.scale().below());
        out.writeInt(authority.scale().above());
        out.writeInt(authority.unsettledStops());
        out.writeLong(authority.reverse());
        out.writeBoolean(granted.stores().journalFailed());
        out.writeBoolean(granted.stores().copyFailed());
        out.writeLong(granted.stores().behindNs());
    }

    private static Granted readGranted(DataInputStream in) throws IOException {
        Authority authority = new Authority(
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                new Scale(in.readLong(), in.readLong(), in.readInt(), in.readInt()),
                in.readInt(),
                in.readLong());
        return new Granted(authority, new StoreHealth(in.readBoolean(), in.readBoolean(), in.readLong()));
    }

    private static void writeCommand(DataOutputStream out, Command command) throws IOException {
        writeText(out, kind(command).name());
        writeText(out, command.by());
        switch (command) {
            case Command.Accept accept -> {
                writeText(out, accept.order().text());
                writeText(out, accept.reason());
            }
            case Command.Rejected rejected -> {
                writeText(out, rejected.what());
                writeText(out, rejected.why());
            }
            case Command.AlarmAccepted accepted -> out.writeLong(accepted.alarm());
            case Command.Start _, Command.Pause _, Command.Acknowledge _, Command.PauseAudio _ -> {}
            case Command.ContainerChanged _, Command.End _, Command.PharmacyPresent _, Command.RampDown _ -> {}
            case Command.RequestBolus request -> writeText(out, request.kind().name());
            case Command.Titrate titrate -> {
                out.writeLong(titrate.rate().nanolitres());
                out.writeLong(titrate.rate().perNs());
            }
        }
    }

    private static Command readCommand(DataInputStream in) throws IOException {
        CommandKind kind;
        String name = readText(in);
        try {
            kind = CommandKind.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IOException("unknown command " + name, e);
        }
        String by = readText(in);
        return switch (kind) {
            case ACCEPT -> new Command.Accept(order(readText(in)), by, readText(in));
            case START -> new Command.Start(by);
            case PAUSE -> new Command.Pause(by);
            case ACKNOWLEDGE -> new Command.Acknowledge(by);
            case PAUSE_AUDIO -> new Command.PauseAudio(by);
            case CONTAINER_CHANGED -> new Command.ContainerChanged(by);
            case END -> new Command.End(by);
            case REQUEST_BOLUS -> new Command.RequestBolus(bolusKind(readText(in)), by);
            case TITRATE -> new Command.Titrate(new FlowRate(in.readLong(), in.readLong()), by);
            case RAMP_DOWN -> new Command.RampDown(by);
            case ALARM_ACCEPTED -> new Command.AlarmAccepted(in.readLong(), by);
            case PHARMACY_PRESENT -> new Command.PharmacyPresent(by);
            case REJECTED -> new Command.Rejected(readText(in), readText(in), by);
        };
    }

    private static BolusLog.Kind bolusKind(String name) throws IOException {
        try {
            return BolusLog.Kind.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IOException("unknown kind of bolus " + name, e);
        }
    }

    private static CommandKind kind(Command command) {
        return switch (command) {
            case Command.Accept _ -> CommandKind.ACCEPT;
            case Command.Start _ -> CommandKind.START;
            case Command.Pause _ -> CommandKind.PAUSE;
            case Command.Acknowledge _ -> CommandKind.ACKNOWLEDGE;
            case Command.PauseAudio _ -> CommandKind.PAUSE_AUDIO;
            case Command.ContainerChanged _ -> CommandKind.CONTAINER_CHANGED;
            case Command.End _ -> CommandKind.END;
            case Command.RequestBolus _ -> CommandKind.REQUEST_BOLUS;
            case Command.Titrate _ -> CommandKind.TITRATE;
            case Command.RampDown _ -> CommandKind.RAMP_DOWN;
            case Command.AlarmAccepted _ -> CommandKind.ALARM_ACCEPTED;
            case Command.PharmacyPresent _ -> CommandKind.PHARMACY_PRESENT;
            case Command.Rejected _ -> CommandKind.REJECTED;
        };
    }

    private static Order order(String text) throws IOException {
        return switch (PrescriptionReader.read(text.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Accepted read -> Order.of(read.prescription(), read.canonicalText(), read.sha256());
            case Reading.Refused refused ->
                throw new IOException("a recorded prescription cannot be read: " + refused.problems());
        };
    }

    static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String readText(DataInputStream in) throws IOException {
        int length = limited(in.readInt(), LIMIT_TEXT_BYTES);
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static int limited(int count, int most) throws IOException {
        if (count < 0 || count > most) {
            throw new IOException("a count of " + count + " is above its limit of " + most);
        }
        return count;
    }
}
