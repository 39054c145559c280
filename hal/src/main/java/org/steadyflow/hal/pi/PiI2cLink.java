package org.steadyflow.hal.pi;

import com.pi4j.context.Context;
import com.pi4j.io.i2c.I2C;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.I2cLink;

/** One I2C bus by Pi4J. One transfer at a time, whichever thread asks. */
final class PiI2cLink implements I2cLink {
    private final Context context;
    private final int bus;
    private final Map<Integer, I2C> devices = new HashMap<>();

    PiI2cLink(Context context, int bus) {
        this.context = context;
        this.bus = bus;
    }

    @Override
    public synchronized BusResult transfer(int address, byte[] out, byte[] in) {
        try {
            int got = exchange(devices.computeIfAbsent(address, this::open), out, in);
            return got == in.length ? BusResult.OK : BusResult.SHORT;
        } catch (RuntimeException failure) {
            return meaning(failure);
        }
    }

    /** Number of bytes that came in; fewer than asked for where the bus gave up. */
    private static int exchange(I2C device, byte[] out, byte[] in) {
        if (in.length == 0) {
            return device.write(out, 0, out.length) == out.length ? 0 : -1;
        }
        return out.length == 0 ? device.read(in, 0, in.length) : device.readRegister(out, in, 0, in.length);
    }

    private I2C open(int address) {
        return context.create(I2C.newConfigBuilder(context)
                .id("i2c-" + bus + "-" + address)
                .bus(bus)
                .device(address)
                .build());
    }

    /**
     * Pi4J hands on what Linux said, in words: those of EREMOTEIO and ENXIO where nobody acknowledged; of ETIMEDOUT,
     * EBUSY, EAGAIN, and of EIO, with which a Raspberry Pi 4 ends a transfer whose clock a chip holds low; ENODEV and
     * ENOENT.
     */
    private static BusResult meaning(RuntimeException failure) {
        String reason = DeviceFiles.reason(failure).toLowerCase(Locale.ROOT);
        boolean isHeld = reason.contains("timed out")
                || reason.contains("busy")
                || reason.contains("again")
                || reason.contains("input/output error");
        if (isHeld) {
            return BusResult.TIMED_OUT;
        }
        boolean isGone = reason.endsWith("no such device")
                || reason.contains("no such file")
                || reason.contains("does not exist")
                || reason.contains("permission");
        return isGone ? BusResult.GONE : BusResult.NOT_ACKNOWLEDGED;
    }
}
