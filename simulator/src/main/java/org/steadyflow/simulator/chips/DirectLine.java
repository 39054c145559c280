package org.steadyflow.simulator.chips;

import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.SerialLink;

/** The motor's serial line without a terminal between: the same bytes, on the caller's own thread and at once. */
final class DirectLine implements SerialLink {
    private final SharedWorld world;
    private final Tmc5160Uart uart;

    DirectLine(SharedWorld world, Tmc5160Uart uart) {
        this.world = world;
        this.uart = uart;
    }

    @Override
    public BusResult exchange(byte[] out, byte[] in, long withinNs) {
        byte[] back = world.with(_ -> {
            uart.idle();
            return uart.exchange(out);
        });
        System.arraycopy(back, 0, in, 0, Math.min(back.length, in.length));
        if (back.length >= in.length) {
            return BusResult.OK;
        }
        return back.length == 0 ? BusResult.TIMED_OUT : BusResult.SHORT;
    }
}
