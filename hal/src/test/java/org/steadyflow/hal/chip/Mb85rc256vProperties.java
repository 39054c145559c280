package org.steadyflow.hal.chip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class Mb85rc256vProperties {
    @Property(tries = 200)
    void whatIsWrittenIsReadAndNothingBesideIt(
            @ForAll @IntRange(min = 1, max = 32_666) int address, @ForAll @Size(max = 100) byte[] bytes) {
        Mb85rc256v fram = new Mb85rc256v(new FramLink(), 0x50);
        assertEquals(ChipFault.NONE, fram.write(address, bytes));
        byte[] expected = new byte[bytes.length + 2];
        System.arraycopy(bytes, 0, expected, 1, bytes.length);
        byte[] read = new byte[bytes.length + 2];
        assertEquals(ChipFault.NONE, fram.read(address - 1, read));
        assertArrayEquals(expected, read);
    }
}
