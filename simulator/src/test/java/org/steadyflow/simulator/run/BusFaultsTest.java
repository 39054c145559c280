package org.steadyflow.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.firmware.core.Phase;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.simulator.chips.BusFault;
import org.steadyflow.simulator.chips.BusFaults;
import org.steadyflow.simulator.chips.EmulatedBoard;
import org.steadyflow.simulator.chips.MotorLine;
import org.steadyflow.simulator.emulated.ChipLines;
import org.steadyflow.simulator.world.HardKey;

/** Whole infusions on an emulated board whose buses fail; {@link BoardPump} asserts at each step what may flow. */
class BusFaultsTest {
    private static final int ML = 1;
    private static final int[] RATES = {125, 400};
    private static final Set<AlarmRow> ENDS = EnumSet.of(AlarmRow.NEAR_END, AlarmRow.INFUSION_COMPLETE);
    private static final long BEFORE_MS = 3_000;
    /** Each fault is told by then. */
    private static final long TOLD_MS = 500;

    private static final long LONGEST_MS = 60_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private enum Bus {
        SERIAL(AlarmRow.MOTOR_FAULT),
        CONTROL(AlarmRow.SENSOR_FAULT),
        MONITOR(AlarmRow.MONITOR_TRIP);

        private final AlarmRow row;

        Bus(AlarmRow row) {
            this.row = row;
        }

        BusFaults of(BoardPump pump) {
            return switch (this) {
                case SERIAL -> pump.chips.serialFaults();
                case CONTROL -> pump.chips.busFaults(EmulatedBoard.CONTROL_BUS);
                case MONITOR -> pump.chips.busFaults(EmulatedBoard.MONITOR_BUS);
            };
        }

        /** Faults that there are on this bus. */
        List<BusFault> faults() {
            List<BusFault> all = new ArrayList<>(List.of(BusFault.values()));
            all.remove(BusFault.NONE);
            if (this == SERIAL) {
                all.remove(BusFault.DATA_LOW);
            } else {
                all.removeAll(List.of(BusFault.ECHO_LOST, BusFault.EXTRA_BYTE));
            }
            return all;
        }

        BoardPump pump(int ml, int rate, long seed) throws IOException {
            return new BoardPump(ml, rate, this == MONITOR, seed, DirectLines::new);
        }
    }

    private interface Case {
        /** @param pump infuses, and the fault has just begun */
        void run(BoardPump pump, Bus bus, BusFault fault) throws IOException;
    }

    private static void each(Case one) throws IOException {
        for (Bus bus : Bus.values()) {
            for (BusFault fault : bus.faults()) {
                for (int rate : RATES) {
                    BoardPump pump = bus.pump(ML, rate, 1);
                    pump.pass(BEFORE_MS);
                    bus.of(pump).lasting(fault);
                    one.run(pump, bus, fault);
                }
            }
        }
    }

    @Test
    @Tag("REQ-327")
    void aFaultOfOneTickOnAnyBusIsNoAlarmAndTheDoseIsWhole() throws IOException {
        each((pump, bus, fault) -> {
            pump.pass(40);
            bus.of(pump).mend();
            pump.finish(LONGEST_MS);
            assertWhole(pump, ML, bus + " " + fault);
            assertEquals(ENDS, pump.raised(), () -> bus + " " + fault);
        });
    }

    @Test
    @Tag("REQ-327")
    void aFaultThatLastsIsToldByItsNameAndTheMotorStands() throws IOException {
        each((pump, bus, fault) -> {
            assertStopped(pump, bus.row, bus + " " + fault);
            assertTrue(pump.longestTickMs() < 50, () -> bus + " " + fault + ": " + pump.longestTickMs() + " ms a tick");
            assertEquals(bus != Bus.MONITOR, pump.railUp());
            assertEquals(bus == Bus.SERIAL, pump.isEnableGone(), "a driver that cannot be told off loses its enable");
        });
    }

    @Test
    @Tag("REQ-327")
    void afterAFaultOfASecondAPersonStartsAgainAndTheDoseIsWhole() throws IOException {
        each((pump, bus, fault) -> {
            pump.pass(1_000);
            bus.of(pump).mend();
            assertStopped(pump, bus.row, bus + " " + fault);
            pump.startAgain();
            pump.finish(LONGEST_MS);
            assertWhole(pump, ML, bus + " " + fault);
        });
    }

    @Test
    @Tag("REQ-328")
    void wrongBitsNowAndThenAreNoAlarmAndTheDoseIsWhole() throws IOException {
        for (Bus bus : Bus.values()) {
            assertNoticesNothing(bus, 125, 1e-3);
            assertNoticesNothing(bus, 400, 1e-3);
            assertNoticesNothing(bus, 400, 1e-4);
        }
    }

    private static void assertNoticesNothing(Bus bus, int rate, double probability) throws IOException {
        BoardPump pump = bus.pump(10, rate, 3);
        bus.of(pump).rate(BusFault.BIT_FLIP, probability);
        pump.finish(400_000);
        assertWhole(pump, 10, bus + " " + probability);
        assertEquals(ENDS, pump.raised(), bus::toString);
        assertTrue(bus.of(pump).struck() > 0, bus::toString);
    }

    @Test
    @Tag("REQ-327")
    void withAHundredthOfAllTransfersWrongItEndsWholeOrStandsStill() throws IOException {
        for (Bus bus : Bus.values()) {
            for (int seed = 1; seed <= 3; seed++) {
                BoardPump pump = bus.pump(10, 400, seed);
                bus.of(pump).rate(BusFault.BIT_FLIP, 1e-2);
                pump.finish(120_000);
                if (pump.phase() == Phase.COMPLETE) {
                    assertWhole(pump, 10, bus.toString());
                } else {
                    assertEquals(Phase.STOPPED, pump.phase(), bus::toString);
                }
            }
        }
    }

    @Test
    @Tag("REQ-327")
    void anAdapterThatIsPulledIsAMotorFaultAndOnceItIsBackTheDoseIsCompleted() throws IOException {
        for (int rate : RATES) {
            List<DirectLines> opened = new ArrayList<>();
            BoardPump pump = new BoardPump(ML, rate, false, 1, chips -> {
                opened.add(new DirectLines(chips));
                return opened.getFirst();
            });
            pump.pass(BEFORE_MS);
            opened.getFirst().pull(true);
            assertStopped(pump, AlarmRow.MOTOR_FAULT, "pulled");
            assertFalse(pump.world.truth().motorTurning());
            opened.getFirst().pull(false);
            pump.pass(1_000);
            pump.startAgain();
            pump.finish(LONGEST_MS);
            assertWhole(pump, ML, "put back");
        }
    }

    @Test
    @Tag("REQ-327")
    void aRealPortThatIsPulledInTheMiddleOfAnInfusionIsOpenedAnew() throws IOException {
        List<MotorLine> plugs = new ArrayList<>();
        BoardPump pump = new BoardPump(ML, 400, false, 1, chips -> {
            plugs.add(chips.openMotorLine(folder.resolve("motor")));
            return ChipLines.of(chips, plugs.getFirst().path());
        });
        try (MotorLine plug = plugs.getFirst()) {
            pump.pass(BEFORE_MS);
            plug.unplug();
            assertStopped(pump, AlarmRow.MOTOR_FAULT, "pulled");
            plug.plugIn();
            long endNs = System.nanoTime() + 20_000_000_000L;
            while (pump.phase() != Phase.INFUSING && System.nanoTime() < endNs) {
                pump.startAgain();
            }
            pump.finish(LONGEST_MS);
            assertWhole(pump, ML, "put back");
        } finally {
            pump.close();
        }
    }

    @Test
    @Tag("REQ-339")
    void theStopKeyInTheMiddleOfAMoveIsAPauseAndNoFaultOfTheMotor() throws IOException {
        for (int rate : RATES) {
            for (int holdMs : new int[] {200, 3_000}) {
                BoardPump pump = Bus.MONITOR.pump(ML, rate, 1);
                pump.pass(BEFORE_MS + holdMs % 70);
                pump.world.press(HardKey.STOP, holdMs * 1_000_000L);
                pump.pass(holdMs + 2_000);
                String when = rate + " mL/h, " + holdMs + " ms";
                assertEquals(Phase.PAUSED, pump.phase(), () -> when + ": " + pump.raised());
                assertFalse(pump.raised().contains(AlarmRow.MOTOR_FAULT), when);
                pump.startAgain();
                pump.finish(LONGEST_MS);
                assertWhole(pump, ML, when);
                assertFalse(pump.raised().contains(AlarmRow.MOTOR_FAULT), when);
            }
        }
    }

    @Test
    @Tag("REQ-323")
    @Tag("REQ-370")
    void aDriverThatIsResetInTheMiddleOfAMoveIsAMotorFaultAndControlStartsAnewAndSettles() throws IOException {
        for (int rate : RATES) {
            for (int atMs = 10; atMs < 8_000; atMs = atMs * 3 / 2 + 7) {
                BoardPump pump = Bus.SERIAL.pump(ML, rate, 1);
                pump.pass(atMs);
                pump.chips.resetMotorDriver();
                String when = rate + " mL/h, " + atMs + " ms";
                assertStopped(pump, AlarmRow.MOTOR_FAULT, when);
                long given = pump.given();
                assertEquals(1, pump.ends(), when);
                assertTrue(pump.raised().contains(AlarmRow.VOLUME_UNSURE), when);
                assertEquals(given, pump.given(), when);
                pump.assertLedgerHolds(when);
                pump.startAgain();
                pump.finish(LONGEST_MS);
                assertEquals(Phase.COMPLETE, pump.phase(), () -> when + pump.raised());
            }
        }
    }

    /** It stops by this row's hand soon after now, and stays where it is. */
    private static void assertStopped(BoardPump pump, AlarmRow row, String words) throws IOException {
        pump.pass(TOLD_MS);
        assertTrue(pump.raised().contains(row), () -> words + ": " + pump.raised());
        long given = pump.given();
        pump.pass(10_000);
        assertEquals(given, pump.given(), words);
        assertEquals(Phase.STOPPED, pump.phase(), words);
        assertFalse(pump.world.truth().motorTurning(), words);
    }

    private static void assertWhole(BoardPump pump, int ml, String words) {
        assertEquals(Phase.COMPLETE, pump.phase(), () -> words + ": " + pump.raised());
        long off = Math.abs(ml * BoardPump.MICROSTEPS_PER_ML - pump.given());
        assertTrue(off <= MotorSample.ENCODER_RESOLUTION_MICROSTEPS, () -> words + ": " + off + " microsteps off");
    }
}
