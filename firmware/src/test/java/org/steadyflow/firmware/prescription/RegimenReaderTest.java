package org.steadyflow.firmware.prescription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.steadyflow.firmware.prescription.Orders.accepted;
import static org.steadyflow.firmware.prescription.Orders.read;
import static org.steadyflow.firmware.prescription.Orders.refused;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.steadyflow.firmware.dose.AmountUnit;
import org.steadyflow.firmware.dose.Concentration;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;
import tools.jackson.databind.node.ObjectNode;

/** Every type of regimen, its bounds, and what does not fit together. */
class RegimenReaderTest {
    private static ObjectNode base(String name) {
        return switch (name) {
            case "daily" -> Orders.daily();
            case "stepped" -> Orders.stepped();
            case "tapered" -> Orders.tapered();
            case "asked" -> Orders.patientControlled();
            case "sequence" -> Orders.sequence();
            case "dosed" -> Orders.dosed();
            default -> Orders.continuous();
        };
    }

    private static Problem only(ObjectNode file) {
        List<Problem> problems = refused(read(file));
        return problems.size() == 1 ? problems.getFirst() : fail(problems.toString());
    }

    private static Regimen regimen(ObjectNode file) {
        return accepted(read(file)).prescription().regimen();
    }

    private static FlowRate rate(long millilitresPerHour) {
        return FlowRate.ofMillilitresPerHour(millilitresPerHour);
    }

    @Test
    void dosesAtTimesOfDayAreReadWithTheirFlushes() {
        assertEquals(
                new Regimen.Intermittent(
                        Volume.ofMillilitres(200),
                        rate(120),
                        new DoseTimes.Daily(
                                List.of(LocalTime.of(8, 0), LocalTime.of(20, 0)), ZoneId.of("Europe/Berlin")),
                        3,
                        false,
                        new MissedDoseRule.Ask(),
                        ContainerUse.EACH_DOSE,
                        Optional.of(new Flush(Volume.ofMillilitres(10), rate(120), "saline")),
                        Optional.of(new Flush(Volume.ofMillilitres(20), rate(100), "saline"))),
                regimen(Orders.daily()));
    }

    @Test
    void stepsAreReadWithTheirEnds() {
        assertEquals(
                new Regimen.Stepped(
                        Volume.ofMillilitres(250),
                        List.of(
                                new Step(rate(20), new StepEnd.After(Duration.ofMinutes(15)), false),
                                new Step(rate(40), new StepEnd.Given(Volume.ofMillilitres(10)), true),
                                new Step(rate(150), new StepEnd.Rest(), true)),
                        Optional.of(new Titration(rate(10), rate(150), Optional.of(rate(20))))),
                regimen(Orders.stepped()));
        assertEquals(
                new StartRule.At(Instant.parse("2026-11-22T07:00:00Z")),
                accepted(read(Orders.stepped())).prescription().start());
    }

    @Test
    void rampsAreReadAndGiveTheirPlateau() {
        Regimen expected = new Regimen.Tapered(
                Volume.ofMillilitres(300), Duration.ofHours(12), Duration.ofHours(1), Duration.ofMinutes(30));
        assertEquals(expected, regimen(Orders.tapered()));
        assertEquals(FlowRate.of(Volume.ofMillilitres(300), Duration.ofMinutes(675)), expected.rate());
    }

    @Test
    void dosesThatThePatientAsksForAreReadWithTheirCaps() {
        assertEquals(
                new Regimen.PatientControlled(
                        Volume.ofMillilitres(100),
                        FlowRate.ofMillilitresPerHour(new BigDecimal("0.5")),
                        Volume.ofMillilitres(1),
                        rate(120),
                        Duration.ofMinutes(10),
                        Optional.of(Volume.ofMillilitres(6)),
                        Optional.of(Volume.ofMillilitres(20)),
                        Volume.ofMillilitres(2),
                        Volume.ofMillilitres(3)),
                regimen(Orders.patientControlled()));
    }

    @Test
    void aSequenceIsReadPartByPartAndHangsItsFirstContainer() {
        Container first = new Container(Volume.ofMillilitres(12), Volume.ofMillilitres(1));
        Concentration strength = new Concentration(new BigDecimal("9"), AmountUnit.MILLIGRAM);
        Volume all = Volume.ofMillilitres(100);
        assertEquals(
                new Regimen.Sequence(List.of(
                        new SequencePart(
                                "saline before",
                                Optional.of(new Drug("saline", Optional.of(strength))),
                                first,
                                Volume.ofMillilitres(10),
                                rate(300),
                                Optional.of("Hang the saline.")),
                        new SequencePart(
                                "drug",
                                Optional.empty(),
                                new Container(all, Volume.ZERO),
                                all,
                                FlowRate.of(all, Duration.ofHours(7)),
                                Optional.empty()))),
                regimen(Orders.sequence()));
        assertEquals(first, accepted(read(Orders.sequence())).prescription().container());
    }

    /** Kind of file, field, too small, least, most, too large. */
    static final List<List<String>> BOUNDS = List.of(
            List.of("continuous", "start.after", "59 s", "1 min", "72 h", "73 h"),
            List.of("continuous", "observe", "59 s", "1 min", "24 h", "24.1 h"),
            List.of("continuous", "regimen.titration.least", "0.09 mL/h", "1 mL/h", "15 mL/h", "1001 mL/h"),
            List.of("continuous", "regimen.titration.most", "0.09 mL/h", "15 mL/h", "1000 mL/h", "1001 mL/h"),
            List.of("continuous", "regimen.titration.step", "0.09 mL/h", "0.1 mL/h", "49.9 mL/h", "1001 mL/h"),
            List.of("daily", "regimen.flush_before.volume", "0.09 mL", "0.1 mL", "100 mL", "100.1 mL"),
            List.of("daily", "regimen.flush_after.rate", "0 mL/h", "10 mL/h", "1000 mL/h", "1001 mL/h"),
            List.of("stepped", "regimen.volume", "0.09 mL", "15.1 mL", "495 mL", "10000 mL"),
            List.of("stepped", "regimen.steps[1].rate", "0 mL/h", "10 mL/h", "150 mL/h", "1001 mL/h"),
            List.of("stepped", "regimen.steps[1].for", "0.9 s", "1 s", "11.9 h", "721 h"),
            List.of("stepped", "regimen.steps[2].volume", "0 mL", "0.1 mL", "244 mL", "10000 mL"),
            List.of("tapered", "regimen.up", "-", "0 min", "11 h", "25 h"),
            List.of("tapered", "regimen.down", "-", "0 s", "10 h", "25 h"),
            List.of("asked", "regimen.basal", "0.09 mL/h", "0.1 mL/h", "4.75 mL/h", "1001 mL/h"),
            List.of("asked", "regimen.demand", "0.009 mL", "0.01 mL", "5.5 mL", "101 mL"),
            List.of("asked", "regimen.bolus_rate", "0 mL/h", "6.1 mL/h", "999.5 mL/h", "1001 mL/h"),
            List.of("asked", "regimen.lockout", "59 s", "1 min", "24 h", "25 h"),
            List.of("asked", "regimen.cap_1h", "0 mL", "1.5 mL", "20 mL", "10000 mL"),
            List.of("asked", "regimen.cap_4h", "0 mL", "6 mL", "9999 mL", "10000 mL"),
            List.of("asked", "regimen.loading", "0.009 mL", "0.01 mL", "99 mL", "101 mL"),
            List.of("asked", "regimen.clinician_bolus", "0 mL", "0.01 mL", "100 mL", "101 mL"),
            List.of("sequence", "regimen.parts[1].volume", "0 mL", "0.1 mL", "11 mL", "10000 mL"),
            List.of("sequence", "regimen.parts[1].rate", "0 mL/h", "0.1 mL/h", "1000 mL/h", "1001 mL/h"));

    @ParameterizedTest
    @FieldSource("BOUNDS")
    @Tag("REQ-10")
    void bothEndsOfARangeAreTakenAndNothingBeyond(List<String> row) {
        ObjectNode file = base(row.get(0));
        String path = row.get(1);
        assertOutOfRange(file, path, row.get(2), "small");
        accepted(read(Orders.withText(file, path, row.get(3))));
        accepted(read(Orders.withText(file, path, row.get(4))));
        assertOutOfRange(file, path, row.get(5), "large");
    }

    private static void assertOutOfRange(ObjectNode file, String path, String value, String what) {
        if (!value.equals("-")) {
            Problem problem = only(Orders.withText(file, path, value));
            String start = path + ": \"" + value + "\" is too " + what + "; write ";
            assertTrue(problem.sentence().startsWith(start), problem::sentence);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "continuous | regimen.titration.least | 16 mL/h | regimen.titration: the ordered rate, 15 mL/h, is not among"
                        + " 16 mL/h to 50 mL/h; write limits that hold it.",
                "continuous | regimen.titration.most | 10 mL/h | regimen.titration.most: \"10 mL/h\" leaves no rate to choose;"
                        + " write more than the least, 10 mL/h, or leave titration out.",
                "continuous | regimen.titration.step | 50 mL/h | regimen.titration.step: \"50 mL/h\" is no less than the highest"
                        + " rate, so it limits nothing; write less than 50 mL/h, or leave it out for any change from 10 mL/h.",
                "stepped | regimen.titration.least | 21 mL/h | regimen.titration: the rate of step 1, 20 mL/h, is not among 21"
                        + " mL/h to 150 mL/h; write limits that hold it.",
                "stepped | regimen.volume | 15 mL | regimen.steps[2]: with this step the whole volume is in, 15 mL, before the"
                        + " last step; write shorter steps, or more volume.",
                "stepped | regimen.steps[1].for | 720 h | regimen.steps[1]: with this step the whole volume is in, 250 mL,"
                        + " before the last step; write shorter steps, or more volume.",
                "stepped | regimen.steps[1].volume | 5 mL | regimen.steps[1].volume stands beside a time, and each ends the"
                        + " step; keep one of the two.",
                "stepped | regimen.steps[3].for | 1 h | regimen.steps[3].for is not for the last step, which goes on until the"
                        + " volume is in; leave it out, or add the step that follows.",
                "tapered | regimen.duration | 90 min | regimen.duration: \"90 min\" leaves no time between the ramps, which"
                        + " take 90 min in all; write a longer duration or shorter ramps.",
                "tapered | regimen.duration | 91 min | accepted",
                "tapered | regimen.duration | 4000 h | regimen.duration: \"4000 h\" makes a plateau below 0.1 mL/h; write a"
                        + " shorter time.",
            })
    void ratesAndStepsThatDoNotFitAreToldWithTheWayOut(String base, String path, String value, String sentence) {
        assertAnswer(Orders.withText(base(base), path, value), sentence);
    }

    private static void assertAnswer(ObjectNode file, String sentence) {
        if (sentence.equals("accepted")) {
            accepted(read(file));
        } else {
            assertEquals(sentence, only(file).sentence());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "asked | regimen.lockout | 1 min | accepted",
                "asked | regimen.bolus_rate | 6 mL/h | regimen.lockout: \"10 min\" is no longer than one demand dose flows,"
                        + " 10 min; write more, or a faster bolus_rate.",
                "asked | regimen.bolus_rate | 999.6 mL/h | regimen.bolus_rate: \"999.6 mL/h\" is above 1000 mL/h together with"
                        + " the basal flow; write less.",
                "asked | regimen.cap_1h | 1.4 mL | regimen.cap_1h: \"1.4 mL\" is less than one demand dose and the basal flow"
                        + " of 1 h, so no dose could be given; write at least 1.5 mL.",
                "asked | regimen.cap_1h | 21 mL | regimen.cap_1h: \"21 mL\" is more than the cap of four hours, so it would"
                        + " never count; write at most 20 mL, or leave it out.",
                "asked | regimen.loading | 99.5 mL | regimen.demand: \"1 mL\" is more than the volume leaves after the loading"
                        + " bolus, 0.5 mL; write less, or more volume.",
                "asked | at_end | keep_open | at_end: \"keep_open\" is not for this type, which leaves no flow that could go"
                        + " on; write \"stop\", or leave it out.",
                "sequence | at_end | continue | at_end: \"continue\" is not for this type, which leaves no flow that could go"
                        + " on; write \"stop\", or leave it out.",
                "tapered | at_end | continue | at_end: \"continue\" is not for this type, which leaves no flow that could go"
                        + " on; write \"stop\", or leave it out.",
                "stepped | at_end | continue | at_end: \"continue\" gives more than was ordered and is only for a drug that is"
                        + " life_sustaining; write \"stop\" or \"keep_open\", or \"life_sustaining\": true.",
                "sequence | regimen.parts[1].volume | 12 mL | regimen.parts[1].volume: 12 mL is more than the container of"
                        + " this part gives, which is 11 mL (12 mL less a residual of 1 mL); write less, or the container that"
                        + " is meant.",
                "daily | regimen.interval | 12 h | regimen.times stands beside an interval; keep one of the two.",
                "daily | regimen.zone | Europe/Berln | regimen.zone: \"Europe/Berln\" is no time zone; did you mean"
                        + " \"Europe/Berlin\"?",
                "daily | regimen.zone | +01:00 | regimen.zone: \"+01:00\" is no time zone; write one of the tz database, such"
                        + " as \"Europe/Berlin\".",
                "stepped | start.at | 2026-11-22T08:00:00 | start.at: \"2026-11-22T08:00:00\" is no instant; write date, time"
                        + " and offset from UTC like \"2026-11-22T08:00:00+01:00\", from 2000 to 2099.",
                "stepped | start.at | 2026-02-30T08:00:00Z | start.at: \"2026-02-30T08:00:00Z\" is a date or time that does"
                        + " not exist; write one that does.",
                "stepped | start.at | 2026-11-22T08:00Z | accepted",
                "stepped | start.after | 1 h | start.at stands beside a delay; keep one of the two.",
                "continuous | pump | pump 1 | pump: \"pump 1\" is no name of a pump; write letters A to Z, digits and hyphens.",
            })
    void capsEndsAndTimesThatDoNotFitAreToldWithTheWayOut(String base, String path, String value, String sentence) {
        assertAnswer(Orders.withText(base(base), path, value), sentence);
    }

    @Test
    void aPlateauNeverFlowsFasterThanThePumpCan() {
        ObjectNode file = Orders.withText(Orders.tapered(), "regimen.duration", "60 min");
        file = Orders.withText(Orders.withText(file, "regimen.up", "40 min"), "regimen.down", "10 min");
        file = Orders.withText(Orders.withText(file, "container.volume", "9999 mL"), "regimen.volume", "583.3 mL");
        accepted(read(file));
        assertEquals(
                "regimen.duration: \"60 min\" makes a plateau above 1000 mL/h; write a longer time.",
                only(Orders.withText(file, "regimen.volume", "583.4 mL")).sentence());
    }

    @Test
    void oneOfTheRampsIsThere() {
        ObjectNode flat = Orders.withText(Orders.tapered(), "regimen.up", "0 min");
        accepted(read(flat));
        assertEquals(
                "regimen.down: \"0 min\" leaves no ramp, as up is none either; write the time of one, or the type"
                        + " continuous.",
                only(Orders.withText(flat, "regimen.down", "0 min")).sentence());
    }

    @Test
    void timesOfDayLieApartAsLongAsADoseAndItsFlushesTake() {
        ObjectNode file = Orders.with(Orders.daily(), "regimen.times", "[\"08:00\", \"09:57\"]");
        accepted(read(file));
        assertEquals(
                "regimen.times lie 116 min apart at the closest, shorter than one dose with its flushes; write them at least"
                        + " 117 min apart.",
                only(Orders.with(file, "regimen.times", "[\"08:00\", \"09:56\"]"))
                        .sentence());
        assertEquals(
                "regimen.times lie 1 h apart at the closest, shorter than one dose with its flushes; write them at least 117"
                        + " min apart.",
                only(Orders.with(file, "regimen.times", "[\"00:30\", \"23:30\"]"))
                        .sentence());
    }

    @Test
    void anIntervalHoldsTheFlushesToo() {
        ObjectNode file = Orders.withText(
                Orders.without(Orders.without(Orders.daily(), "regimen.times"), "regimen.zone"),
                "regimen.interval",
                "117 min");
        accepted(read(file));
        assertEquals(
                "regimen.interval: \"116 min\" is shorter than one dose with its flushes, and it counts from start to start;"
                        + " write at least 117 min.",
                only(Orders.withText(file, "regimen.interval", "116 min")).sentence());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"8:00\"]            | regimen.times[1]: \"8:00\" is no time of day; write hours and minutes from 00:00 to"
                        + " 23:59, as in \"08:00\".",
                "[\"08:00\", \"24:00\"] | regimen.times[2]: \"24:00\" is no time of day; write hours and minutes from 00:00 to"
                        + " 23:59, as in \"08:00\".",
                "[\"08:00\", \"08:00\"] | regimen.times[2]: \"08:00\" is not after the one before it; write each time once, in"
                        + " the order of the day.",
                "[\"08:00\", 20]       | regimen.times[2] is a number; write the list like \"times\": [\"08:00\", \"20:00\"].",
                "[]                    | regimen.times is an empty list; write 1 to 24, like \"times\": [\"08:00\", \"20:00\"].",
                "\"08:00\"             | regimen.times is a text in quotes; write it like \"times\": [\"08:00\", \"20:00\"].",
            })
    void aWrongTimeOfDayIsNamedByItsPlace(String times, String sentence) {
        assertEquals(
                sentence,
                only(Orders.with(Orders.daily(), "regimen.times", times)).sentence());
    }

    @Test
    void aFlushNeedsAPersonWhoHangsIt() {
        ObjectNode file = Orders.with(Orders.daily(), "container.count", "3");
        file = Orders.without(Orders.without(file, "regimen.containers"), "regimen.flush_before");
        assertEquals(
                "regimen.flush_after needs a person who hangs it at each dose; write \"containers\": \"each_dose\", or leave"
                        + " it out.",
                only(file).sentence());
    }

    @Test
    void aDrugThatKeepsSomebodyAliveIsNeverFlushed() {
        assertEquals(
                "life_sustaining is true, and such a drug is never interrupted by a flush; leave the flushes out, or write"
                        + " false.",
                only(Orders.with(Orders.daily(), "life_sustaining", "true")).sentence());
    }

    @Test
    void whatKeepsSomebodyAliveMayGoOn() {
        ObjectNode file = Orders.withText(Orders.stepped(), "at_end", "continue");
        assertEquals(
                EndAction.CONTINUE,
                accepted(read(Orders.with(file, "life_sustaining", "true")))
                        .prescription()
                        .endAction());
    }

    @Test
    void aPersonStartsTheFirstStepAndConfirmsNone() {
        assertEquals(
                "regimen.steps[1].confirm is not for the first step, which begins when a person starts the infusion; leave it"
                        + " out.",
                only(Orders.with(Orders.stepped(), "regimen.steps[1].confirm", "true"))
                        .sentence());
    }

    @Test
    void aSequenceHasItsContainersInItsParts() {
        assertEquals(
                "container is not for a sequence, each part of which has its own; leave it out.",
                only(Orders.with(Orders.sequence(), "container", "{\"volume\": \"10 mL\"}"))
                        .sentence());
        assertEquals(
                "regimen.parts[1].container.count is not for a part; leave it out, and write a part for each container.",
                only(Orders.with(Orders.sequence(), "regimen.parts[1].container.count", "2"))
                        .sentence());
    }

    @Test
    void severalContainersGiveWhatOneCannot() {
        ObjectNode file = Orders.without(Orders.without(Orders.continuous(), "at_end"), "keep_open");
        file = Orders.withText(Orders.with(file, "container.count", "2"), "regimen.volume", "990 mL");
        accepted(read(file));
        assertEquals(
                "regimen.volume: 990.1 mL is more than the containers give, which is 990 mL (2 times 500 mL less a residual"
                        + " of 5 mL); write less, or the container that is meant.",
                only(Orders.withText(file, "regimen.volume", "990.1 mL")).sentence());
    }

    /** Five doses of 100 mL and a keep-open run of 20 mL from containers that give 245 mL each. */
    @Test
    void containersAreCountedByTheDosesThatFitInEach() {
        ObjectNode file = Orders.withText(Orders.intermittent(), "container.volume", "250 mL");
        file = Orders.with(Orders.withText(file, "regimen.dose", "100 mL"), "regimen.count", "5");
        for (String between : List.of("true", "false")) {
            ObjectNode kept = Orders.with(file, "regimen.keep_open_between", between);
            accepted(read(Orders.with(kept, "container.count", "3")));
            assertEquals(
                    "container.count",
                    only(Orders.with(kept, "container.count", "2")).field());
        }
        ObjectNode tight = Orders.withText(file, "regimen.dose", "115 mL");
        accepted(read(Orders.with(Orders.with(tight, "regimen.keep_open_between", "false"), "container.count", "3")));
        assertEquals(
                "container.count: 5 doses need 5 such containers, and 3 are there; write \"count\": 5, or \"containers\":"
                        + " \"each_dose\" where a person hangs one for each dose.",
                only(Orders.with(tight, "container.count", "3")).sentence());
    }

    @Test
    void aListIsNamedWhereItIsTooLong() {
        String step = "{\"rate\": \"20 mL/h\", \"for\": \"1 s\"},";
        String last = "{\"rate\": \"20 mL/h\"}]";
        accepted(read(Orders.with(Orders.stepped(), "regimen.steps", "[" + step.repeat(99) + last)));
        String sentence = only(Orders.with(Orders.stepped(), "regimen.steps", "[" + step.repeat(100) + last))
                .sentence();
        assertTrue(sentence.startsWith("regimen.steps is a list of 101; write 1 to 100, like "), sentence);
    }

    /** Each field of another type, at the place where it does not belong, is told where it does. */
    @ParameterizedTest
    @EnumSource(RegimenType.class)
    @Tag("REQ-11")
    void aFieldOfAnotherTypeIsToldWhereItBelongs(RegimenType type) {
        ObjectNode file = Orders.ofEachType().stream()
                .filter(candidate ->
                        Orders.at(candidate, "regimen.type").asString().equals(Section.word(type)))
                .findFirst()
                .orElseThrow();
        for (RegimenType other : RegimenType.values()) {
            for (Field field : other.fields()) {
                if (!type.fields().contains(field)) {
                    Problem problem = only(Orders.with(file, "regimen." + field.name(), field.example()));
                    assertEquals("regimen." + field.name(), problem.field());
                    assertTrue(problem.sentence().contains(" is only for the type "), problem::sentence);
                    assertTrue(problem.sentence().contains(Section.word(other)), problem::sentence);
                }
            }
        }
    }
}
