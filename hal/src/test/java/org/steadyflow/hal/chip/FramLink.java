package org.steadyflow.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.I2cLink;

/** A bus with one memory at 0x50 that can be write-protected or forget one write. */
final class FramLink implements I2cLink {
    private final byte[] memory = new byte[32_768];
    private boolean isProtected;
    private boolean forgetsNext;
    private int longestData;

    void protect() {
        isProtected = true;
    }

    void forgetNext() {
        forgetsNext = true;
    }

    /** Most data bytes in one transfer so far. */
    int longestData() {
        return longestData;
    }

    @Override
    public BusResult transfer(int address, byte[] out, byte[] in) {
        assertEquals(0x50, address);
        int at = Byte.toUnsignedInt(out[0]) << 8 | Byte.toUnsignedInt(out[1]);
        longestData = Math.max(longestData, Math.max(out.length - 2, in.length));
        for (int i = 2; i < out.length && !isProtected && !forgetsNext; i++) {
            memory[(at + i - 2) % memory.length] = out[i];
        }
        forgetsNext = forgetsNext && out.length == 2;
        for (int i = 0; i < in.length; i++) {
            in[i] = memory[(at + i) % memory.length];
        }
        return BusResult.OK;
    }
}
