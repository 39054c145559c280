package org.steadyflow.firmware.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.motion.Scale;

@Tag("REQ-52")
class LedgerProperties {
    private static final int FILE_BYTES = 64 * 1024;

    @Provide
    Arbitrary<Authority> records() {
        Arbitrary<Long> any = Arbitraries.longs();
        Arbitrary<Integer> part = Arbitraries.integers();
        Arbitrary<Integer> yield = Arbitraries.integers().between(Scale.LEAST_YIELD, Scale.MOST_YIELD);
        Arbitrary<Scale> scale = Combinators.combine(any, any, yield, yield).as(Scale::new);
        return Combinators.combine(any, any, part, any, any, any, any, scale)
                .flatAs((number, order, ofPart, start, settled, width, authorised, by) -> Combinators.combine(part, any)
                        .as((stops, reverse) -> new Authority(
                                number, order, ofPart, start, settled, width, authorised, by, stops, reverse)));
    }

    @Property
    void everyRecordComesBackAsItWas(@ForAll("records") Authority record) {
        assertEquals(Optional.of(record), LedgerCodec.decode(encoded(record)).map(LedgerCodec.Kept::record));
    }

    @Property
    void twoFlippedBitsAreFound(
            @ForAll("records") Authority record,
            @ForAll @IntRange(max = 112 * 8 - 1) int first,
            @ForAll @IntRange(max = 112 * 8 - 1) int second) {
        ByteBuffer slot = encoded(record);
        flip(slot, first);
        flip(slot, second);
        assertEquals(first == second, LedgerCodec.decode(slot).isPresent());
    }

    /** Whatever stands there, the answer is a record that decodes from it, and no exception. */
    @Property(tries = 100)
    void noiseIsNoRecord(@ForAll @Size(FILE_BYTES) byte[] noise) {
        Ledger.Reading reading = LedgerScan.read(ByteBuffer.wrap(noise), Ledger.Form.FILE, noise.length);
        assertEquals(Authority.NONE, reading.newest());
        assertTrue(reading.damage().size() <= Ledger.SLOTS * Ledger.COPIES);
    }

    /** What firmware before yields and reverse motion wrote is read as what it was. */
    @Property
    void aRecordOfOlderFirmwareHasANominalYield(@ForAll("records") Authority record) {
        Authority expected =
                record.withScale(Scale.startingAt(record.scale().anchor())).withReverse(0);
        assertEquals(Optional.of(expected), LedgerCodec.decode(older(expected)).map(LedgerCodec.Kept::record));
    }

    /** A checksum is no proof of sense. */
    @Property
    void aYieldThatNoShaftHasIsNoRecord(@ForAll("records") Authority record, @ForAll int yield) {
        Assume.that(!Scale.isYield(yield));
        ByteBuffer slot = encoded(record);
        slot.putInt(80, yield);
        CRC32C sum = new CRC32C();
        sum.update(slot.duplicate().position(0).limit(108));
        slot.putInt(108, (int) sum.getValue());
        assertEquals(Optional.empty(), LedgerCodec.decode(slot));
    }

    /** The first layout, written out here as it was. */
    private static ByteBuffer older(Authority record) {
        ByteBuffer slot = ByteBuffer.allocate(Ledger.Form.FILE.slotBytes());
        slot.put("SFL1".getBytes(StandardCharsets.US_ASCII))
                .putLong(record.number())
                .putLong(record.order())
                .putInt(record.part())
                .putLong(record.partStart())
                .putLong(record.settled())
                .putLong(record.width())
                .putLong(record.authorised())
                .putLong(record.scale().anchor())
                .putInt(record.unsettledStops());
        CRC32C sum = new CRC32C();
        sum.update(slot.duplicate().flip());
        return slot.putInt((int) sum.getValue()).clear();
    }

    private static ByteBuffer encoded(Authority record) {
        return LedgerCodec.encode(
                new LedgerCodec.Kept(record, new Ledger.Mark(record.number(), record.order())),
                Ledger.Form.CHIP.slotBytes());
    }

    private static void flip(ByteBuffer slot, int bit) {
        slot.put(bit / 8, (byte) (slot.get(bit / 8) ^ (1 << bit % 8)));
    }
}
