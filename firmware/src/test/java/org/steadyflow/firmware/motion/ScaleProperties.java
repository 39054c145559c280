package org.steadyflow.firmware.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.steadyflow.hal.device.MotorSample;

@Tag("REQ-231")
class ScaleProperties {
    private static final long FAR = 1L << 39;

    /** Where a yield begins, and which. */
    record Bend(long at, int yield) {}

    @Provide
    Arbitrary<List<Bend>> bends() {
        Arbitrary<Integer> yields = Arbitraries.integers().between(800_000, 1_200_000);
        return Combinators.combine(Arbitraries.longs().between(1, 1_000_000), yields)
                .as(Bend::new)
                .list()
                .ofMaxSize(200);
    }

    @Property
    void aNominalScaleIsTheDifference(
            @ForAll @LongRange(min = -FAR, max = FAR) long anchor,
            @ForAll @LongRange(min = -FAR, max = FAR) long coordinate) {
        Scale nominal = Scale.startingAt(anchor);
        assertEquals(coordinate - anchor, nominal.travelAt(coordinate));
        assertEquals(coordinate, nominal.coordinateOf(coordinate - anchor));
        assertEquals(MotorSample.ENCODER_RESOLUTION_MICROSTEPS, nominal.countMicrosteps());
        assertEquals(nominal, Scale.through(coordinate, coordinate - anchor, Scale.NOMINAL));
    }

    /** The stretches between bends, added up by another arithmetic. */
    @Property
    void noNumberOfBendsAddsUpToAnError(@ForAll("bends") List<Bend> bends, @ForAll @IntRange(max = 1_000_000) int on) {
        Scale scale = Scale.startingAt(-77);
        BigInteger sum = BigInteger.ZERO;
        long at = -77;
        int yield = Scale.NOMINAL;
        for (Bend bend : bends) {
            sum = sum.add(BigInteger.valueOf(bend.at()).multiply(BigInteger.valueOf(yield)));
            at += bend.at();
            yield = bend.yield();
            scale = scale.bentAt(at, yield);
        }
        sum = sum.add(BigInteger.valueOf(on).multiply(BigInteger.valueOf(yield)));
        assertEquals(sum.divide(BigInteger.valueOf(Scale.NOMINAL)).longValueExact(), scale.travelAt(at + on));
    }

    @Property
    void aBendChangesNothingBeforeIt(
            @ForAll @IntRange(min = 800_000, max = 1_200_000) int first,
            @ForAll @IntRange(min = 800_000, max = 1_200_000) int next,
            @ForAll @LongRange(max = 1_000_000_000) long bend,
            @ForAll @LongRange(max = 1_000_000_000) long before) {
        Scale scale = Scale.through(0, 5, first);
        long at = Math.max(bend - before, 0);
        assertEquals(scale.travelAt(at), scale.bentAt(bend, next).travelAt(at));
    }

    /** The driver is sent as far as travel allows, and not a microstep further. */
    @Property
    void theTargetIsTheFarthestThatStaysWithin(
            @ForAll @IntRange(min = 800_000, max = 1_200_000) int below,
            @ForAll @IntRange(min = 800_000, max = 1_200_000) int above,
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long fraction,
            @ForAll @LongRange(min = -1_000_000_000L, max = 1_000_000_000L) long travel) {
        Scale scale = new Scale(1_234, fraction, below, above);
        long target = scale.coordinateOf(travel);
        assertTrue(exact(scale, target).compareTo(BigDecimal.valueOf(travel)) <= 0);
        assertTrue(exact(scale, target + 1).compareTo(BigDecimal.valueOf(travel)) > 0);
    }

    /** The encoder reads a count's beginning; the shaft is anywhere in that count. */
    @Property
    void theTruthLiesBetweenTheBounds(
            @ForAll @IntRange(min = 800_000, max = 1_200_000) int below,
            @ForAll @IntRange(min = 800_000, max = 1_200_000) int above,
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long fraction,
            @ForAll @LongRange(min = -1_000_000_000L, max = 1_000_000_000L) long shaft) {
        ShaftReference reference = new ShaftReference(new Scale(1_234, fraction, below, above), 0);
        long count = Math.floorDiv(shaft * 2, 25L);
        MotorSample motor = new MotorSample(Math.floorDiv(count * 25, 2L), shaft, true, false);
        BigDecimal truth = exact(reference.scale(), shaft);
        assertTrue(BigDecimal.valueOf(reference.lower(motor)).compareTo(truth) <= 0);
        assertTrue(BigDecimal.valueOf(reference.upper(motor)).compareTo(truth) >= 0);
    }

    /** A motor that has stepped to its target is never taken for one that fell short. */
    @Property
    void aCountHidesAllThatIsMissingAtTheTarget(
            @ForAll @IntRange(min = 800_000, max = 1_200_000) int yield,
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long fraction,
            @ForAll @LongRange(max = 1_000_000_000L) long travel) {
        ShaftReference reference = new ShaftReference(new Scale(1_234, fraction, yield, yield), 0);
        long target = reference.driveTarget(travel);
        long read = Math.floorDiv(Math.floorDiv(target * 2, 25L) * 25, 2L);
        MotorSample motor = new MotorSample(read, target, true, false);
        assertTrue(travel - reference.lower(motor) <= reference.blindMicrosteps());
    }

    private static BigDecimal exact(Scale scale, long coordinate) {
        long beyond = coordinate - scale.anchor();
        long millionths = scale.anchorTravel() + beyond * (beyond < 0 ? scale.below() : scale.above());
        return BigDecimal.valueOf(millionths, 6);
    }
}
