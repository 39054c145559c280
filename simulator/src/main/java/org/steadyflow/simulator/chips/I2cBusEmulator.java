package org.steadyflow.simulator.chips;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.I2cLink;

/** An I2C bus with chips at their addresses. Any thread: each transfer takes the world for itself. */
public final class I2cBusEmulator implements I2cLink {
    private static final int BITS_PER_BYTE = 9;
    private static final int START_AND_STOP_BITS = 2;
    /** SMBus: a clock that is low for longer than this is stuck; a Raspberry Pi's controller waits no longer. */
    private static final long HELD_NS = 35_000_000L;

    private final SharedWorld world;
    private final Map<Integer, I2cChip> chips;
    private final BusFaults faults;
    private final BusMeter meter;

    /** @param chips by their 7-bit address; one that has two names on the bus is here twice */
    public I2cBusEmulator(SharedWorld world, Map<Integer, I2cChip> chips, BusFaults faults, BusMeter meter) {
        this.world = world;
        this.chips = Map.copyOf(chips);
        this.faults = faults;
        this.meter = meter;
    }

    @Override
    public BusResult transfer(int address, byte[] out, byte[] in) {
        return world.with(_ -> carry(address, out, in));
    }

    private BusResult carry(int address, byte[] out, byte[] in) {
        BusFault fault = faults.draw();
        meter.busy(bits(out.length, in.length));
        Optional<I2cChip> chip = Optional.ofNullable(chips.get(address)).filter(I2cChip::acknowledges);
        return switch (fault) {
            case STUCK -> heldUp();
            case DATA_LOW -> zeros(in);
            case GONE -> BusResult.GONE;
            case NOT_ACKNOWLEDGED -> BusResult.NOT_ACKNOWLEDGED;
            case NONE, ECHO_LOST, EXTRA_BYTE ->
                chip.map(there -> whole(there, out, in)).orElse(BusResult.NOT_ACKNOWLEDGED);
            case BIT_FLIP -> chip.map(there -> flipped(there, out, in)).orElse(BusResult.NOT_ACKNOWLEDGED);
            case SHORT -> chip.map(there -> cutShort(there, out, in)).orElse(BusResult.NOT_ACKNOWLEDGED);
        };
    }

    private BusResult heldUp() {
        meter.paused(HELD_NS);
        return BusResult.TIMED_OUT;
    }

    private static BusResult zeros(byte[] in) {
        Arrays.fill(in, (byte) 0);
        return BusResult.OK;
    }

    private static long bits(int out, int in) {
        boolean restarts = out > 0 && in > 0;
        long writing = out > 0 || in == 0 ? (1L + out) * BITS_PER_BYTE : 0;
        long reading = in > 0 ? (1L + in) * BITS_PER_BYTE : 0;
        return START_AND_STOP_BITS + writing + reading + (restarts ? 1 : 0);
    }

    private static BusResult whole(I2cChip chip, byte[] out, byte[] in) {
        if (out.length > 0) {
            chip.write(out);
        }
        if (in.length > 0) {
            chip.read(in);
        }
        return BusResult.OK;
    }

    /** I2C has no checksum: nobody on the bus notices. */
    private BusResult flipped(I2cChip chip, byte[] out, byte[] in) {
        boolean flipsThere = in.length == 0 || (out.length > 0 && faults.toss());
        byte[] sent = out.clone();
        if (flipsThere) {
            faults.flip(sent);
        }
        BusResult result = whole(chip, sent, in);
        if (!flipsThere) {
            faults.flip(in);
        }
        return result;
    }

    private static BusResult cutShort(I2cChip chip, byte[] out, byte[] in) {
        if (in.length == 0) {
            byte[] arrived = Arrays.copyOf(out, out.length / 2);
            whole(chip, arrived, in);
            return BusResult.SHORT;
        }
        byte[] half = new byte[in.length / 2];
        whole(chip, out, half);
        System.arraycopy(half, 0, in, 0, half.length);
        return BusResult.SHORT;
    }
}
