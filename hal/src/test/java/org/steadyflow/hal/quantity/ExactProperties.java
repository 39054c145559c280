package org.steadyflow.hal.quantity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;

class ExactProperties {
    @Property
    @Tag("REQ-02")
    void flooredProductAgreesWithBigIntegers(@ForAll long a, @ForAll long b, @ForAll @LongRange(min = 1) long divisor) {
        BigInteger expected = new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)))
                .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.FLOOR)
                .toBigInteger();
        Assume.that(expected.bitLength() < 64);
        assertEquals(expected.longValueExact(), Exact.multiplyDivideFloor(a, b, divisor));
    }

    @Property
    @Tag("REQ-02")
    void comparedProductsAgreeWithBigIntegers(@ForAll long a, @ForAll long b, @ForAll long c, @ForAll long d) {
        int expected = BigInteger.valueOf(a)
                .multiply(BigInteger.valueOf(b))
                .compareTo(BigInteger.valueOf(c).multiply(BigInteger.valueOf(d)));
        assertEquals(expected, Integer.signum(Exact.compareProducts(a, b, c, d)));
    }

    @Property
    @Tag("REQ-05")
    void travelOfAVolumeNeverExceedsItAndLacksLessThanOneMicrostep(
            @ForAll @LongRange(min = 0, max = Volume.LIMIT_NL / 2) long nanolitres) {
        MicrostepVolume cassette = new MicrostepVolume(100_000, 51_200);
        long travel = cassette.microstepsIn(new Volume(nanolitres));
        assertEquals(true, cassette.volumeOf(travel).nanolitres() <= nanolitres);
        assertEquals(true, cassette.volumeOfCeil(travel + 1).nanolitres() > nanolitres);
    }

    @Property
    @Tag("REQ-01")
    void aRateGivesItsVolumeInItsOwnTime(
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long nanolitres,
            @ForAll @LongRange(min = 360, max = 604_800) long seconds) {
        Assume.that(nanolitres / seconds < 2_700_000);
        Volume volume = new Volume(nanolitres);
        FlowRate rate = FlowRate.of(volume, Duration.ofSeconds(seconds));
        assertEquals(volume, rate.volumeIn(Duration.ofSeconds(seconds)));
        assertEquals(Duration.ofSeconds(seconds), rate.durationFor(volume));
    }

    @Example
    @Tag("REQ-01")
    void anImpossibleQuantityIsRefused() {
        assertThrows(ArithmeticException.class, () -> new Volume(Volume.LIMIT_NL + 1));
        assertThrows(ArithmeticException.class, () -> FlowRate.ofMillilitresPerHour(10_001));
        assertThrows(ArithmeticException.class, () -> FlowRate.of(Volume.ofMillilitres(1), Duration.ZERO));
        assertThrows(ArithmeticException.class, () -> Volume.ofMillilitres(new BigDecimal("0.0000001")));
        assertThrows(ArithmeticException.class, () -> Pressure.ofMmHg(100_000));
    }

    @Example
    @Tag("REQ-06")
    void quantitiesReadAsPeopleWriteThem() {
        assertEquals("0.5 mL", Volume.ofMicrolitres(500).toString());
        assertEquals("100 mL", Volume.ofMillilitres(100).toString());
        assertEquals(
                "13.37 mL/h",
                FlowRate.ofMillilitresPerHour(new BigDecimal("13.37")).toString());
        assertEquals("300 mmHg", Pressure.ofMmHg(300).toString());
        assertEquals("-150 mmHg", Pressure.ofMmHg(-150).toString());
    }
}
