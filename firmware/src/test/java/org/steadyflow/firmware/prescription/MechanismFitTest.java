package org.steadyflow.firmware.prescription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** Each limit of each mechanism from both sides. */
@Tag("REQ-191")
class MechanismFitTest {
    private static final Volume ML_1 = Volume.ofMillilitres(1);
    private static final Container SMALL = new Container(ML_1, Volume.ZERO);
    private static final Mechanism SYRINGE = Mechanism.Syringe.ML_10;
    private static final FlowRate FITS = FlowRate.ofMillilitresPerHour(12);
    private static final FlowRate FAST = FlowRate.ofMillilitresPerHour(301);
    private static final FlowRate SLOW = FlowRate.ofMillilitresPerHour(new BigDecimal("0.199999"));

    static List<Mechanism> mechanisms() {
        return Mechanism.all();
    }

    @ParameterizedTest
    @MethodSource("mechanisms")
    void aRateFitsUpToTheMostAndDownToTheLeast(Mechanism mechanism) {
        assertEquals(List.of(), refusals(mechanism, continuous(mechanism.mostRate())));
        assertEquals(List.of(), refusals(mechanism, continuous(mechanism.leastRate())));
        assertRefused(mechanism, continuous(changed(mechanism.mostRate(), 1)), "regimen.rate: ");
        assertRefused(mechanism, continuous(changed(mechanism.leastRate(), -1)), "regimen.rate: ");
    }

    @ParameterizedTest
    @MethodSource("mechanisms")
    void aContainerFitsUpToTheMost(Mechanism mechanism) {
        Volume most = mechanism.mostContainer();
        assertEquals(List.of(), refusals(mechanism, in(new Container(most, Volume.ZERO))));
        Container larger = new Container(most.plus(new Volume(1)), Volume.ZERO);
        List<String> refused = refusals(mechanism, in(larger));
        assertEquals(1, refused.size(), refused::toString);
        assertTrue(refused.getFirst().startsWith("container.volume: "), refused::toString);
    }

    @Test
    void theSentenceNamesFieldValueMechanismAndWhatFits() {
        assertEquals(
                List.of(
                        "container.volume: 250 mL does not fit this pump's syringe-10, which holds 10 mL at most; write"
                                + " what it is filled with, or use a pump that takes this container",
                        "regimen.rate: 301 mL/h is faster than this pump's syringe-10 gives, which is 300 mL/h at most;"
                                + " use a pump with another mechanism, or ask the pharmacy for another prescription"),
                refusals(
                        SYRINGE,
                        order(
                                new Container(Volume.ofMillilitres(250), Volume.ZERO),
                                new Regimen.Continuous(ML_1, FAST),
                                KeepOpen.NONE)));
    }

    @Test
    void keepOpenFlowCounts() {
        Container container = new Container(Volume.ofMillilitres(3), Volume.ZERO);
        Regimen regimen = new Regimen.Continuous(ML_1, FITS);
        assertEquals(List.of(), refusals(SYRINGE, order(container, regimen, new KeepOpen(SYRINGE.leastRate(), ML_1))));
        List<String> refused = refusals(SYRINGE, order(container, regimen, new KeepOpen(SLOW, ML_1)));
        assertEquals(1, refused.size(), refused::toString);
        assertTrue(refused.getFirst().startsWith("keep_open.rate: 0.199999 mL/h is slower"), refused::toString);
    }

    @Test
    void everyRateThatAPersonMayChooseCounts() {
        assertFits(new Regimen.Continuous(ML_1, FITS, titration(SYRINGE.leastRate(), SYRINGE.mostRate())));
        assertRefused(new Regimen.Continuous(ML_1, FITS, titration(SLOW, FITS)), "regimen.titration.least: ");
        assertRefused(new Regimen.Continuous(ML_1, FITS, titration(FITS, FAST)), "regimen.titration.most: ");
    }

    @Test
    void everyDoseAndFlushCounts() {
        assertFits(doses(FITS, FITS, FITS));
        assertRefused(doses(FAST, FITS, FITS), "regimen.rate: ");
        assertRefused(doses(FITS, FAST, FITS), "regimen.flush_before.rate: ");
        assertRefused(doses(FITS, FITS, FAST), "regimen.flush_after.rate: ");
    }

    @Test
    void everyStepCounts() {
        assertFits(steps(SYRINGE.leastRate(), SYRINGE.mostRate()));
        assertRefused(steps(SLOW, FITS), "regimen.steps[1].rate: ");
        assertRefused(steps(FITS, FAST), "regimen.steps[2].rate: ");
    }

    @Test
    void ofATaperThePlateauCounts() {
        // 1 mL in 24 s less half of two ramps of 12 s is 300 mL/h
        Duration ramp = Duration.ofSeconds(12);
        assertFits(new Regimen.Tapered(ML_1, Duration.ofSeconds(24).plusNanos(1), ramp, ramp));
        Duration shorter = Duration.ofMillis(11_500);
        assertRefused(new Regimen.Tapered(ML_1, Duration.ofMillis(23_400), shorter, shorter), "regimen, its plateau: ");
    }

    @Test
    void aBolusCountsWithTheBasalFlowBesideIt() {
        assertFits(boluses(FlowRate.ZERO, SYRINGE.mostRate()));
        assertRefused(boluses(FlowRate.ZERO, FAST), "regimen.bolus_rate: ");
        assertRefused(boluses(SLOW, FITS), "regimen.basal: ");
        assertFits(boluses(FITS, FlowRate.ofMillilitresPerHour(288)));
        assertRefused(boluses(FITS, FlowRate.ofMillilitresPerHour(289)), "regimen.bolus_rate with the basal flow: ");
    }

    @Test
    void everyPartOfASequenceCountsWithItsContainer() {
        assertFits(parts(SMALL, FITS));
        assertRefused(parts(SMALL, FAST), "regimen.parts[2].rate: ");
        assertRefused(
                parts(new Container(Volume.ofMillilitres(11), ML_1), FITS), "regimen.parts[2].container.volume: ");
    }

    private static FlowRate changed(FlowRate rate, long nanolitresPerHour) {
        return new FlowRate(rate.nanolitresPerHour() + nanolitresPerHour, Mechanism.NS_PER_HOUR);
    }

    private static Optional<Titration> titration(FlowRate least, FlowRate most) {
        return Optional.of(new Titration(least, most, Optional.empty()));
    }

    private static Regimen doses(FlowRate rate, FlowRate before, FlowRate after) {
        return new Regimen.Intermittent(
                ML_1,
                rate,
                new DoseTimes.Every(Duration.ofHours(12)),
                2,
                false,
                new MissedDoseRule.Ask(),
                ContainerUse.EACH_DOSE,
                Optional.of(new Flush(ML_1, before, "saline")),
                Optional.of(new Flush(ML_1, after, "saline")));
    }

    private static Regimen steps(FlowRate first, FlowRate last) {
        Step begin = new Step(first, new StepEnd.Given(Volume.ofMicrolitres(500)), false);
        return new Regimen.Stepped(ML_1, List.of(begin, new Step(last, new StepEnd.Rest(), false)), Optional.empty());
    }

    private static Regimen boluses(FlowRate basal, FlowRate bolusRate) {
        return new Regimen.PatientControlled(
                ML_1,
                basal,
                Volume.ofMicrolitres(100),
                bolusRate,
                Duration.ofMinutes(10),
                Optional.of(ML_1),
                Optional.empty(),
                Volume.ZERO,
                Volume.ZERO);
    }

    private static Regimen parts(Container second, FlowRate rate) {
        return new Regimen.Sequence(List.of(
                new SequencePart("saline", Optional.empty(), SMALL, ML_1, FITS, Optional.empty()),
                new SequencePart("drug", Optional.empty(), second, ML_1, rate, Optional.empty())));
    }

    private static Prescription continuous(FlowRate rate) {
        return order(SMALL, new Regimen.Continuous(ML_1, rate), KeepOpen.NONE);
    }

    private static Prescription in(Container container) {
        return order(container, new Regimen.Continuous(Volume.ofMicrolitres(500), FITS), KeepOpen.NONE);
    }

    private static void assertFits(Regimen regimen) {
        assertEquals(List.of(), refusals(SYRINGE, order(SMALL, regimen, KeepOpen.NONE)));
    }

    private static void assertRefused(Regimen regimen, String field) {
        assertRefused(SYRINGE, order(SMALL, regimen, KeepOpen.NONE), field);
    }

    private static void assertRefused(Mechanism mechanism, Prescription prescription, String field) {
        List<String> refused = refusals(mechanism, prescription);
        assertEquals(1, refused.size(), refused::toString);
        assertTrue(refused.getFirst().startsWith(field), refused::toString);
        assertTrue(refused.getFirst().contains(mechanism.label()), refused::toString);
    }

    private static List<String> refusals(Mechanism mechanism, Prescription prescription) {
        return MechanismFit.refusals(mechanism, prescription);
    }

    private static Prescription order(Container container, Regimen regimen, KeepOpen keepOpen) {
        return new Prescription(
                "RX",
                "nobody",
                new Drug("saline", Optional.empty()),
                Route.SUBCUTANEOUS,
                container,
                regimen,
                keepOpen.isWanted() ? EndAction.KEEP_OPEN : EndAction.STOP,
                keepOpen,
                LineLimits.USUAL,
                PowerLossRule.BY_PERSON,
                false,
                false);
    }
}
