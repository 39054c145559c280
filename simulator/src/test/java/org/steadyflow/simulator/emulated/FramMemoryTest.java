package org.steadyflow.simulator.emulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.app.FramMemory;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.ledger.BootLog;
import org.steadyflow.firmware.ledger.ByteMemory;
import org.steadyflow.firmware.ledger.ChipStorage;
import org.steadyflow.firmware.ledger.Ledger;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.I2cLink;
import org.steadyflow.hal.chip.Mb85rc256v;
import org.steadyflow.simulator.chips.BusFault;
import org.steadyflow.simulator.chips.EmulatedBoard;
import org.steadyflow.simulator.chips.SharedWorld;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;

/** The ledger's second copy in the board's own chip, through its driver and the bus. */
@Tag("REQ-61")
class FramMemoryTest {
    private static final int AT = 0x50;
    private static final int RECORDS = 100;

    private final World world = new World(WorldParameters.DEFAULT, 1);
    private final EmulatedBoard board = EmulatedBoard.withoutMonitor(SharedWorld.of(world), 3);
    private final I2cLink bus = board.bus(EmulatedBoard.CONTROL_BUS);

    /** As a new process opens it. */
    private FramMemory memory() {
        return new FramMemory(new Mb85rc256v(bus, AT));
    }

    private Ledger ledger() throws IOException {
        return Ledger.open(new ChipStorage(memory(), "p-1"), Ledger.Form.CHIP);
    }

    @Test
    void whatItTookIsThereAfterTheSupplyFailed() throws IOException {
        Ledger before = ledger();
        for (int number = 1; number <= RECORDS; number++) {
            before.write(record(number), new Ledger.Mark(number, 1_000 + number));
        }
        world.cutPower();
        assertThrows(IOException.class, this::ledger);
        world.restorePower();
        Ledger.Reading after = ledger().read();
        assertEquals(record(RECORDS), after.newest());
        assertEquals(new Ledger.Mark(RECORDS, 1_000 + RECORDS), after.mark());
        assertEquals(List.of(), after.damage());
    }

    @Test
    void eachFaultOfTheBusIsASentence() {
        for (BusFault fault :
                new BusFault[] {BusFault.STUCK, BusFault.GONE, BusFault.NOT_ACKNOWLEDGED, BusFault.SHORT}) {
            board.busFaults(EmulatedBoard.CONTROL_BUS).lasting(fault);
            assertTrue(memory().read(0, new byte[8]).isPresent(), "reading, " + fault);
            assertTrue(memory().write(0, new byte[8]).isPresent(), "writing, " + fault);
        }
        board.busFaults(EmulatedBoard.CONTROL_BUS).mend();
        assertEquals(Optional.empty(), memory().write(0, new byte[8]));
        assertEquals(Optional.empty(), memory().read(0, new byte[8]));
    }

    /**
     * I2C has no checksum, so a flipped bit may spoil a byte or send a chunk elsewhere: driver and storage each read
     * back what they wrote, and no record counts as kept that is not there.
     */
    @Test
    void onABusThatFlipsBitsNoRecordCountsAsKeptThatIsNotThere() throws IOException {
        Ledger ledger = ledger();
        board.busFaults(EmulatedBoard.CONTROL_BUS).rate(BusFault.BIT_FLIP, 0.03);
        int kept = 0;
        for (int number = 1; number <= 2_000; number++) {
            if (isKept(ledger, number)) {
                kept++;
                assertEquals(record(number), inTheCells().newest());
            }
        }
        assertTrue(kept > 500 && kept < 2_000, kept + " of 2000");
    }

    private static boolean isKept(Ledger ledger, int number) {
        try {
            ledger.write(record(number));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What stands in the chip, whatever the bus says. */
    private Ledger.Reading inTheCells() throws IOException {
        ByteMemory cells = new ByteMemory() {
            @Override
            public Optional<String> read(int address, byte[] target) {
                System.arraycopy(board.memory(), address, target, 0, target.length);
                return Optional.empty();
            }

            @Override
            public Optional<String> write(int address, byte[] bytes) {
                return Optional.of("it is only looked at");
            }
        };
        return Ledger.look(new ChipStorage(cells, "p-1"), Ledger.Form.CHIP);
    }

    /** The pin that protects the chip is high: it acknowledges each byte. */
    @Test
    void aProtectedChipIsFoundOut() {
        I2cLink deaf = (address, out, in) -> out.length > 2 ? BusResult.OK : bus.transfer(address, out, in);
        FramMemory memory = new FramMemory(new Mb85rc256v(deaf, AT));
        assertTrue(memory.write(0x1000, new byte[] {1, 2, 3}).isPresent());
        assertThrows(IOException.class, () -> new ChipStorage(memory, "p-1").rewriteHead());
    }

    /** The log of starts lies before the rings, and neither runs into the other. */
    @Test
    @Tag("REQ-62")
    void startsAreCountedBesideTheRecords() throws IOException {
        Ledger ledger = ledger();
        for (int start = 1; start <= 40; start++) {
            assertEquals(Math.min(start, 17), new BootLog(memory()).start(5_000L * start), "start " + start);
            ledger.write(record(start));
        }
        assertEquals(record(40), ledger().read().newest());
        assertEquals(ChipStorage.Owner.THIS_PUMP, new ChipStorage(memory(), "p-1").owner());
        assertEquals(ChipStorage.Owner.ANOTHER_PUMP, new ChipStorage(memory(), "p-2").owner());
        assertEquals(Mb85rc256v.SIZE_BYTES, ChipStorage.CHIP_BYTES);
    }

    private static Authority record(long number) {
        return new Authority(number, 42, 0, 0, 1_000 * number, 10, 1_000 * number + 25_600, 0, 0);
    }
}
