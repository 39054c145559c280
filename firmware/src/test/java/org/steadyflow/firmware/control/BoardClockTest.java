package org.steadyflow.firmware.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.hal.device.EnclosureSample;
import org.steadyflow.hal.device.Feedback;
import org.steadyflow.hal.device.Keys;
import org.steadyflow.hal.device.LineSample;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.MotorDrive;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.device.PowerSample;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.telemetry.journal.FileStorage;
import org.steadyflow.telemetry.journal.JournalLine;
import org.steadyflow.telemetry.journal.JournalReader;
import org.steadyflow.telemetry.journal.LineCodec;
import org.steadyflow.telemetry.message.Entry;
import org.steadyflow.telemetry.message.Event;

/** By which clock the lines of a start are stamped. */
@Tag("REQ-329")
class BoardClockTest {
    /** In the year 2030, so that no test mistakes it for the computer's. */
    private static final long CHIP_S = 1_900_000_000L;

    private static final long SAMPLE_MS = 2_000_000_000_000L;
    /** An hour after the computer's start, where the chip tells nothing. */
    private static final long UNSET_MS = 3_600_000;

    private static final long NEAR_MS = 1_000;

    private final long begunNs = System.nanoTime();

    @Test
    void beforeTheFirstSampleItIsTheBoardsClock() {
        assertNear(CHIP_S * 1_000, clockOf(board(OptionalLong.of(CHIP_S))).now().wallMs());
    }

    @Test
    void aClockThatIsSilentOrWasNeverSetIsNotBelieved() {
        long nowMs = System.currentTimeMillis();
        assertNear(nowMs, clockOf(board(OptionalLong.empty())).now().wallMs());
        assertNear(nowMs, clockOf(board(OptionalLong.of(946_684_800L))).now().wallMs());
        assertNear(nowMs, clockOf(hardware()).now().wallMs());
    }

    @Test
    void afterASampleItIsTheSamples() {
        BoardClock clock = clockOf(board(OptionalLong.of(CHIP_S)));
        assertEquals(7, clock.read().clock().monotonicNs());
        assertNear(SAMPLE_MS, clock.now().wallMs());
    }

    /** A control that starts anew beside a dead clock chip must not take the outage for one of decades. */
    @Test
    @Tag("REQ-361")
    void whereNoSampleHasATimeTheComputersGoesOn() {
        PumpHardware dead = hardware().with(() -> at(UNSET_MS));
        BoardClock clock = clockOf(dead);
        assertNear(System.currentTimeMillis(), clock.read().clock().wallMs());
        assertEquals(7, clock.read().clock().monotonicNs());
        assertNear(System.currentTimeMillis(), clock.now().wallMs());
    }

    @Test
    void theMonotonicHalfIsTheComputersAndNeverASamples() {
        long before = System.nanoTime();
        BoardClock clock = clockOf(board(OptionalLong.of(CHIP_S)));
        clock.read();
        long after = clock.now().monotonicNs();
        assertTrue(after >= before && after <= System.nanoTime(), after + " ns");
    }

    @Test
    void theFirstLinesOfAJournalAreStampedByIt(@TempDir Path dir) throws IOException {
        ControlProcess.Settings settings = new ControlProcess.Settings(
                dir, new StartUp.Identity("pump-1", "0"), Optional.empty(), Optional.empty(), Optional.empty());
        ControlProcess.run(settings, board(OptionalLong.of(CHIP_S)), RealTimeLoop::stop);
        try (JournalReader journal = JournalReader.from(FileStorage.readOnly(dir.resolve("journal")), 1)) {
            Entry first = LineCodec.decode((JournalLine) journal.read(1).getFirst());
            assertInstanceOf(Event.PumpStarted.class, first.event());
            assertNear(CHIP_S * 1_000, first.wallMs());
        }
    }

    private static BoardClock clockOf(PumpHardware hardware) {
        return BoardClock.of(hardware);
    }

    /** No further off than the test has lasted. */
    private void assertNear(long expectedMs, long ms) {
        long lastedMs = (System.nanoTime() - begunNs) / 1_000_000;
        assertTrue(Math.abs(ms - expectedMs) < NEAR_MS + lastedMs, ms + " ms, not " + expectedMs);
    }

    private static PumpHardware hardware() {
        MotorDrive still = new MotorDrive() {
            @Override
            public void apply(MotorCommand command) {
                // It stands.
            }

            @Override
            public void trustPosition() {
                // It has none.
            }
        };
        return new PumpHardware(BoardClockTest::sample, still, _ -> {}, () -> {});
    }

    private static SensorSample sample() {
        return at(SAMPLE_MS);
    }

    private static SensorSample at(long wallMs) {
        return new SensorSample(
                new ClockSample(7, wallMs),
                new MotorSample(0, 0, true, false),
                new LineSample(Pressure.ZERO, Pressure.ZERO, 2_000),
                new EnclosureSample(true, Keys.RELEASED, 20_000),
                new PowerSample(true, 1_000));
    }

    private static PumpHardware board(OptionalLong second) {
        Feedback feedback = new Feedback() {
            @Override
            public Faults faults() {
                return new Faults(List.of(), List.of());
            }

            @Override
            public boolean lampHasCurrent() {
                return false;
            }

            @Override
            public boolean sounderHasCurrent() {
                return false;
            }

            @Override
            public OptionalLong clockSecond() {
                return second;
            }
        };
        SelfTestRig.Pace pace = new SelfTestRig.Pace() {
            private long nowNs;

            @Override
            public long nowNs() {
                return nowNs;
            }

            @Override
            public void awaitNs(long monotonicNs) {
                nowNs = Math.max(nowNs, monotonicNs);
            }
        };
        return hardware().with(new SelfTestRig(feedback, pace, Optional.empty(), Map.of(), "boot-1"));
    }
}
