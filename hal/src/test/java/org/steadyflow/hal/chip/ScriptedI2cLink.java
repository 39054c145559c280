package org.steadyflow.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.I2cLink;

/** A bus that expects exactly these transfers and answers with exactly those bytes. */
final class ScriptedI2cLink implements I2cLink {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private record Step(int address, String out, BusResult result, String in) {}

    private final Deque<Step> steps = new ArrayDeque<>();

    /** A write, or where {@code in} is not empty a read: bytes in hexadecimal with spaces between. */
    ScriptedI2cLink expect(int address, String out, String in) {
        steps.add(new Step(address, out, BusResult.OK, in));
        return this;
    }

    /** A transfer that ends badly. */
    ScriptedI2cLink expect(int address, String out, BusResult result) {
        steps.add(new Step(address, out, result, ""));
        return this;
    }

    @Override
    public BusResult transfer(int address, byte[] out, byte[] in) {
        assertFalse(steps.isEmpty(), () -> "nothing more was expected, but sent was " + HEX.formatHex(out));
        Step step = steps.remove();
        assertEquals(step.address(), address);
        assertEquals(step.out(), HEX.formatHex(out));
        byte[] answer = HEX.parseHex(step.in());
        if (step.result().isOk()) {
            assertEquals(in.length, answer.length, "asked for another number of bytes");
        }
        System.arraycopy(answer, 0, in, 0, answer.length);
        return step.result();
    }

    void assertDone() {
        assertTrue(steps.isEmpty(), () -> "not sent: " + steps);
    }
}
