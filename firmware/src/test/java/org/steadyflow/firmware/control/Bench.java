package org.steadyflow.firmware.control;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.Granted;
import org.steadyflow.firmware.core.Order;
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

/** The core on a motor that is always where it was told to be, and stores that always work. One tick at a time. */
final class Bench {
    static final String PRESCRIPTION = """
            {"schema": "steadyflow/prescription/1", "id": "T-1", "patient": "Nobody",
             "drug": {"name": "vancomycin", "concentration": "5 mg/mL"}, "route": "intravenous_central",
             "container": {"volume": "100 mL", "residual": "5 mL"},
             "regimen": {"type": "intermittent", "dose": "10 mL", "rate": "100 mL/h", "interval": "1 h", "count": 3},
             "at_end": "stop"}
            """;
    static final long START_WALL_MS = 1_767_254_400_000L;
    private static final long TICK_NS = 50_000_000L;

    private final PumpController controller;
    private PumpState state;
    private Granted granted = Granted.NONE;
    private long ticks;
    private long position;

    Bench(boolean pharmacyExpected) {
        this(new PumpSetup(PumpSetup.CASSETTE, pharmacyExpected, 1));
    }

    Bench(PumpSetup setup) {
        controller = new PumpController(setup);
        state = Recovery.recover(
                        new JournalFold(),
                        new Ledger.Reading(Authority.NONE, List.of()),
                        false,
                        _ -> Optional.empty(),
                        new ClockSample(0, START_WALL_MS))
                .state();
    }

    /** What a tick saw and decided. */
    record Seen(TickInput input, TickRecord record) {}

    Seen tick(Command... commands) {
        ticks++;
        TickInput input = new TickInput(sample(), List.of(commands), granted);
        TickRecord record = controller.step(state, input);
        state = record.after();
        granted = record.wanted().map(wanted -> new Granted(wanted, false)).orElse(granted);
        if (record.command() instanceof MotorCommand.MoveTo to) {
            position = to.targetMicrosteps();
        }
        return new Seen(input, record);
    }

    Seen ticks(int count) {
        Seen seen = tick();
        for (int i = 1; i < count; i++) {
            seen = tick();
        }
        return seen;
    }

    static Order order() {
        return order(PRESCRIPTION);
    }

    static Order order(String prescription) {
        return switch (PrescriptionReader.read(prescription.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Accepted accepted ->
                Order.of(accepted.prescription(), accepted.canonicalText(), accepted.sha256());
            case Reading.Refused refused -> throw new AssertionError(refused.problems());
        };
    }

    /** A reading that never trembles would be a broken sensor. */
    private int noise() {
        return (int) (ticks % 7) * 8;
    }

    private Pressure withNoise(long mmHg) {
        return Pressure.ofMmHg(mmHg).plus(Pressure.ofPascals(noise()));
    }

    private SensorSample sample() {
        long encoder = Math.floorDiv(position * 2, 25) * 25 / 2;
        return new SensorSample(
                new ClockSample(ticks * TICK_NS, START_WALL_MS + ticks * 50),
                new MotorSample(encoder, position, true, false),
                new LineSample(withNoise(30), withNoise(12), 1_600 + noise()),
                new EnclosureSample(true, Keys.RELEASED, 25_000 + noise()),
                new PowerSample(true, 1_000));
    }
}
