package org.steadyflow.simulator.chips;

import java.util.Arrays;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.SerialLink;

/**
 * The motor's serial line without a terminal between: the same bytes, on the caller's own thread and at once. What
 * comes late is in front of the next answer, unless somebody heard it before. An answer that does not come costs the
 * asker's whole patience on the line's meter.
 */
final class DirectLine implements SerialLink {
    private final SharedWorld world;
    private final Tmc5160Uart uart;
    private final BusMeter meter;
    private byte[] late = {};

    DirectLine(SharedWorld world, Tmc5160Uart uart, BusMeter meter) {
        this.world = world;
        this.uart = uart;
        this.meter = meter;
    }

    @Override
    public BusResult exchange(byte[] out, byte[] in, long withinNs) {
        byte[] answer = out.length == 0 ? out : world.with(_ -> carry(out));
        byte[] back = Arrays.copyOf(late, late.length + answer.length);
        System.arraycopy(answer, 0, back, late.length, answer.length);
        int taken = Math.min(back.length, in.length);
        System.arraycopy(back, 0, in, 0, taken);
        late = Arrays.copyOfRange(back, back.length - Tmc5160Uart.lateBytes(out, answer), back.length);
        if (taken == in.length) {
            return BusResult.OK;
        }
        meter.paused(withinNs);
        return taken == 0 ? BusResult.TIMED_OUT : BusResult.SHORT;
    }

    private byte[] carry(byte[] out) {
        uart.idle();
        return uart.exchange(out);
    }
}
