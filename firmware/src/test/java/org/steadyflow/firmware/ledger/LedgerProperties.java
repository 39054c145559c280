package org.steadyflow.firmware.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.steadyflow.firmware.core.Authority;

@Tag("REQ-52")
class LedgerProperties {
    @Provide
    Arbitrary<Authority> records() {
        Arbitrary<Long> any = Arbitraries.longs();
        Arbitrary<Integer> part = Arbitraries.integers();
        return Combinators.combine(any, any, part, any, any, any, any, any)
                .flatAs((number, order, ofPart, start, settled, width, authorised, anchor) -> Combinators.combine(
                                part, any)
                        .as((stops, reverse) -> new Authority(
                                number, order, ofPart, start, settled, width, authorised, anchor, stops, reverse)));
    }

    @Property
    void everyRecordComesBackAsItWas(@ForAll("records") Authority record) {
        assertEquals(Optional.of(record), LedgerCodec.decode(LedgerCodec.encode(record)));
    }

    @Property
    void twoFlippedBitsAreFound(
            @ForAll("records") Authority record,
            @ForAll @IntRange(max = 80 * 8 - 1) int first,
            @ForAll @IntRange(max = 80 * 8 - 1) int second) {
        ByteBuffer slot = LedgerCodec.encode(record);
        flip(slot, first);
        flip(slot, second);
        assertEquals(first == second, LedgerCodec.decode(slot).isPresent());
    }

    /** Whatever stands there, the answer is a record that decodes from it, and no exception. */
    @Property(tries = 100)
    void noiseIsNoRecord(@ForAll @Size(Ledger.FILE_BYTES) byte[] noise) {
        Ledger.Reading reading = LedgerScan.read(ByteBuffer.wrap(noise), noise.length);
        assertEquals(Authority.NONE, reading.newest());
        assertTrue(reading.damage().size() <= Ledger.SLOTS * Ledger.COPIES);
    }

    private static void flip(ByteBuffer slot, int bit) {
        slot.put(bit / 8, (byte) (slot.get(bit / 8) ^ (1 << bit % 8)));
    }
}
