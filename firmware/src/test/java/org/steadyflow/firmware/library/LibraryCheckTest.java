package org.steadyflow.firmware.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.steadyflow.firmware.library.Entries.dose;
import static org.steadyflow.firmware.library.Given.continuous;
import static org.steadyflow.firmware.library.Given.ml;
import static org.steadyflow.firmware.library.Given.rate;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.firmware.dose.AmountUnit;
import org.steadyflow.firmware.dose.Body;
import org.steadyflow.firmware.dose.Concentration;
import org.steadyflow.firmware.dose.OrderedDose;
import org.steadyflow.firmware.dose.OrderedRate;
import org.steadyflow.firmware.prescription.Container;
import org.steadyflow.firmware.prescription.ContainerUse;
import org.steadyflow.firmware.prescription.DoseTimes;
import org.steadyflow.firmware.prescription.Drug;
import org.steadyflow.firmware.prescription.MissedDoseRule;
import org.steadyflow.firmware.prescription.PowerLossRule;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.prescription.Route;
import org.steadyflow.firmware.prescription.SequencePart;
import org.steadyflow.firmware.prescription.Step;
import org.steadyflow.firmware.prescription.StepEnd;
import org.steadyflow.firmware.prescription.Titration;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

@Tag("REQ-20")
class LibraryCheckTest {
    private static final Body ADULT = Body.ofWeightKg(new BigDecimal("70"));

    @ParameterizedTest(name = "{0} mL of 2 mg/mL: {1}")
    @CsvSource({
        "24.997, HARD",
        "24.998, SOFT",
        "49.99, SOFT",
        "49.996, ''",
        "50, ''",
        "100, ''",
        "100.009, ''",
        "100.011, SOFT",
        "200.019, SOFT",
        "200.021, HARD",
    })
    void aDoseIsWithinItsFourLimitsToOneTenThousandth(String millilitres, String expected) {
        LibraryEntry entry = Entries.with(
                limitsOfDose(new Limits<>(dosed("50 mg"), dosed("100 mg"), dosed("200 mg"), dosed("400 mg"))));
        assertEquals(expected, severities(entry, continuous(millilitres, "100")));
    }

    @ParameterizedTest(name = "{0} mL/h of 2 mg/mL at 70 kg: {1}")
    @CsvSource({
        "2.09, HARD",
        "2.1, SOFT",
        "4.19, SOFT",
        "4.2, ''",
        "10.5, ''",
        "21, ''",
        "21.01, SOFT",
        "42, SOFT",
        "42.01, HARD",
    })
    void aRateIsWithinItsFourLimits(String perHour, String expected) {
        LibraryEntry entry = Entries.with(limitsOfRate(new Limits<>(
                rated("1 mcg/kg/min"), rated("2 mcg/kg/min"), rated("10 mcg/kg/min"), rated("20 mcg/kg/min"))));
        assertEquals(expected, severities(entry, continuous("100", perHour)));
    }

    @ParameterizedTest(name = "100 mL in {0} min: {1}")
    @CsvSource({"29, HARD", "30, SOFT", "59, SOFT", "60, ''", "120, ''", "121, SOFT", "240, SOFT", "241, HARD"})
    void aTimeIsWithinItsFourLimits(long minutes, String expected) {
        LibraryEntry entry = Entries.with(new DoseLimits(
                Limits.none(),
                Limits.none(),
                Limits.none(),
                new Limits<>(lasting(30), lasting(60), lasting(120), lasting(240)),
                Limits.none()));
        Regimen regimen = new Regimen.Continuous(ml("100"), FlowRate.of(ml("100"), Duration.ofMinutes(minutes)));
        assertEquals(expected, severities(entry, regimen));
    }

    @ParameterizedTest(name = "bolus of {0} mL: {1}")
    @CsvSource({"0.4, HARD", "0.5, SOFT", "0.9, SOFT", "1, ''", "2, ''", "2.1, SOFT", "3, SOFT", "3.1, HARD"})
    void aBolusIsWithinItsFourLimits(String millilitres, String expected) {
        LibraryEntry entry = Entries.with(new DoseLimits(
                Limits.none(),
                Limits.none(),
                new Limits<>(dosed("1 mg"), dosed("2 mg"), dosed("4 mg"), dosed("6 mg")),
                Limits.none(),
                Limits.none()));
        assertEquals(expected, severities(entry, demands(ml(millilitres), Duration.ofMinutes(10), "20")));
        assertEquals(expected, severities(entry, withLoading(ml(millilitres))));
    }

    @ParameterizedTest(name = "{0} doses of 100 mL every {1} h: {2}")
    @CsvSource({
        "8, 8, ''",
        "8, 7, SOFT",
        "8, 6, SOFT",
        "8, 5, HARD",
        "3, 1, ''",
        "1, 1, SOFT",
        "2, 1, ''",
        "4, 1, SOFT",
        "5, 1, HARD",
    })
    void theDosesOfADayAreWithinTheirLimits(int count, int hours, String expected) {
        LibraryEntry entry = Entries.with(
                limitsOfDay(new Limits<>(Optional.empty(), dosed("400 mg"), dosed("600 mg"), dosed("800 mg"))));
        assertEquals(expected, severities(entry, Given.everyHours("100", "100", hours, count)));
    }

    @Test
    void theTimesOfADayCount() {
        LibraryEntry entry = Entries.with(
                limitsOfDay(new Limits<>(Optional.empty(), Optional.empty(), Optional.empty(), dosed("400 mg"))));
        assertEquals("", severities(entry, daily(LocalTime.of(8, 0), LocalTime.of(20, 0))));
        assertEquals("HARD", severities(entry, daily(LocalTime.of(8, 0), LocalTime.of(14, 0), LocalTime.of(20, 0))));
    }

    @Test
    void theCapOfFourHoursBoundsADayOfDemands() {
        LibraryEntry entry = Entries.with(
                limitsOfDay(new Limits<>(Optional.empty(), Optional.empty(), Optional.empty(), dosed("120 mg"))));
        assertEquals("", severities(entry, demands(ml("1"), Duration.ofMinutes(10), "10")));
        assertEquals("HARD", severities(entry, demands(ml("1"), Duration.ofMinutes(10), "10.1")));
    }

    @Test
    @Tag("REQ-18")
    void aMinimumDurationIsHardForEveryRegimen() {
        LibraryEntry entry = Entries.with(minimum(Duration.ofHours(46)));
        assertEquals("", severities(entry, continuous("92", "2")));
        assertEquals("HARD", severities(entry, continuous("92", "46")));
        assertEquals("HARD", severities(entry, continuous("92", "2.01")));
        assertEquals("HARD", severities(entry, titrated("92", "1", "2.01")));
        assertEquals("HARD", severities(entry, Given.everyHours("92", "2.01", 48, 2)));
        assertEquals("HARD", severities(entry, stepped("92", "2", "2.01")));
        assertEquals("HARD", severities(entry, tapered("92", Duration.ofHours(45))));
        assertEquals("", severities(entry, tapered("92", Duration.ofHours(46))));
        assertEquals("HARD", severities(entry, demands(ml("1"), Duration.ofMinutes(10), "84")));
        assertEquals("", severities(entry, demands(ml("1"), Duration.ofMinutes(10), "80")));
        assertEquals("HARD", severities(entry, sequence("92", "2.01")));
        assertEquals("", severities(entry, sequence("92", "2")));
    }

    @Test
    @Tag("REQ-18")
    void theSentenceOfAShortTimeNamesBothTimes() {
        LibraryEntry entry = Entries.with(minimum(Duration.ofHours(46)));
        assertEquals(
                List.of("regimen.rate: The shortest time, 2 h, is below the hard limit of X (adult), 46 h; it cannot be"
                        + " given."),
                Given.sentences(check(entry, continuous("92", "46"))));
    }

    @Test
    void aRateIsToldInTheUnitOfItsLimit() {
        LibraryEntry entry = Entries.with(limitsOfRate(
                new Limits<>(Optional.empty(), Optional.empty(), rated("10 mcg/kg/min"), Optional.empty())));
        assertEquals(
                List.of(new Finding(
                        Severity.SOFT,
                        "regimen.rate",
                        "10.476 mcg/kg/min",
                        "10 mcg/kg/min",
                        "regimen.rate: The rate, 10.476 mcg/kg/min, is above the soft limit of X (adult), 10"
                                + " mcg/kg/min; it needs a reason.")),
                check(entry, continuous("100", "22")));
    }

    @Test
    void aLimitThatCannotBeComparedIsNotPassed() {
        LibraryEntry entry = Entries.with(
                limitsOfRate(new Limits<>(Optional.empty(), Optional.empty(), Optional.empty(), rated("10 mg/kg/h"))));
        assertEquals(
                List.of("regimen.rate: The limit of X (adult), 10 mg/kg/h, is counted per kg and needs body.weight; add"
                        + " it, as in \"body\": {\"weight\": \"70 kg\"}."),
                Given.sentences(
                        LibraryCheck.check(Entries.library(entry), Given.order(continuous("100", "1")), Body.NONE, 1)));
    }

    @Test
    void titrationCountsWithBothItsEnds() {
        LibraryEntry entry = Entries.with(
                limitsOfRate(new Limits<>(rated("2 mg/h"), Optional.empty(), Optional.empty(), rated("20 mg/h"))));
        assertEquals("", severities(entry, titrated("100", "1", "10")));
        assertEquals("HARD", severities(entry, titrated("100", "0.9", "10")));
        assertEquals("HARD", severities(entry, titrated("100", "1", "10.1")));
    }

    @Test
    void everyStepAndTheSlowestAndFastestCount() {
        LibraryEntry entry = Entries.with(
                limitsOfRate(new Limits<>(rated("2 mg/h"), Optional.empty(), Optional.empty(), rated("20 mg/h"))));
        assertEquals("", severities(entry, stepped("100", "1", "10")));
        assertEquals("HARD", severities(entry, stepped("100", "0.9", "10")));
        assertEquals("HARD", severities(entry, stepped("100", "1", "10.1")));
    }

    @Test
    void aBasalFlowCountsAsARateAndABolusDoesNot() {
        LibraryEntry entry = Entries.with(
                limitsOfRate(new Limits<>(Optional.empty(), Optional.empty(), Optional.empty(), rated("2 mg/h"))));
        assertEquals("", severities(entry, withBasal("1")));
        assertEquals("HARD", severities(entry, withBasal("1.1")));
        assertEquals("", severities(entry, withBasal("0")));
    }

    @Test
    void thePlateauOfATaperCountsAsItsRate() {
        LibraryEntry entry = Entries.with(
                limitsOfRate(new Limits<>(Optional.empty(), Optional.empty(), Optional.empty(), rated("181.9 mL/h"))));
        assertEquals("", severities(entry, tapered("2000", Duration.ofHours(12))));
        assertEquals("HARD", severities(entry, tapered("2010", Duration.ofHours(12))));
    }

    @Test
    void routeAndRegimenAreThoseOfTheEntry() {
        Use use = new Use(
                AmountUnit.MILLIGRAM,
                List.of(Route.INTRAVENOUS_CENTRAL),
                List.of(RegimenKind.CONTINUOUS),
                List.of(),
                Map.of());
        LibraryEntry entry = Entries.with(use);
        assertEquals("", severities(entry, continuous("100", "10")));
        assertEquals(
                List.of("regimen.type: \"intermittent\" is no regimen of X (adult); it is continuous."),
                Given.sentences(check(entry, Given.everyHours("100", "100", 8, 2))));
        assertEquals(
                List.of("route: \"epidural\" is no route of X (adult); it is given intravenous_central."),
                Given.sentences(check(entry, by(Route.EPIDURAL, Given.X))));
    }

    @Test
    void anEnteralEntryIsForNoOtherRoute() {
        Use use = new Use(
                AmountUnit.MILLIGRAM, List.of(Route.ENTERAL), List.of(RegimenKind.CONTINUOUS), List.of(), Map.of());
        assertEquals(List.of(), check(Entries.with(use), by(Route.ENTERAL, Given.X)));
        assertEquals(
                1,
                check(Entries.with(use), by(Route.INTRAVENOUS_CENTRAL, Given.X)).size());
        assertEquals(1, check(Entries.ANY, by(Route.ENTERAL, Given.X)).size());
    }

    @Test
    void aConcentrationIsOneOfTheStandardOnes() {
        Use use = concentrations(List.of(Entries.concentration("2 mg/mL")), Map.of());
        assertEquals(
                List.of(), check(Entries.with(use), by(Route.INTRAVENOUS_CENTRAL, Given.drug("X", "2000 mcg/mL"))));
        assertEquals(
                List.of("drug.concentration: \"20 mg/mL\" is no concentration of X (adult); it is 2 mg/mL."),
                Given.sentences(check(Entries.with(use), by(Route.INTRAVENOUS_CENTRAL, Given.drug("X", "20 mg/mL")))));
        assertEquals(
                List.of("drug.concentration is missing, and X (adult) is 2 mg/mL."),
                Given.sentences(
                        check(Entries.with(use), by(Route.INTRAVENOUS_CENTRAL, new Drug("X", Optional.empty())))));
    }

    @Test
    void aConcentrationInAnotherKindOfUnitIsRefused() {
        assertEquals(
                List.of("drug.concentration: \"2 units/mL\" does not count X (adult), which is counted in mg."),
                Given.sentences(check(Entries.ANY, by(Route.INTRAVENOUS_CENTRAL, Given.drug("X", "2 units/mL")))));
    }

    @Test
    void aConcentrationIsBoundByTheEndOfTheLine() {
        Use use = concentrations(
                List.of(),
                Map.of(
                        Route.INTRAVENOUS_PERIPHERAL, Entries.concentration("0.1 mg/mL"),
                        Route.INTRAVENOUS_CENTRAL, Entries.concentration("0.25 mg/mL")));
        LibraryEntry entry = Entries.with(use);
        assertEquals(List.of(), check(entry, by(Route.INTRAVENOUS_PERIPHERAL, Given.drug("X", "0.1 mg/mL"))));
        assertEquals(
                List.of("drug.concentration: \"0.11 mg/mL\" is above the hard limit of X (adult) for"
                        + " intravenous_peripheral, 0.1 mg/mL."),
                Given.sentences(check(entry, by(Route.INTRAVENOUS_PERIPHERAL, Given.drug("X", "0.11 mg/mL")))));
        assertEquals(List.of(), check(entry, by(Route.INTRAVENOUS_CENTRAL, Given.drug("X", "0.25 mg/mL"))));
        assertEquals(
                1,
                check(entry, by(Route.INTRAVENOUS_CENTRAL, Given.drug("X", "0.26 mg/mL")))
                        .size());
    }

    @ParameterizedTest(name = "{0} mOsm/L, pH {1} to {2}: {3}")
    @CsvSource({
        "900, 5, 9, ''",
        "901, 5, 9, 'as 901 mOsm/L is above 900 mOsm/L'",
        "900, 4.9, 9, 'as pH 4.9 is below 5'",
        "900, 5, 9.1, 'as pH 9.1 is above 9'",
        "1800, 4, 5, 'as 1,800 mOsm/L is above 900 mOsm/L, pH 4 is below 5'",
    })
    void whatHurtsASmallVeinNeedsACentralLine(int osmolarity, String phLeast, String phMost, String reason) {
        LibraryEntry entry = Entries.with(new Solution(
                Optional.of(osmolarity),
                Optional.of(new BigDecimal(phLeast)),
                Optional.of(new BigDecimal(phMost)),
                false,
                List.of()));
        List<String> expected = reason.isEmpty()
                ? List.of()
                : List.of("route: \"intravenous_peripheral\" is no route for X (adult), " + reason
                        + "; it needs a central line.");
        assertEquals(expected, Given.sentences(check(entry, by(Route.INTRAVENOUS_PERIPHERAL, Given.X))));
        assertEquals(List.of(), check(entry, by(Route.INTRAVENOUS_CENTRAL, Given.X)));
    }

    @Test
    void centralOnlyHoldsWhateverTheFiguresSay() {
        LibraryEntry entry =
                Entries.with(new Solution(Optional.of(300), Optional.empty(), Optional.empty(), true, List.of()));
        assertEquals(1, check(entry, by(Route.INTRAVENOUS_PERIPHERAL, Given.X)).size());
    }

    @Test
    void aFlushMustNotBeWhatTheDrugMustNotMeet() {
        LibraryEntry entry = Entries.with(
                new Solution(Optional.empty(), Optional.empty(), Optional.empty(), false, List.of("dextrose")));
        assertEquals(List.of(), check(entry, Given.flushedWith("saline")));
        assertEquals(
                List.of(
                        "regimen.flush_after.fluid: \"Dextrose 5 %\" must not meet X (adult) in the line; use another."),
                Given.sentences(check(entry, Given.flushedWith("Dextrose 5 %"))));
    }

    @Test
    void flagsOfTheLibraryAreFlagsOfTheOrder() {
        LibraryEntry vital = Entries.with(new Rules(Optional.empty(), true, true, false, Optional.empty()));
        LibraryEntry dangerous = Entries.with(new Rules(Optional.empty(), true, false, true, Optional.empty()));
        assertEquals(
                List.of("life_sustaining: \"false\" is not so: stopping X (adult) does harm."),
                Given.sentences(check(vital, continuous("100", "10"))));
        assertEquals(
                List.of("high_alert: \"false\" is not so: a slip with X (adult) does great harm."),
                Given.sentences(check(dangerous, continuous("100", "10"))));
    }

    @Test
    void aKeepOpenFlowIsRefusedWhereTheLibraryHasNone() {
        LibraryEntry entry = Entries.with(new Rules(Optional.empty(), false, false, false, Optional.empty()));
        assertEquals(List.of(), check(entry, continuous("100", "10")));
        assertEquals(
                List.of(
                        "keep_open: \"1 mL/h\" cannot be run with X (adult), which the library lets keep no line open."),
                Given.sentences(check(entry, Given.keptOpen(continuous("100", "10")))));
    }

    @ParameterizedTest
    @ValueSource(longs = {600, 601})
    void itResumesByItselfOnlyAsLongAsTheLibraryLetsIt(long seconds) {
        PowerLossRule rule = new PowerLossRule(true, Duration.ofSeconds(seconds));
        Prescription order = Given.order(Given.X, Route.INTRAVENOUS_CENTRAL, continuous("100", "10"), rule);
        assertEquals(seconds > 600 ? 1 : 0, check(Entries.ANY, order).size());
        LibraryEntry never = Entries.with(new Rules(Optional.empty(), true, false, false, Optional.empty()));
        assertEquals(1, check(never, order).size());
    }

    @ParameterizedTest(name = "{0} kg: {1}")
    @CsvSource({"39.9, 1", "40, 0", "120, 0", "120.1, 1"})
    void anEntryIsForItsWeights(String weight, int findings) {
        LibraryEntry entry = Entries.with(
                new Patients("adult", Optional.of(new BigDecimal("40")), Optional.of(new BigDecimal("120"))));
        Body body = Body.ofWeightKg(new BigDecimal(weight));
        Prescription order = Given.order(continuous("100", "10"));
        assertEquals(
                findings,
                LibraryCheck.check(Entries.library(entry), order, body, 1).size());
        assertEquals(
                List.of("body.weight is missing, and X (adult) is for from 40 kg to 120 kg."),
                Given.sentences(LibraryCheck.check(Entries.library(entry), order, Body.NONE, 1)));
    }

    @Test
    void ofSeveralEntriesThatFitEveryLimitCounts() {
        LibraryEntry loose = Entries.with(
                limitsOfRate(new Limits<>(Optional.empty(), Optional.empty(), Optional.empty(), rated("40 mg/h"))));
        LibraryEntry strict = new LibraryEntry(
                "x-ward",
                "x",
                "X",
                new Patients("ward", Optional.empty(), Optional.empty()),
                Entries.ANY_USE,
                limitsOfRate(new Limits<>(Optional.empty(), Optional.empty(), rated("20 mg/h"), Optional.empty())),
                Entries.ANY_RULES,
                Entries.ANY_SOLUTION,
                Optional.empty(),
                List.of());
        DrugLibrary library = Entries.library(loose, strict);
        Prescription order = Given.order(continuous("100", "11"));
        assertEquals(1, LibraryCheck.check(library, order, ADULT, 1).size());
        assertEquals(List.of(loose, strict), LibraryCheck.entriesFor(library, order, ADULT, 1));
    }

    @Test
    void anUnknownDrugNeedsAReason() {
        DrugLibrary library = Entries.library(Entries.named("other", List.of()));
        assertEquals(
                List.of("drug.name: \"X\" is not in the library \"Test library, version 3\", so nothing limits it; it"
                        + " needs a reason."),
                Given.sentences(LibraryCheck.check(library, Given.order(continuous("100", "10")), ADULT, 1)));
    }

    @Test
    void tallManLettersAreTheSameDrug() {
        DrugLibrary library = Entries.library(Entries.named("cefTRIAXone", List.of()));
        assertEquals(1, library.entriesFor("ceftriaxone").size());
    }

    @Test
    void everyDrugOfASequenceIsChecked() {
        DrugLibrary library = Entries.library(Entries.ANY);
        Regimen regimen = new Regimen.Sequence(List.of(
                part("saline before", Optional.of(new Drug("saline", Optional.empty()))),
                part("drug", Optional.empty())));
        assertEquals(
                List.of("regimen.parts[1].drug.name"),
                LibraryCheck.check(library, Given.order(regimen), ADULT, 1).stream()
                        .map(Finding::field)
                        .toList());
    }

    private static SequencePart part(String name, Optional<Drug> drug) {
        return new SequencePart(
                name, drug, new Container(ml("100"), ml("0")), ml("10"), rate("100"), Optional.of("Connect it."));
    }

    private static Regimen sequence(String millilitres, String perHour) {
        return new Regimen.Sequence(List.of(new SequencePart(
                "drug",
                Optional.empty(),
                new Container(ml("1000"), ml("0")),
                ml(millilitres),
                rate(perHour),
                Optional.empty())));
    }

    private static Regimen titrated(String millilitres, String least, String most) {
        return new Regimen.Continuous(
                ml(millilitres), rate(least), Optional.of(new Titration(rate(least), rate(most), Optional.empty())));
    }

    private static Regimen stepped(String millilitres, String first, String second) {
        return new Regimen.Stepped(
                ml(millilitres),
                List.of(
                        new Step(rate(first), new StepEnd.Given(ml("1")), false),
                        new Step(rate(second), new StepEnd.Rest(), false)),
                Optional.empty());
    }

    private static Regimen tapered(String millilitres, Duration lasting) {
        return new Regimen.Tapered(ml(millilitres), lasting, Duration.ofHours(1), Duration.ofHours(1));
    }

    private static Regimen daily(LocalTime... times) {
        return new Regimen.Intermittent(
                ml("100"),
                rate("100"),
                new DoseTimes.Daily(List.of(times), ZoneId.of("Europe/Berlin")),
                20,
                false,
                new MissedDoseRule.Ask(),
                ContainerUse.ONE,
                Optional.empty(),
                Optional.empty());
    }

    private static Regimen demands(Volume demand, Duration lockout, String capPer4Hours) {
        return new Regimen.PatientControlled(
                ml("1000"),
                FlowRate.ZERO,
                demand,
                rate("100"),
                lockout,
                Optional.empty(),
                Optional.of(ml(capPer4Hours)),
                ml("0"),
                ml("0"));
    }

    private static Regimen withLoading(Volume loading) {
        return new Regimen.PatientControlled(
                ml("1000"),
                FlowRate.ZERO,
                ml("1"),
                rate("100"),
                Duration.ofMinutes(10),
                Optional.empty(),
                Optional.of(ml("20")),
                loading,
                ml("0"));
    }

    private static Regimen withBasal(String perHour) {
        return new Regimen.PatientControlled(
                ml("1000"),
                rate(perHour),
                ml("1"),
                rate("100"),
                Duration.ofMinutes(10),
                Optional.of(ml("10")),
                Optional.empty(),
                ml("0"),
                ml("0"));
    }

    private static Prescription by(Route route, Drug drug) {
        return Given.order(drug, route, continuous("100", "10"), PowerLossRule.BY_PERSON);
    }

    private static Use concentrations(List<Concentration> standard, Map<Route, Concentration> most) {
        return new Use(
                AmountUnit.MILLIGRAM,
                List.of(Route.INTRAVENOUS_PERIPHERAL, Route.INTRAVENOUS_CENTRAL),
                List.of(RegimenKind.CONTINUOUS),
                standard,
                most);
    }

    private static Rules minimum(Duration duration) {
        return new Rules(Optional.of(duration), true, false, false, Optional.empty());
    }

    private static DoseLimits limitsOfDose(Limits<OrderedDose> dose) {
        return new DoseLimits(dose, Limits.none(), Limits.none(), Limits.none(), Limits.none());
    }

    private static DoseLimits limitsOfDay(Limits<OrderedDose> perDay) {
        return new DoseLimits(Limits.none(), Limits.none(), Limits.none(), Limits.none(), perDay);
    }

    private static DoseLimits limitsOfRate(Limits<OrderedRate> rate) {
        return new DoseLimits(Limits.none(), rate, Limits.none(), Limits.none(), Limits.none());
    }

    private static Optional<OrderedDose> dosed(String text) {
        return Optional.of(dose(text));
    }

    private static Optional<OrderedRate> rated(String text) {
        return Optional.of(Entries.rate(text));
    }

    private static Optional<Duration> lasting(long minutes) {
        return Optional.of(Duration.ofMinutes(minutes));
    }

    private static String severities(LibraryEntry entry, Regimen regimen) {
        return String.join(
                " ",
                check(entry, regimen).stream()
                        .map(finding -> finding.severity().name())
                        .toList());
    }

    private static List<Finding> check(LibraryEntry entry, Regimen regimen) {
        return check(entry, Given.order(regimen));
    }

    private static List<Finding> check(LibraryEntry entry, Prescription order) {
        return LibraryCheck.check(Entries.library(entry), order, ADULT, 1);
    }
}
