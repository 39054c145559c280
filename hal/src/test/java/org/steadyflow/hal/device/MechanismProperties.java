package org.steadyflow.hal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.hal.quantity.Volume;

class MechanismProperties {
    private static final BigDecimal PI = new BigDecimal("3.14159265358979323846264338327950288");
    private static final BigDecimal NL_PER_CUBIC_MM = BigDecimal.valueOf(1_000);
    private static final double PPM = 1e6;

    @Provide
    Arbitrary<Mechanism> mechanisms() {
        return Arbitraries.of(Mechanism.all());
    }

    /** The fraction against the bore and pi to 35 digits: one turn moves the plunger a millimetre. */
    @Example
    @Tag("REQ-190")
    void aSyringesMicrostepIsItsBoresToLessThanATenthOfAPartInAMillion() {
        for (Mechanism.Syringe syringe : Mechanism.Syringe.all()) {
            BigDecimal bore = BigDecimal.valueOf(syringe.boreHundredthsMm(), 2);
            BigDecimal exact = PI.multiply(bore).multiply(bore).multiply(NL_PER_CUBIC_MM);
            BigDecimal turns = BigDecimal.valueOf(4L * Mechanism.MICROSTEPS_PER_TURN);
            MicrostepVolume microstep = syringe.microstep();
            BigDecimal ratio = BigDecimal.valueOf(microstep.nanolitres())
                    .multiply(turns)
                    .divide(exact.multiply(BigDecimal.valueOf(microstep.microsteps())), MathContext.DECIMAL64);
            double errorPpm = (ratio.doubleValue() - 1) * PPM;
            assertEquals(0.085, errorPpm, 0.001, syringe.label());
        }
    }

    @Example
    void a60MlSyringeGivesWhatItsDataSay() {
        MicrostepVolume microstep = Mechanism.Syringe.ML_60.microstep();
        // 0.5607 mL a millimetre, 2.80 uL a full step of 256 microsteps, 0.175 uL in a sixteenth of that
        assertEquals(560_741, microstep.volumeOf(51_200).nanolitres());
        assertEquals(2_803, microstep.volumeOf(256).nanolitres());
        assertEquals(175, microstep.volumeOf(16).nanolitres());
    }

    @Property
    @Tag("REQ-05")
    void travelOfAVolumeNeverExceedsItAndLacksLessThanOneMicrostep(
            @ForAll("mechanisms") Mechanism mechanism, @ForAll @LongRange(min = 0, max = 60_000_000) long nanolitres) {
        MicrostepVolume microstep = mechanism.microstep();
        long travel = microstep.microstepsIn(new Volume(nanolitres));
        assertTrue(microstep.volumeOf(travel).nanolitres() <= nanolitres);
        assertTrue(microstep.volumeOfCeil(travel + 1).nanolitres() > nanolitres);
    }

    /** A hundred syringes one after another are reckoned without the slow path of unbounded numbers. */
    @Example
    void theProductsOfALongInfusionFitALong() {
        for (Mechanism mechanism : Mechanism.all()) {
            MicrostepVolume microstep = mechanism.microstep();
            long loads = mechanism instanceof Mechanism.Syringe ? 100 : 1;
            long nanolitres = mechanism.mostContainer().nanolitres() * loads;
            Math.multiplyExact(nanolitres, microstep.microsteps());
            Math.multiplyExact(microstep.microstepsIn(new Volume(nanolitres)), microstep.nanolitres());
        }
    }

    /** No faster than 0.51 mm/s, and 0.1 mL/h at the least. */
    @Example
    void aSyringesRatesAreOnesThatItsPlungerCanDo() {
        for (Mechanism.Syringe syringe : Mechanism.Syringe.all()) {
            long perS = syringe.microstep().microstepsIn(syringe.mostRate().volumeIn(1_000_000_000L));
            assertTrue(perS <= 0.51 * Mechanism.MICROSTEPS_PER_TURN, syringe.label());
            assertTrue(syringe.leastRate().nanolitresPerHour() >= 100_000, syringe.label());
            assertTrue(syringe.leastRate().compareTo(syringe.mostRate()) < 0, syringe.label());
        }
    }

    @Example
    void everyMechanismIsFoundByItsOwnLabel() {
        List<Mechanism> all = Mechanism.all();
        Set<String> labels = new HashSet<>();
        for (Mechanism mechanism : all) {
            assertEquals(Optional.of(mechanism), Mechanism.labelled(mechanism.label()));
            assertTrue(labels.add(mechanism.label()));
        }
        assertEquals(Optional.empty(), Mechanism.labelled("windmill"));
        assertEquals(Optional.empty(), Mechanism.labelled("Cassette"));
    }
}
