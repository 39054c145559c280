package org.steadyflow.firmware.control;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.Granted;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.core.Phase;
import org.steadyflow.firmware.core.PumpController;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.core.PumpState;
import org.steadyflow.firmware.core.TickInput;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.firmware.ledger.JournalFold;
import org.steadyflow.firmware.ledger.Ledger;
import org.steadyflow.firmware.ledger.Recovery;
import org.steadyflow.firmware.prescription.PrescriptionReader;
import org.steadyflow.firmware.prescription.Reading;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.hal.device.EnclosureSample;
import org.steadyflow.hal.device.Keys;
import org.steadyflow.hal.device.LineSample;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.device.PowerSample;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.telemetry.journal.LineCodec;
import org.steadyflow.telemetry.message.Entry;
import org.steadyflow.telemetry.message.Event;
import org.steadyflow.telemetry.message.Json;

/**
 * Runs the core and the codecs before the first real tick, on a pump of its own in memory whose motor is always where
 * it was told to be: so that what the first ticks of an infusion need is loaded and compiled before the motor may be
 * armed. Touches no hardware, no store and no socket, and nothing of it is left. One thread.
 */
public final class WarmUp {
    /** What the compiler takes for much used, and some more. */
    public static final int TICKS = 3_000;

    /** On a slow machine a start that is late is worse than a tick that is. */
    public static final Duration LONGEST = Duration.ofMillis(1_500);

    /** A rate and a volume that every mechanism can give. */
    private static final String PRESCRIPTION = """
            {"schema": "steadyflow/prescription/1", "id": "warm-up", "patient": "nobody",
             "drug": {"name": "water", "concentration": "1 mg/mL"}, "route": "intravenous_central",
             "container": {"volume": "1 mL", "residual": "0 mL"},
             "regimen": {"type": "continuous", "rate": "1 mL/h", "volume": "0.9 mL"},
             "at_end": "stop"}
            """;

    private static final String NOBODY = "warm-up";
    private static final long TICK_MS = 50;
    private static final long TICK_NS = TICK_MS * 1_000_000;
    private static final long START_WALL_MS = 1_767_254_400_000L;
    private static final int ACCEPT_AT = 20;
    private static final int START_AT = 40;
    private static final int LOOK_EVERY = StatusFeed.EVERY_TICKS;
    private static final int TREMBLE = 7;
    private static final int TREMBLE_PA = 8;
    private static final int LIQUID_MV = 1_600;
    private static final int ROOM_MILLI_CELSIUS = 25_000;
    private static final int FULL_PERMILLE = 1_000;

    private final PumpController controller;
    private final StatusBuilder status;
    private PumpState state;
    private Granted granted = Granted.NONE;
    private long tick;
    private long position;
    private long seq;
    private String lastHash = LineCodec.GENESIS;

    private WarmUp(PumpSetup setup) {
        controller = new PumpController(setup);
        status = new StatusBuilder(NOBODY, 1, setup);
        state = Recovery.recover(
                        new JournalFold(),
                        new Ledger.Reading(Authority.NONE, List.of()),
                        false,
                        _ -> Optional.empty(),
                        new ClockSample(0, START_WALL_MS))
                .state();
    }

    /**
     * What was done.
     *
     * @param ticks of the scratch pump
     * @param phase in which they left it
     */
    public record Done(long ticks, Phase phase) {}

    /**
     * Runs until {@code ticks} are done or {@code longest} is over.
     *
     * @param setup of the real pump; its drug library is left out, as it may forbid the scratch pump's order
     */
    public static Done run(PumpSetup setup, int ticks, Duration longest) {
        WarmUp scratch = new WarmUp(new PumpSetup(
                setup.mechanism(), setup.pharmacyExpected(), setup.pace(), Optional.empty(), setup.calibration()));
        long endNs = System.nanoTime() + longest.toNanos();
        while (scratch.tick < ticks && System.nanoTime() - endNs < 0) {
            scratch.tick();
        }
        return new Done(scratch.tick, scratch.state.phase());
    }

    private void tick() {
        tick++;
        TickInput input = new TickInput(sample(), asked(), granted);
        TickRecord record = controller.step(state, input);
        state = record.after();
        granted = record.wanted().map(wanted -> new Granted(wanted, false)).orElse(granted);
        if (record.command() instanceof MotorCommand.MoveTo to) {
            position = to.targetMicrosteps();
        }
        for (Event event : record.events()) {
            lastHash = LineCodec.hash(LineCodec.encode(entry(event), lastHash));
        }
        if (tick % LOOK_EVERY == 0) {
            Json.MAPPER.writeValueAsString(status.status(tick, input, record));
        }
    }

    private List<Command> asked() {
        if (tick == ACCEPT_AT) {
            return List.of(new Command.Accept(order(), NOBODY));
        }
        return tick == START_AT ? List.of(new Command.Start(NOBODY)) : List.of();
    }

    private static Order order() {
        return switch (PrescriptionReader.read(PRESCRIPTION.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Accepted read -> Order.of(read.prescription(), read.canonicalText(), read.sha256());
            case Reading.Refused refused -> throw new IllegalStateException("warm-up: " + refused.problems());
        };
    }

    private Entry entry(Event event) {
        seq++;
        return new Entry(Entry.SCHEMA, NOBODY, seq, 1, tick * TICK_MS, START_WALL_MS + tick * TICK_MS, event);
    }

    /** Readings that never tremble would be broken sensors. */
    private SensorSample sample() {
        int noise = (int) (tick % TREMBLE) * TREMBLE_PA;
        Pressure pressure = Pressure.ofMmHg(20).plus(Pressure.ofPascals(noise));
        return new SensorSample(
                new ClockSample(tick * TICK_NS, START_WALL_MS + tick * TICK_MS),
                new MotorSample(Math.floorDiv(position * 2, 25) * 25 / 2, position, true, false),
                new LineSample(pressure, pressure, LIQUID_MV + noise),
                new EnclosureSample(true, Keys.RELEASED, ROOM_MILLI_CELSIUS + noise),
                new PowerSample(true, FULL_PERMILLE));
    }
}
