package org.steadyflow.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.SerialLink;

/** A serial line that expects exactly these bytes and answers with exactly those. */
final class ScriptedSerialLink implements SerialLink {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private record Step(String out, BusResult result, String in) {}

    private final Deque<Step> steps = new ArrayDeque<>();

    private boolean hears;

    /** One exchange; bytes in hexadecimal with spaces between. */
    ScriptedSerialLink expect(String out, BusResult result, String in) {
        steps.add(new Step(out, result, in));
        return this;
    }

    /** From now on what is only heard is a step as well. */
    ScriptedSerialLink andHears() {
        hears = true;
        return this;
    }

    @Override
    public BusResult exchange(byte[] out, byte[] in, long withinNs) {
        if (out.length == 0 && !hears) {
            return BusResult.TIMED_OUT;
        }
        assertFalse(steps.isEmpty(), () -> "nothing more was expected, but sent was " + HEX.formatHex(out));
        Step step = steps.remove();
        assertEquals(step.out(), HEX.formatHex(out));
        byte[] answer = HEX.parseHex(step.in());
        assertTrue(answer.length <= in.length, "more answered than there is room for");
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
