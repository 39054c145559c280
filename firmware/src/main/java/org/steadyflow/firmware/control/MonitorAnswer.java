package org.steadyflow.firmware.control;

import java.nio.ByteBuffer;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.PumpState;
import org.steadyflow.firmware.core.TickInput;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.firmware.motion.Scale;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.quantity.MicrostepVolume;

/** A tick's results as the monitor wants to hear them; docs/monitor.md has layout and sums. Any thread. */
final class MonitorAnswer {
    static final int BYTES = 120;

    private static final int MAGIC = 0x5346_4D41;
    private static final short VERSION = 1;
    private static final int FIELDS = 13;
    private static final long FARTHEST_MICROSTEPS = 1L << 40;

    private final Mechanism mechanism;
    private final MicrostepVolume turn;

    MonitorAnswer(Mechanism mechanism) {
        this.mechanism = mechanism;
        MicrostepVolume step = mechanism.microstep();
        long perTurn = (long) Mechanism.MICROSTEPS_PER_TURN * mechanism.motorTurnsOfMagnet();
        this.turn = new MicrostepVolume(Math.multiplyExact(step.nanolitres(), perTurn), step.microsteps());
    }

    /**
     * What identifies an answer beside the tick's results.
     *
     * @param session one number for each start of control
     * @param flow what the tick's stages left
     */
    record Head(long session, long question, long tick, long flow) {}

    byte[] of(Head head, TickInput input, TickRecord record) {
        PumpState state = record.after();
        MotorSample motor = input.sample().motor();
        Granted granted = granted(state, motor);
        long[] fields = {
            head.session(),
            head.question(),
            head.tick(),
            state.order().map(order -> order.envelopeId()).orElse(0L),
            turn.nanolitres(),
            turn.microsteps(),
            kind(record.command()),
            record.command() instanceof MotorCommand.MoveTo to ? volume(to.targetMicrosteps()) : 0,
            volume(motor.encoderMicrosteps()),
            yieldAt(state.shaft().scale(), motor.encoderMicrosteps()),
            granted.number(),
            granted.end(),
            granted.floor()
        };
        return frame(head.flow(), calls(record), fields);
    }

    /** A pump whose own test failed may have no sounder: what it should sound, the monitor's buzzer sounds with it. */
    private static boolean calls(TickRecord record) {
        return record.signal().toneHz() != 0 && record.after().safety().board().isActive(AlarmRow.SELF_TEST_FAILED);
    }

    private static byte[] frame(long flow, boolean calls, long[] fields) {
        long sum = flow;
        for (int i = 0; i < FIELDS; i++) {
            sum = MonitorSum.of(sum, fields[i]);
        }
        ByteBuffer out = ByteBuffer.allocate(BYTES);
        out.putInt(MAGIC).putShort(VERSION).put((byte) fields[6]).put((byte) (calls ? 1 : 0));
        for (int i = 0; i < 6; i++) {
            out.putLong(fields[i]);
        }
        out.putLong(fields[7]).putLong(fields[8]);
        out.putInt((int) fields[9]).putInt(0);
        out.putLong(fields[10]).putLong(fields[11]).putLong(fields[12]);
        return out.putLong(flow).putLong(sum).array();
    }

    private static int kind(MotorCommand command) {
        return switch (command) {
            case MotorCommand.Off _ -> 0;
            case MotorCommand.Hold _ -> 1;
            case MotorCommand.MoveTo _ -> 2;
        };
    }

    private static int yieldAt(Scale scale, long coordinate) {
        return coordinate < scale.anchor() ? scale.below() : scale.above();
    }

    private long volume(long microsteps) {
        long near = Math.clamp(microsteps, -FARTHEST_MICROSTEPS, FARTHEST_MICROSTEPS);
        return mechanism.microstep().volumeOf(near).nanolitres();
    }

    /** Ends of an authority in the shaft's coordinate, nanolitres. */
    private record Granted(long number, long end, long floor) {}

    /** A record counts where its coordinate is the shaft's own; else the shaft has room for nothing. */
    private Granted granted(PumpState state, MotorSample motor) {
        Authority durable = state.grants().durable();
        boolean counts = motor.positionSurvived()
                && state.lastKnown().isEmpty()
                && state.order().isPresent()
                && state.order().get().tag() == durable.order();
        if (!counts) {
            long here = volume(motor.encoderMicrosteps());
            return new Granted(0, here, here);
        }
        Scale scale = durable.scale();
        return new Granted(
                durable.number(),
                volume(scale.coordinateOf(
                        Math.max(durable.authorised(), durable.settled() + durable.width()) - durable.width())),
                volume(scale.coordinateOf(durable.least())));
    }
}
