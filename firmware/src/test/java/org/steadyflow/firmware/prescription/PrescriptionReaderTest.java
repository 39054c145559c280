package org.steadyflow.firmware.prescription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.steadyflow.firmware.prescription.Orders.accepted;
import static org.steadyflow.firmware.prescription.Orders.read;
import static org.steadyflow.firmware.prescription.Orders.refused;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.firmware.dose.AmountUnit;
import org.steadyflow.firmware.dose.Body;
import org.steadyflow.firmware.dose.Concentration;
import org.steadyflow.firmware.text.Words;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;
import tools.jackson.databind.node.ObjectNode;

class PrescriptionReaderTest {
    /** What follows from leaving a field out; a field that is not here may be left out. */
    private static final Map<String, String> WITHOUT = Map.ofEntries(
            Map.entry("schema", "schema is missing: which kind of file this is"),
            Map.entry("id", "id is missing: the prescription's number at the pharmacy"),
            Map.entry("patient", "patient is missing: who it is for"),
            Map.entry("drug", "drug is missing: what is in the container"),
            Map.entry("drug.name", "drug.name is missing: the drug as it is shown at the bedside"),
            Map.entry("route", "route is missing: where the line ends in the patient"),
            Map.entry("container", "container is missing: the bag, cassette or syringe"),
            Map.entry("container.volume", "container.volume is missing: what the container holds"),
            Map.entry("regimen", "regimen is missing: how much is given"),
            Map.entry("regimen.type", "regimen.type is missing: the pattern"),
            Map.entry("regimen.volume", "regimen.volume is missing: what is infused in all"),
            Map.entry("regimen.rate", "regimen.rate is missing: how fast it flows; add \"rate\": \"120 mL/h\", or the"),
            Map.entry("regimen.dose", "regimen.dose is missing: the volume of one dose"),
            Map.entry("regimen.duration", "regimen.rate is missing: how fast it flows"),
            Map.entry("tapered regimen.duration", "regimen.duration is missing: how long it takes; add"),
            Map.entry("regimen.titration.least", "regimen.titration.least is missing: the lowest rate"),
            Map.entry("regimen.titration.most", "regimen.titration.most is missing: the highest rate"),
            Map.entry("regimen.times", "regimen.times is missing: the times of day at which a dose is due"),
            Map.entry("regimen.zone", "regimen.zone is missing: the time zone of the patient"),
            Map.entry("regimen.flush_before.volume", "regimen.flush_before.volume is missing: the volume of one"),
            Map.entry("regimen.flush_before.rate", "regimen.flush_before.rate is missing: how fast it flows"),
            Map.entry("regimen.flush_before.fluid", "regimen.flush_before.fluid is missing: what the line is"),
            Map.entry("regimen.flush_after.volume", "regimen.flush_after.volume is missing: the volume of one"),
            Map.entry("regimen.flush_after.rate", "regimen.flush_after.rate is missing: how fast it flows"),
            Map.entry("regimen.flush_after.fluid", "regimen.flush_after.fluid is missing: what the line is"),
            Map.entry("regimen.steps", "regimen.steps is missing: the rates one after the other"),
            Map.entry("regimen.steps[].rate", "regimen.steps[].rate is missing: how fast it flows in this step"),
            Map.entry("regimen.steps[].for", "regimen.steps[].for is missing: only the last step goes on"),
            Map.entry("regimen.steps[].volume", "regimen.steps[].for is missing: only the last step goes on"),
            Map.entry("regimen.up", "regimen.up is missing: the time of the ramp up"),
            Map.entry("regimen.down", "regimen.down is missing: the time of the ramp down"),
            Map.entry("regimen.demand", "regimen.demand is missing: the dose that the patient may ask for"),
            Map.entry("regimen.bolus_rate", "regimen.bolus_rate is missing: how fast each bolus flows"),
            Map.entry("regimen.lockout", "regimen.lockout is missing: the time from the start of one demand"),
            Map.entry("regimen.parts", "regimen.parts is missing: the containers one after the other"),
            Map.entry("regimen.parts[].name", "regimen.parts[].name is missing: the part as it is shown"),
            Map.entry("regimen.parts[].drug.name", "regimen.parts[].drug.name is missing: the drug as it is"),
            Map.entry("regimen.parts[].container", "regimen.parts[].container is missing: the bag, cassette or"),
            Map.entry("regimen.parts[].container.volume", "regimen.parts[].container.volume is missing: what the"),
            Map.entry("regimen.parts[].volume", "regimen.parts[].volume is missing: what this part gives"),
            Map.entry("regimen.parts[].rate", "regimen.parts[].rate is missing: how fast it flows; add"),
            Map.entry("regimen.parts[].duration", "regimen.parts[].rate is missing: how fast it flows; add"),
            Map.entry("start.after", "start.after is missing: the time from the press of start"),
            Map.entry("start.at", "start.after is missing: the time from the press of start"),
            Map.entry("regimen.interval", "regimen.interval is missing: the time from the start of one dose"),
            Map.entry("regimen.count", "regimen.count is missing: how many doses"),
            Map.entry("regimen.missed_dose.rule", "regimen.missed_dose.rule is missing: skip, give_late or ask"),
            Map.entry("regimen.missed_dose.within", "regimen.missed_dose.within is missing: the longest delay"),
            Map.entry("keep_open", "keep_open is missing, and at_end is keep_open; add \"keep_open\": {"),
            Map.entry("keep_open.rate", "keep_open.rate is missing: how fast it flows"),
            Map.entry("keep_open.limit", "keep_open.limit is missing: the most that one keep-open run gives"),
            Map.entry("after_power_loss.resume", "after_power_loss.resume is missing: by_person or by_itself"),
            Map.entry("after_power_loss.within", "after_power_loss.within is missing: the longest time without power"));

    static Stream<ObjectNode> files() {
        return Stream.concat(Stream.of(Orders.least()), Orders.ofEachType().stream());
    }

    @Test
    void aContinuousInfusionIsReadWithEveryField() {
        Prescription expected = new Prescription(
                "RX-2",
                "Patient 2",
                new Drug("DOPamine", Optional.of(new Concentration(new BigDecimal("0.8"), AmountUnit.MILLIGRAM))),
                Route.INTRAVENOUS_CENTRAL,
                new Container(Volume.ofMillilitres(500), Volume.ofMillilitres(5)),
                new Regimen.Continuous(
                        Volume.ofMillilitres(400),
                        FlowRate.ofMillilitresPerHour(15),
                        Optional.of(new Titration(
                                FlowRate.ofMillilitresPerHour(10),
                                FlowRate.ofMillilitresPerHour(50),
                                Optional.of(FlowRate.ofMillilitresPerHour(5))))),
                EndAction.KEEP_OPEN,
                new KeepOpen(FlowRate.ofMillilitresPerHour(1), Volume.ofMillilitres(20)),
                new LineLimits(Pressure.ofMmHg(450), Volume.ofMicrolitres(200), Volume.ofMicrolitres(900)),
                new PowerLossRule(true, Duration.ofMinutes(10)),
                true,
                true,
                new StartRule.After(Duration.ofMinutes(30)),
                Duration.ofHours(1),
                Optional.of("pump-1"),
                new Body(Optional.of(new BigDecimal("70")), Optional.of(new BigDecimal("170")), Optional.empty()),
                1);
        assertEquals(expected, accepted(read(Orders.continuous())).prescription());
    }

    @Test
    void anIntermittentInfusionIsReadWithEveryField() {
        Regimen expected = new Regimen.Intermittent(
                Volume.ofMillilitres(200),
                FlowRate.ofMillilitresPerHour(120),
                Duration.ofHours(12),
                3,
                true,
                new MissedDoseRule.GiveLate(Duration.ofHours(2)));
        assertEquals(
                expected, accepted(read(Orders.intermittent())).prescription().regimen());
    }

    @Test
    void whatIsLeftOutIsTheSafeUsualValue() {
        Prescription least = accepted(read(Orders.least())).prescription();
        assertEquals(Optional.empty(), least.drug().concentration());
        assertEquals(Volume.ZERO, least.container().residual());
        assertEquals(EndAction.STOP, least.endAction());
        assertEquals(KeepOpen.NONE, least.keepOpen());
        assertEquals(
                new LineLimits(Pressure.ofMmHg(300), Volume.ofMicrolitres(100), Volume.ofMillilitres(1)),
                least.limits());
        assertEquals(PowerLossRule.BY_PERSON, least.powerLoss());
        assertEquals(List.of(false, false), List.of(least.highAlert(), least.lifeSustaining()));
        ObjectNode doses = Orders.with(
                Orders.least(),
                "regimen",
                "{\"type\": \"intermittent\", \"dose\": \"1 mL\", \"rate\": \"1 mL/h\", \"interval\": \"2 h\", \"count\": 2}");
        assertEquals(
                new Regimen.Intermittent(
                        Volume.ofMillilitres(1),
                        FlowRate.ofMillilitresPerHour(1),
                        Duration.ofHours(2),
                        2,
                        false,
                        new MissedDoseRule.Ask()),
                accepted(read(doses)).prescription().regimen());
    }

    @Test
    @Tag("REQ-01")
    void aDurationGivesTheExactRateThatNoDecimalHolds() {
        ObjectNode file =
                Orders.parse(Orders.least().toString().replace("\"rate\":\"50 mL/h\"", "\"duration\":\"7 h\""));
        Reading.Accepted read = accepted(read(file));
        assertEquals(
                FlowRate.of(Volume.ofMillilitres(100), Duration.ofHours(7)),
                read.prescription().regimen().rate());
        assertTrue(read.canonicalText().contains("\"duration\":\"7 h\""), read.canonicalText());
    }

    @Test
    void theSameOrderHasTheSameTextHoweverItIsWritten() {
        ObjectNode byDuration =
                Orders.parse(Orders.least().toString().replace("\"rate\":\"50 mL/h\"", "\"duration\":\"120 min\""));
        ObjectNode spelledOut = Orders.with(Orders.least(), "at_end", "\"stop\"");
        ObjectNode trailingZeros = Orders.withText(Orders.least(), "regimen.volume", "100.00 mL");
        ObjectNode noted = Orders.withText(Orders.least(), "note", "A note changes nothing.");
        Reading.Accepted plain = accepted(read(Orders.least()));
        for (ObjectNode same : List.of(byDuration, spelledOut, trailingZeros, noted)) {
            assertEquals(plain, accepted(read(same)));
        }
        assertNotEquals(
                plain.sha256(),
                accepted(read(Orders.withText(Orders.least(), "regimen.volume", "101 mL")))
                        .sha256());
    }

    @Test
    void theCanonicalTextIsWhatItIs() {
        Reading.Accepted least = accepted(read(Orders.least()));
        assertEquals(
                "{\"schema\":\"steadyflow/prescription/1\",\"id\":\"RX-1\",\"patient\":\"Patient 1\",\"drug\":{\"name\":\"saline\"},"
                        + "\"route\":\"intravenous_central\",\"container\":{\"volume\":\"9999 mL\",\"residual\":\"0 mL\",\"count\":1},"
                        + "\"regimen\":{\"type\":\"continuous\",\"volume\":\"100 mL\",\"rate\":\"50 mL/h\"},\"at_end\":\"stop\","
                        + "\"limits\":{\"downstream_occlusion\":\"300 mmHg\",\"single_bubble\":\"100 uL\",\"air_in_15_min\":\"1 mL\"},"
                        + "\"after_power_loss\":{\"resume\":\"by_person\"},\"high_alert\":false,\"life_sustaining\":false}",
                least.canonicalText());
        assertTrue(least.sha256().matches("[0-9a-f]{64}"), least.sha256());
    }

    @ParameterizedTest
    @MethodSource("files")
    @Tag("REQ-11")
    void everyFieldIsEitherAskedForOrHasAUsualValue(ObjectNode file) {
        for (String path : Orders.paths(file)) {
            Reading reading = read(Orders.without(file, path));
            String general = path.replaceAll("[0-9]", "");
            String key = Stream.of(typeOf(file) + " " + general, general)
                    .filter(WITHOUT::containsKey)
                    .findFirst()
                    .orElse(path);
            if (path.equals("at_end") && file.equals(Orders.continuous())) {
                assertEquals("keep_open", only(refused(reading)).field());
            } else if (path.equals("container.residual") && file.has("keep_open")) {
                assertEquals("keep_open", only(refused(reading)).field());
            } else if (path.equals("container.count") && typeOf(file).equals("intermittent")) {
                assertEquals(path, only(refused(reading)).field());
            } else if (Orders.isCountedBy(file, path)) {
                refused(reading)
                        .forEach(problem -> assertTrue(problem.field().startsWith("regimen."), problem::sentence));
            } else if (path.equals("regimen.containers")) {
                assertEquals(
                        List.of("regimen.flush_before", "regimen.flush_after"),
                        refused(reading).stream().map(Problem::field).toList());
            } else if (WITHOUT.containsKey(key)) {
                String sentence = only(refused(reading)).sentence().replaceAll("\\[[0-9]]", "[]");
                assertTrue(sentence.startsWith(WITHOUT.get(key)), () -> path + ": " + sentence);
            } else {
                accepted(reading);
            }
        }
    }

    private static String typeOf(ObjectNode file) {
        return Orders.at(file, "regimen.type").asString();
    }

    @ParameterizedTest
    @MethodSource("files")
    @Tag("REQ-11")
    void everyFieldOfAWrongTypeIsNamedAlone(ObjectNode file) {
        for (String path : Orders.paths(file)) {
            for (String wrong : List.of("5", "\"\"", "true", "null", "[]", "[{\"a\": 1}]", "{}", "-1.5e300")) {
                boolean isSameType = Orders.at(file, path).getNodeType()
                        == Orders.JSON.readTree(wrong).getNodeType();
                if (!isSameType) {
                    Problem problem = only(refused(read(Orders.with(file, path, wrong))));
                    assertEquals(path, problem.field());
                    assertTrue(problem.sentence().startsWith(path + " is "), problem::sentence);
                    assertTrue(problem.sentence().contains("; write "), problem::sentence);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "colour",
                "drug.colour",
                "container.colour",
                "regimen.colour",
                "regimen.missed_dose.colour",
                "keep_open.colour",
                "limits.colour",
                "after_power_loss.colour"
            })
    @Tag("REQ-11")
    void anUnknownFieldIsRefusedAtEachLevel(String path) {
        Problem problem = only(refused(read(Orders.with(Orders.intermittent(), path, "1"))));
        assertEquals(path, problem.field());
        assertTrue(problem.sentence().startsWith(path + " is not a field here; remove it"), problem::sentence);
    }

    @ParameterizedTest
    @MethodSource("files")
    void aMisspeltFieldIsOneProblemThatNamesTheRightOne(ObjectNode file) {
        for (String path : Orders.paths(file)) {
            String misspelt = path.substring(0, path.length() - 1) + "x";
            boolean canBeTold = path.substring(path.lastIndexOf('.') + 1).length() >= 3;
            if (canBeTold) {
                ObjectNode changed = Orders.with(
                        Orders.without(file, path),
                        misspelt,
                        Orders.at(file, path).toString());
                String right = path.substring(path.lastIndexOf('.') + 1);
                assertEquals(
                        misspelt + " is not a field; did you mean \"" + right + "\"?",
                        only(refused(read(changed))).sentence());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "keepOpen, keep_open",
        "KEEP_OPEN, keep_open",
        "keep-open, keep_open",
        "Patient, patient",
        "ptaient, patient"
    })
    void otherHabitsOfSpellingAreUnderstood(String written, String meant) {
        Problem problem = only(refused(read(Orders.with(Orders.continuous(), written, "1"))));
        assertEquals(written + " is not a field; did you mean \"" + meant + "\"?", problem.sentence());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "continuous   | rate                  | rate belongs in \"regimen\"; move it there.",
                "continuous   | concentration         | concentration belongs in \"drug\"; move it there.",
                "continuous   | single_bubble         | single_bubble belongs in \"limits\"; move it there.",
                "continuous   | regimen.dose          | regimen.dose is only for the type intermittent; a continuous"
                        + " infusion has \"volume\".",
                "continuous   | regimen.count         | regimen.count is only for the type intermittent; leave it out, or"
                        + " change the type.",
                "intermittent | regimen.volume        | regimen.volume is only for the type continuous, stepped, tapered or"
                        + " patient_controlled; the volume of one dose is \"dose\".",
            })
    void aFieldInTheWrongPlaceIsSentToTheRightOne(String base, String path, String sentence) {
        assertEquals(
                sentence,
                only(refused(read(Orders.with(base(base), path, "\"1 mL\"")))).sentence());
    }

    /** Kind of file, field, too small, least, most, too large. */
    static final List<List<String>> BOUNDS = List.of(
            List.of("least", "regimen.volume", "0.099999 mL", "0.1 mL", "9999 mL", "9999.000001 mL"),
            List.of("least", "regimen.volume", "0 mL", "0.1 mL", "9999 mL", "99999999999999999 mL"),
            List.of("least", "regimen.rate", "0.099999 mL/h", "0.1 mL/h", "1000 mL/h", "1000.000001 mL/h"),
            List.of("least", "regimen.rate", "0 mL/h", "0.1 mL/h", "1000 mL/h", "99999999999 mL/h"),
            List.of("least", "container.volume", "0.099999 mL", "100 mL", "9999 mL", "9999.000001 mL"),
            List.of("rated", "regimen.dose", "0.05 mL", "0.1 mL", "475 mL", "10000 mL"),
            List.of("asking", "regimen.interval", "59.9 s", "100 min", "720 h", "720.1 h"),
            List.of("doses", "regimen.missed_dose.within", "59 s", "1 min", "12 h", "721 h"),
            List.of("least", "container.residual", "-", "0 mL", "9899 mL", "10000 mL"),
            List.of("continuous", "keep_open.rate", "0 mL/h", "0.1 mL/h", "10 mL/h", "10.1 mL/h"),
            List.of("continuous", "keep_open.limit", "0 mL", "0.1 mL", "95 mL", "101 mL"),
            List.of("continuous", "limits.downstream_occlusion", "99 mmHg", "100 mmHg", "900 mmHg", "901 mmHg"),
            List.of("continuous", "limits.single_bubble", "49.999 uL", "50 uL", "500 uL", "500.001 uL"),
            List.of("continuous", "limits.air_in_15_min", "49 uL", "200 uL", "5 mL", "5.001 mL"),
            List.of("continuous", "after_power_loss.within", "0.5 s", "1 s", "1 h", "61 min"));

    @ParameterizedTest
    @FieldSource("BOUNDS")
    @Tag("REQ-10")
    void bothEndsOfARangeAreTakenAndNothingBeyond(List<String> row) {
        ObjectNode file = row.get(1).equals("limits.single_bubble")
                ? Orders.withText(Orders.continuous(), "limits.air_in_15_min", "5 mL")
                : base(row.get(0));
        String path = row.get(1);
        assertOutOfRange(file, path, row.get(2), "small");
        accepted(read(Orders.withText(file, path, row.get(3))));
        accepted(read(Orders.withText(file, path, row.get(4))));
        assertOutOfRange(file, path, row.get(5), "large");
    }

    private static void assertOutOfRange(ObjectNode file, String path, String value, String what) {
        if (!value.equals("-")) {
            Problem problem = only(refused(read(Orders.withText(file, path, value))));
            assertEquals(path, problem.field());
            String start = path + ": \"" + value + "\" is too " + what + "; write ";
            assertTrue(problem.sentence().startsWith(start), problem::sentence);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "2.0", "1e1", "1.5", "99999999999999999999"})
    void aCountThatIsNoSmallWholeNumberIsRefused(String count) {
        Problem problem = only(refused(read(Orders.with(Orders.intermittent(), "regimen.count", "777")
                .toString()
                .replace("777", count))));
        assertEquals(
                "regimen.count: " + count + " is out of range; write a whole number from 1 to 1000.",
                problem.sentence());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "least      | regimen.volume | 1e9 mL    | has an exponent; write all digits of the number.",
                "least      | regimen.rate   | NaN mL/h  | does not begin with a number; write digits, and a point only"
                        + " between digits.",
                "least      | regimen.rate   | -1 mL/h   | is negative; write a number without a sign.",
                "least      | regimen.rate   | 5 mL/min  | is in mL/min; write it in mL/h: \"300 mL/h\".",
                "least      | regimen.volume | 1 L       | is in L; write it in mL: \"1000 mL\".",
                "least      | regimen.volume | 100 uL    | is in uL; write it in mL: \"0.1 mL\".",
                "least      | regimen.volume | 100       | has no unit; add it after a space, as in \"100 mL\".",
                "doses      | regimen.interval | 1 d     | is in d; write it in h, min or s: \"24 h\".",
                "continuous | limits.downstream_occlusion | 40 kPa | is in kPa; write it in mmHg, for example"
                        + " \"300 mmHg\".",
                "continuous | limits.single_bubble | 100 nL | is in nL; write it in uL or mL: \"0.1 uL\".",
                "continuous | drug.concentration | 5 IU/mL | is in IU/mL; write it in g/mL, mg/mL, mcg/mL, ng/mL,"
                        + " units/mL, mEq/mL, mmol/mL or kcal/mL: \"5 units/mL\".",
                "continuous | keep_open.rate | 1 mL      | is in mL; write it in mL/h, for example \"120 mL/h\".",
                "continuous | id             | a b       | is no id; write letters A to Z, digits, points, hyphens and"
                        + " underscores, a letter or digit first.",
                "continuous | patient        | '  '      | is blank; write at least one letter.",
                "continuous | patient        | 'x '      | begins or ends with a space; remove it.",
                "continuous | route          | iv        | is not known here; write intravenous_peripheral,"
                        + " intravenous_central, subcutaneous, epidural or enteral.",
                "continuous | at_end         | kvo       | is not known here; write stop, keep_open or continue.",
                "doses      | regimen.type   | pca       | is not known here; write continuous, intermittent,"
                        + " stepped, tapered, patient_controlled or sequence.",
            })
    @Tag("REQ-12")
    void aWrongValueIsRepeatedWithTheWayToWriteIt(String base, String path, String value, String sentence) {
        Problem problem = only(refused(read(Orders.withText(base(base), path, value))));
        assertEquals(path + ": \"" + value + "\" " + sentence, problem.sentence());
    }

    @Test
    void aRateThatFollowsFromADurationStaysInRange() {
        ObjectNode file =
                Orders.parse(Orders.least().toString().replace("\"rate\":\"50 mL/h\"", "\"duration\":\"7 h\""));
        accepted(read(Orders.withText(file, "regimen.duration", "6 min")));
        accepted(read(Orders.withText(file, "regimen.duration", "1000 h")));
        assertEquals(
                "regimen.duration: \"359.9 s\" is too short for 100 mL, as the pump gives at most 1000 mL/h; write at least"
                        + " 6 min.",
                only(refused(read(Orders.withText(file, "regimen.duration", "359.9 s"))))
                        .sentence());
        assertEquals(
                "regimen.duration: \"1000.1 h\" is too long for 100 mL, as the pump gives at least 0.1 mL/h; write at most"
                        + " 1000 h.",
                only(refused(read(Orders.withText(file, "regimen.duration", "1000.1 h"))))
                        .sentence());
    }

    @Test
    void rateAndDurationTogetherAreOneTooMany() {
        assertEquals(
                "regimen.duration stands beside a rate, and each follows from the other; keep one of the two.",
                only(refused(read(Orders.withText(Orders.continuous(), "regimen.duration", "1 h"))))
                        .sentence());
    }

    @Test
    @Tag("REQ-14")
    void moreThanTheContainerGivesIsRefused() {
        accepted(read(Orders.withText(Orders.continuous(), "regimen.volume", "475 mL")));
        assertEquals(
                "keep_open.limit: 20 mL is more than the 19.9 mL that the container still gives after the dose (500 mL less"
                        + " a residual of 5 mL); write less, or the container that is meant.",
                only(refused(read(Orders.withText(Orders.continuous(), "regimen.volume", "475.1 mL"))))
                        .sentence());
        assertEquals(
                "regimen.volume: 496 mL is more than the container gives, which is 495 mL (500 mL less a residual of 5 mL);"
                        + " write less, or the container that is meant.",
                only(refused(read(Orders.withText(Orders.continuous(), "regimen.volume", "496 mL"))))
                        .sentence());
        assertEquals(
                "regimen.dose: 200 mL is more than the container gives, which is 150 mL (155 mL less a residual of 5 mL);"
                        + " write less, or the container that is meant.",
                only(refused(read(Orders.withText(Orders.intermittent(), "container.volume", "155 mL"))))
                        .sentence());
    }

    @Test
    void dosesThatComeByThemselvesHaveContainersEnough() {
        accepted(read(Orders.with(Orders.intermittent(), "container.count", "2")));
        assertEquals(
                "container.count: 3 doses need 2 such containers, and one is there; write \"count\": 2, or \"containers\":"
                        + " \"each_dose\" where a person hangs one for each dose.",
                only(refused(read(Orders.with(Orders.intermittent(), "container.count", "1"))))
                        .sentence());
    }

    @Test
    void eachDoseMayHaveAContainerOfItsOwn() {
        accepted(read(Orders.with(Orders.daily(), "regimen.count", "1000")));
        assertEquals(
                "container.count is not for containers of each_dose, which is one for each of the 3; leave it out.",
                only(refused(read(Orders.with(Orders.daily(), "container.count", "2"))))
                        .sentence());
    }

    @Test
    void aContainerThatGivesNothingIsRefused() {
        assertEquals(
                "container.residual: \"500 mL\" leaves nothing to infuse from 500 mL; write only what cannot be drawn from"
                        + " the container.",
                only(refused(read(Orders.withText(Orders.continuous(), "container.residual", "500 mL"))))
                        .sentence());
    }

    @Test
    @Tag("REQ-16")
    void keepOpenIsNeverFasterThanTheInfusion() {
        ObjectNode fixed = Orders.without(Orders.continuous(), "regimen.titration");
        accepted(read(Orders.withText(fixed, "regimen.rate", "1 mL/h")));
        assertEquals(
                "keep_open.rate: 1 mL/h is above the running rate, 0.9 mL/h; write at most the running rate.",
                only(refused(read(Orders.withText(fixed, "regimen.rate", "0.9 mL/h"))))
                        .sentence());
        ObjectNode titrated = Orders.withText(Orders.continuous(), "regimen.titration.least", "0.9 mL/h");
        assertEquals(
                "keep_open.rate: 1 mL/h is above the slowest running rate, 0.9 mL/h; write at most the slowest running"
                        + " rate.",
                only(refused(read(titrated))).sentence());
    }

    @Test
    @Tag("REQ-16")
    void keepOpenIsThereExactlyWhereItIsUsed() {
        ObjectNode unused = Orders.withText(Orders.continuous(), "at_end", "stop");
        assertEquals(
                "keep_open is never used; write \"at_end\": \"keep_open\", or leave keep_open out.",
                only(refused(read(unused))).sentence());
        ObjectNode between = Orders.withText(Orders.intermittent(), "at_end", "stop");
        accepted(read(between));
        assertEquals(
                "keep_open is missing, and keep_open_between is true; add \"keep_open\": {\"rate\": \"1 mL/h\", \"limit\":"
                        + " \"5 mL\"}.",
                only(refused(read(Orders.without(between, "keep_open")))).sentence());
    }

    @Test
    void aDoseEndsBeforeTheNextIsDue() {
        accepted(read(Orders.withText(intermittentAsking(), "regimen.interval", "100 min")));
        assertEquals(
                "regimen.interval: \"99 min\" is shorter than one dose, and it counts from start to start; write at least"
                        + " 100 min.",
                only(refused(read(Orders.withText(intermittentAsking(), "regimen.interval", "99 min"))))
                        .sentence());
    }

    @Test
    void aLateDoseStartsBeforeTheNextIsDue() {
        assertEquals(
                "regimen.missed_dose.within: \"13 h\" is longer than the interval, so the next dose would be due; write at"
                        + " most 12 h.",
                only(refused(read(Orders.withText(Orders.intermittent(), "regimen.missed_dose.within", "13 h"))))
                        .sentence());
    }

    @ParameterizedTest
    @ValueSource(strings = {"skip", "ask"})
    void aDelayIsOnlyForADoseGivenLate(String rule) {
        assertEquals(
                "regimen.missed_dose.within is only for the rule give_late; leave it out, or change the rule, which is "
                        + rule + ".",
                only(refused(read(Orders.withText(Orders.intermittent(), "regimen.missed_dose.rule", rule))))
                        .sentence());
    }

    @Test
    void aTimeLimitIsOnlyForAPumpThatResumesByItself() {
        assertEquals(
                "after_power_loss.within is only for a pump that resumes by_itself; leave it out, or change resume.",
                only(refused(read(Orders.withText(Orders.continuous(), "after_power_loss.resume", "by_person"))))
                        .sentence());
    }

    @Test
    void allAirIsAtLeastOneBubble() {
        assertEquals(
                "limits.air_in_15_min: \"199 uL\" is less than one bubble may be; write at least 200 uL, or a smaller"
                        + " single_bubble.",
                only(refused(read(Orders.withText(Orders.continuous(), "limits.air_in_15_min", "199 uL"))))
                        .sentence());
    }

    @Test
    @Tag("REQ-11")
    void allProblemsOfAFileComeInOneAnswer() {
        List<String> fields = refused(read("""
                                {
                                  "schema": "steadyflow/prescription/1", "id": "a b", "patient": 5, "colour": 1,
                                  "route": "iv", "container": {"volume": "100 ml", "residual": "-5 mL"},
                                  "regimen": {"type": "intermittent", "dose": "1 gallon", "rate": "5 mL/min", "count": "2"},
                                  "at_end": "off", "keep_open": {"rate": "0 mL/h"},
                                  "limits": {"downstream_occlusion": 300},
                                  "after_power_loss": {"resume": "by_itself"}, "high_alert": "yes"
                                }
                                """)).stream().map(Problem::field).toList();
        assertEquals(
                List.of(
                        "colour",
                        "drug",
                        "id",
                        "patient",
                        "route",
                        "container.volume",
                        "container.residual",
                        "regimen.dose",
                        "regimen.rate",
                        "regimen.interval",
                        "regimen.count",
                        "at_end",
                        "keep_open.limit",
                        "keep_open.rate",
                        "limits.downstream_occlusion",
                        "after_power_loss.within",
                        "high_alert"),
                fields);
    }

    @Test
    void aFieldThatIsThereTwiceIsNamedWithBothLines() {
        String file = Orders.least().toString().replace("\"route\"", "\n\"patient\":\"Somebody else\",\n\"route\"");
        assertEquals(
                "patient is there more than once, on lines 1 and 2; keep one.",
                only(refused(read(file))).sentence());
    }

    @Test
    void aFileOfAnotherKindOrVersionHasThatOneProblem() {
        assertEquals(
                "schema: \"steadyflow/scenario/1\" is not a prescription; write \"schema\":"
                        + " \"steadyflow/prescription/1\".",
                only(refused(read("{\"schema\": \"steadyflow/scenario/1\", \"faults\": []}")))
                        .sentence());
        assertEquals(
                "schema: \"steadyflow/prescription/2\" is a version that this pump does not read; write \"schema\":"
                        + " \"steadyflow/prescription/1\".",
                only(refused(read("{\"schema\": \"steadyflow/prescription/2\", \"regimens\": []}")))
                        .sentence());
    }

    @Test
    void aTextThatIsTooLongIsRefusedWithItsLimit() {
        accepted(read(Orders.withText(Orders.least(), "patient", "x".repeat(64))));
        assertEquals(
                "patient: \"" + "x".repeat(48) + "...\" is too long; write at most 64 characters.",
                only(refused(read(Orders.withText(Orders.least(), "patient", "x".repeat(65)))))
                        .sentence());
        accepted(read(Orders.withText(Orders.least(), "note", "x".repeat(2_000))));
        refused(read(Orders.withText(Orders.least(), "note", "x".repeat(2_001))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u202Eenilas", "sal\u200Bine", "sal\nine", "sal\u0000ine", "sal\u00a0ine", "\ud800", "\ue000"})
    void aNameWithWhatNobodyCanSeeIsRefused(String name) {
        String json = "{\"name\": \"" + escaped(name) + "\"}";
        String file = Orders.least().toString().replace("{\"name\":\"saline\"}", json);
        String sentence = only(refused(read(file))).sentence();
        assertTrue(sentence.contains(" has a character that cannot be seen, U+"), sentence);
        assertTrue(sentence.codePoints().allMatch(Words::isShown), sentence);
    }

    @Test
    void namesOfAnyLanguageAreTaken() {
        for (String name :
                List.of("\u00c5sa \u00d6berg", "\u674e\u96f7", "\u0645\u062d\u0645\u062f", "O'Neill (bed 4)")) {
            assertEquals(
                    name,
                    accepted(read(Orders.withText(Orders.least(), "patient", name)))
                            .prescription()
                            .patient());
        }
    }

    @Test
    @Tag("REQ-107")
    void theWarningBeforeTheEndHasItsRangeAndStandsInTheTextWhereItIsNotTheUsual() {
        ObjectNode early = Orders.with(Orders.least(), "limits", "{\"near_end\": \"4 h\"}");
        assertTrue(accepted(read(early)).canonicalText().contains("\"near_end\":\"4 h\""));
        ObjectNode usual = Orders.with(Orders.least(), "limits", "{\"near_end\": \"30 min\"}");
        assertFalse(accepted(read(usual)).canonicalText().contains("near_end"));
        for (String outside : List.of("59 s", "241 min")) {
            ObjectNode wrong = Orders.with(Orders.least(), "limits", "{\"near_end\": \"" + outside + "\"}");
            String told = only(refused(read(wrong))).sentence();
            assertTrue(told.startsWith("limits.near_end: \"" + outside), told);
        }
    }

    @Test
    @Tag("REQ-113")
    void aRestartAfterAnOcclusionIsAskedForAndNotForAHighAlertDrug() {
        ObjectNode asks = Orders.with(Orders.least(), "limits", "{\"occlusion_restart\": true}");
        Reading.Accepted read = accepted(read(asks));
        assertTrue(read.prescription().limits().restartsAfterOcclusion());
        assertTrue(read.canonicalText().contains("\"air_in_15_min\":\"1 mL\",\"occlusion_restart\":true}"));
        assertEquals(List.of(), SchemaTest.errors(asks.toString()));

        ObjectNode highAlert = Orders.with(asks, "high_alert", "true");
        assertEquals(
                "limits.occlusion_restart: true is not for a high-alert drug, of which a person looks at the line first; write"
                        + " false.",
                only(refused(read(highAlert))).sentence());
        assertFalse(SchemaTest.errors(highAlert.toString()).isEmpty());
    }

    @Test
    void aByteOrderMarkIsNoFault() {
        accepted(read("\ufeff" + Orders.least()));
    }

    @Test
    @Tag("REQ-13")
    void whatIsNotTextIsCalledThat() {
        assertEquals(
                "The file is not UTF-8 text: byte 3 is 0xE9; save it as UTF-8.",
                sentence("{\"\u00e9\": 1}".getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals("The file is UTF-16 text; save it as UTF-8.", sentence("{}".getBytes(StandardCharsets.UTF_16)));
        assertEquals(
                "The file is binary, not text: byte 3 is 0x03; check that it is a prescription.",
                sentence(new byte[] {'P', 'K', 3, 4}));
        assertEquals(
                "The file is not UTF-8 text: byte 2 is 0xC3; save it as UTF-8.",
                sentence(new byte[] {'{', (byte) 0xC3}));
    }

    @Test
    void anEmptyFileIsCalledEmpty() {
        String empty = "The file is empty; write a prescription as one JSON object, from { to }.";
        assertEquals(empty, sentence(new byte[0]));
        assertEquals(empty, sentence(" \n\t".getBytes(StandardCharsets.UTF_8)));
        assertEquals(empty, sentence("\ufeff".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @Tag("REQ-13")
    void aFileThatIsTooLargeIsRefusedUnreadAndAtOnce() {
        byte[] large = new byte[10_000_000];
        Arrays.fill(large, (byte) '[');
        assertEquals(
                "The file has 10000000 bytes, and a prescription has at most 262144; check that it is the right file.",
                withinCpuTime(Duration.ofMillis(200), () -> sentence(large)));
        byte[] largest = new byte[FileLimits.BYTES];
        Arrays.fill(largest, (byte) ' ');
        byte[] least = Orders.least().toString().getBytes(StandardCharsets.UTF_8);
        System.arraycopy(least, 0, largest, 0, least.length);
        accepted(PrescriptionReader.read(largest));
        byte[] oneMore = Arrays.copyOf(largest, largest.length + 1);
        oneMore[largest.length] = ' ';
        refused(PrescriptionReader.read(oneMore));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x%d\":1", "\"patien%d\":1", "\"id\":%d", "\"regimen\":{\"x%d\":{}}"})
    void aFileFullOfFaultsIsAnsweredShortAndSoon(String member) {
        StringBuilder file = new StringBuilder("{\"schema\":\"steadyflow/prescription/1\"");
        for (int i = 0; file.length() < FileLimits.BYTES - 100; i++) {
            file.append(',').append(member.replace("%d", Integer.toString(i)));
        }
        String whole = file.append('}').toString();
        List<Problem> problems = withinCpuTime(Duration.ofSeconds(3), () -> refused(read(whole)));
        assertEquals(FileLimits.PROBLEMS, problems.size());
        String last = problems.getLast().sentence();
        assertTrue(last.matches("The file has more problems, [0-9]+ in all; put these right first[.]"), last);
    }

    /** What the work costs; how long it takes depends on what else the machine does. */
    private static <T> T withinCpuTime(Duration limit, Supplier<T> work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long beforeNs = threads.getCurrentThreadCpuTime();
        T result = work.get();
        Duration cost = Duration.ofNanos(threads.getCurrentThreadCpuTime() - beforeNs);
        assertTrue(cost.compareTo(limit) < 0, () -> "cost " + cost);
        return result;
    }

    @Test
    @Tag("REQ-13")
    void deepNestingIsRefusedBeforeItCostsAnything() {
        String deep = "{\"a\":".repeat(20_000);
        assertEquals(
                "Line 1, column 41: braces and brackets are nested more than 8 deep; no prescription is, so check that it"
                        + " is the right file.",
                sentence(deep.getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                "Line 1, column 9: braces and brackets are nested more than 8 deep; no prescription is, so check that it is"
                        + " the right file.",
                sentence("[".repeat(200_000).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aNumberOfManyDigitsIsShownShort() {
        String count = "9".repeat(100_000);
        String file = Orders.intermittent().toString().replace("\"count\":3,\"keep", "\"count\":" + count + ",\"keep");
        assertEquals(
                "regimen.count: " + "9".repeat(48) + "... is out of range; write a whole number from 1 to 1000.",
                only(refused(read(file))).sentence());
    }

    @Test
    void anUnknownNameIsShownSafely() {
        String file = Orders.least().toString().replace("\"id\"", "\"\\u001b[2J\\nx\":1,\"id\"");
        assertEquals(
                "\"<U+001B>[2J<U+000A>x\" is not a field here; remove it.",
                only(refused(read(file))).sentence());
    }

    private static Problem only(List<Problem> problems) {
        return problems.size() == 1 ? problems.get(0) : fail(problems.toString());
    }

    private static String sentence(byte[] file) {
        Problem problem = only(refused(PrescriptionReader.read(file)));
        assertEquals("", problem.field());
        return problem.sentence();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append("\\u").append("%04x".formatted(c)));
        return escaped.toString();
    }

    private static ObjectNode intermittentAsking() {
        return Orders.with(Orders.intermittent(), "regimen.missed_dose", "{\"rule\": \"ask\"}");
    }

    private static ObjectNode base(String name) {
        return switch (name) {
            case "least" -> Orders.least();
            case "continuous" -> Orders.continuous();
            case "asking" -> intermittentAsking();
            case "rated" ->
                Orders.withText(Orders.without(intermittentAsking(), "regimen.duration"), "regimen.rate", "120 mL/h");
            default -> Orders.intermittent();
        };
    }
}
