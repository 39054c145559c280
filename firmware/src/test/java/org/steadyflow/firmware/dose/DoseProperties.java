package org.steadyflow.firmware.dose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.steadyflow.firmware.dose.Conversion.Converted;
import org.steadyflow.firmware.dose.Conversion.Refused;
import org.steadyflow.firmware.text.Parsed.Good;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

@Tag("REQ-19")
class DoseProperties {
    private static final BigInteger NL_PER_ML = BigInteger.valueOf(1_000_000);

    @Property
    void aDoseIsReadBackAsItWasWritten(@ForAll("doses") OrderedDose dose) {
        assertEquals(new Good<>(dose), DoseText.dose(dose.toString()));
    }

    @Property
    void aRunningDoseIsReadBackAsItWasWritten(@ForAll("rates") OrderedRate rate) {
        assertEquals(new Good<>(rate), DoseText.rate(rate.toString()));
    }

    @Property
    void anyTextIsReadOrRefusedAndWhatIsReadSaysTheSame(@ForAll("texts") String text) {
        if (DoseText.rate(text) instanceof Good<OrderedRate>(OrderedRate rate)) {
            assertEquals(new Good<>(rate), DoseText.rate(rate.toString()));
        }
        if (DoseText.dose(text) instanceof Good<OrderedDose>(OrderedDose dose)) {
            assertEquals(new Good<>(dose), DoseText.dose(dose.toString()));
        }
    }

    @Property
    void theDrugInAVolumeIsThatVolumeAgain(
            @ForAll @LongRange(min = 1, max = 9_999_000_000L) long nanolitres,
            @ForAll("concentrations") Concentration concentration) {
        Volume volume = Volume.ofNanolitres(nanolitres);
        OrderedDose dose = OrderedDose.of(DoseArithmetic.amountIn(volume, concentration));
        assertEquals(
                new Converted<>(volume, BigDecimal.ZERO),
                DoseArithmetic.volume(dose, Optional.of(concentration), Body.NONE));
    }

    @Property
    void aFlowToldAsADoseIsThatFlowAgain(
            @ForAll @LongRange(min = 100_000, max = 1_000_000_000L) long perHour,
            @ForAll @LongRange(min = 100, max = 1_000_000_000L) long thousandthsPerMl,
            @ForAll("bodies") Body body,
            @ForAll PerTime time,
            @ForAll Per per,
            @ForAll @IntRange(min = 1, max = 4) int sites) {
        FlowRate flow = FlowRate.ofMillilitresPerHour(BigDecimal.valueOf(perHour, 6));
        Optional<Concentration> concentration =
                Optional.of(new Concentration(BigDecimal.valueOf(thousandthsPerMl, 3), AmountUnit.MICROGRAM));
        OrderedRate wanted = new OrderedRate(new Amount(BigDecimal.ONE, AmountUnit.MICROGRAM), per, time);
        Conversion<FlowRate> again = DoseArithmetic.doseRate(flow, wanted, concentration, body, sites)
                .then(rate -> DoseArithmetic.rate(rate, concentration, body, sites));
        assertEquals(flow, assertInstanceOf(Converted.class, again).value());
    }

    /** Against integers alone: the nearest nanolitre, and the error that is really there. */
    @Property
    void aVolumeIsTheNearestNanolitreAndItsErrorIsTold(
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long millionths,
            @ForAll @LongRange(min = 1, max = 1_000_000_000L) long millionthsPerMl) {
        Conversion<Volume> volume = DoseArithmetic.nearestVolume(
                OrderedDose.of(new Amount(BigDecimal.valueOf(millionths, 6), AmountUnit.UNITS)),
                Optional.of(new Concentration(BigDecimal.valueOf(millionthsPerMl, 6), AmountUnit.UNITS)),
                Body.NONE);
        BigInteger above = BigInteger.valueOf(millionths).multiply(NL_PER_ML);
        BigInteger below = BigInteger.valueOf(millionthsPerMl);
        if (above.compareTo(below.multiply(BigInteger.valueOf(Volume.LIMIT_NL))) > 0) {
            assertInstanceOf(Refused.class, volume);
            return;
        }
        Converted<?> converted = assertInstanceOf(Converted.class, volume);
        BigInteger nanolitres = BigInteger.valueOf(((Volume) converted.value()).nanolitres());
        BigInteger miss = above.subtract(nanolitres.multiply(below)).abs();
        assertTrue(miss.shiftLeft(1).compareTo(below) <= 0, "more than half a nanolitre off");
        BigDecimal told = converted.errorPpm().multiply(new BigDecimal(above));
        assertTrue(told.compareTo(new BigDecimal(miss.multiply(NL_PER_ML))) >= 0, "more is lost than is told");
        assertEquals(miss.signum() == 0, converted.isExact());
    }

    @Property
    void unitsNeverMix(
            @ForAll("doses") OrderedDose dose,
            @ForAll("concentrations") Concentration concentration,
            @ForAll("bodies") Body body) {
        AmountUnit ordered = dose.amount().unit();
        Assume.that(
                ordered.countsDrug() && ordered.family() != concentration.unit().family());
        assertInstanceOf(Refused.class, DoseArithmetic.volume(dose, Optional.of(concentration), body));
        assertThrows(IllegalArgumentException.class, () -> dose.amount().in(concentration.unit()));
        assertThrows(IllegalArgumentException.class, () -> dose.amount().plus(concentration.perMillilitre()));
    }

    @Property
    void withinAFamilyNothingIsLost(
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long millionths,
            @ForAll AmountUnit from,
            @ForAll AmountUnit to) {
        Assume.that(from.family() == to.family());
        Amount amount = new Amount(BigDecimal.valueOf(millionths, 6), from);
        assertEquals(amount, amount.in(to).in(from));
        assertEquals(0, amount.compareWith(amount.in(to)));
    }

    @Property
    void moreIsNeverLess(
            @ForAll("rates") OrderedRate rate,
            @ForAll("bodies") Body body,
            @ForAll @LongRange(min = 1, max = 1_000_000) long more,
            @ForAll @LongRange(min = 1_000, max = 1_000_000_000L) long millionthsPerMl) {
        AmountUnit unit = rate.amount().unit();
        AmountUnit solved = unit.countsDrug() ? unit : AmountUnit.MILLIGRAM;
        Concentration weak = new Concentration(BigDecimal.valueOf(millionthsPerMl, 6), solved);
        Concentration strong = new Concentration(BigDecimal.valueOf(millionthsPerMl + more, 6), solved);
        Amount larger = rate.amount().plus(new Amount(BigDecimal.valueOf(more, 6), unit));
        Conversion<FlowRate> usual = DoseArithmetic.nearestRate(rate, Optional.of(weak), body, 1);
        Conversion<FlowRate> ofMore = DoseArithmetic.nearestRate(
                new OrderedRate(larger, rate.per(), rate.time()), Optional.of(weak), body, 1);
        Conversion<FlowRate> ofStronger = DoseArithmetic.nearestRate(rate, Optional.of(strong), body, 1);
        Conversion<FlowRate> atMoreSites = DoseArithmetic.nearestRate(rate, Optional.of(weak), body, 2);
        assertAtMost(usual, ofMore);
        assertAtMost(ofStronger, usual);
        assertAtMost(usual, atMoreSites);
    }

    @Property
    void aSurfaceIsTheNearestToMostellersRoot(
            @ForAll @LongRange(min = 3, max = 5_000) long tenthsOfKg,
            @ForAll @LongRange(min = 200, max = 2_800) long tenthsOfCm) {
        BigDecimal weight = BigDecimal.valueOf(tenthsOfKg, 1);
        BigDecimal height = BigDecimal.valueOf(tenthsOfCm, 1);
        BigDecimal surface = new Body(Optional.of(weight), Optional.of(height), Optional.empty())
                .surfaceM2()
                .orElseThrow();
        BigDecimal square = weight.multiply(height);
        BigDecimal half = new BigDecimal("0.00005");
        BigDecimal scale = new BigDecimal("3600");
        assertTrue(surface.subtract(half).pow(2).multiply(scale).compareTo(square) <= 0);
        assertTrue(surface.add(half).pow(2).multiply(scale).compareTo(square) > 0);
    }

    /** A refusal here is only ever "too much", which is more than any value. */
    private static void assertAtMost(Conversion<FlowRate> less, Conversion<FlowRate> more) {
        if (more instanceof Converted<FlowRate>(FlowRate most, BigDecimal error)) {
            FlowRate least = (FlowRate) assertInstanceOf(Converted.class, less).value();
            assertTrue(least.compareTo(most) <= 0, least + " is above " + most);
        }
    }

    @Provide
    Arbitrary<OrderedDose> doses() {
        return Combinators.combine(amounts(), Arbitraries.of(Per.NOTHING, Per.KILOGRAM, Per.SQUARE_METRE))
                .as(OrderedDose::new);
    }

    @Provide
    Arbitrary<OrderedRate> rates() {
        return Combinators.combine(amounts(), Arbitraries.of(Per.values()), Arbitraries.of(PerTime.values()))
                .as(OrderedRate::new);
    }

    private static Arbitrary<Amount> amounts() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 1_000_000_000_000_000L), Arbitraries.of(AmountUnit.values()))
                .as((millionths, unit) -> new Amount(BigDecimal.valueOf(millionths, 6), unit));
    }

    @Provide
    Arbitrary<Concentration> concentrations() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 1_000_000_000_000L), Arbitraries.of(AmountUnit.ofDrug()))
                .as((millionths, unit) -> new Concentration(BigDecimal.valueOf(millionths, 6), unit));
    }

    @Provide
    Arbitrary<Body> bodies() {
        return Combinators.combine(
                        Arbitraries.longs().between(3, 5_000),
                        Arbitraries.longs().between(5, 600))
                .as((kg, m2) -> new Body(
                        Optional.of(BigDecimal.valueOf(kg, 1)),
                        Optional.empty(),
                        Optional.of(BigDecimal.valueOf(m2, 2))));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> numbers =
                Arbitraries.strings().withChars("0123456789.,eE+- ").ofMaxLength(12);
        Arbitrary<String> units = Arbitraries.of(
                        "mg", "mcg", "units", "mL", "kg", "m2", "h", "min", "24h", "site", "", "U")
                .list()
                .ofMaxSize(4)
                .map(parts -> String.join("/", parts));
        return Combinators.combine(numbers, units).as((number, unit) -> number + " " + unit);
    }
}
