package org.steadyflow.firmware.prescription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.steadyflow.firmware.prescription.Orders.accepted;
import static org.steadyflow.firmware.prescription.Orders.read;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.Size;
import org.steadyflow.firmware.dose.AmountUnit;
import org.steadyflow.firmware.dose.Concentration;
import org.steadyflow.firmware.text.Words;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;

class PrescriptionReaderProperties {
    /** Longest sentence that a person should have to read. */
    private static final int SENTENCE_CHARS = 400;

    private static final List<String> FRAGMENTS = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\\",
            "\\u0000",
            "\\ud800",
            "null",
            "true",
            "-1",
            "1e999",
            "0",
            "NaN",
            " ",
            "\n",
            "\u0000",
            "\ufeff",
            "\"\"",
            "{}",
            "[]",
            "/*",
            "\"type\"",
            "\"intermittent\"",
            "\"rate\"",
            "\"duration\"",
            "\"dose\"",
            "\"within\"",
            " mL",
            " h",
            " mL/h",
            "0 mL",
            "9999 mL",
            "\ud83d\ude00");

    @Property
    @Tag("REQ-13")
    void anyBytesGiveAnAnswer(@ForAll @Size(max = 400) byte[] file) {
        assertAnswer(PrescriptionReader.read(file));
    }

    @Property
    void anyTextGivesAnAnswer(@ForAll String file) {
        assertAnswer(read(file));
    }

    @Property
    void anyHeapOfJsonPiecesGivesAnAnswer(@ForAll("pieces") List<String> pieces) {
        assertAnswer(read(String.join("", pieces)));
    }

    @Property(tries = 2_000)
    void aValidFileBrokenAnywhereGivesAnAnswer(@ForAll("validFiles") String file, @ForAll Random random) {
        StringBuilder broken = new StringBuilder(file);
        for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
            edit(broken, random);
        }
        assertAnswer(read(broken.toString()));
    }

    @Property
    void aValidFileWithBrokenBytesGivesAnAnswer(@ForAll("validFiles") String file, @ForAll Random random) {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        assertAnswer(PrescriptionReader.read(bytes));
    }

    @Property
    void aValidFileThatWasCutIsRefused(@ForAll("validFiles") String file, @ForAll Random random) {
        String whole = file.strip();
        Reading reading = read(whole.substring(0, random.nextInt(whole.length())));
        assertAnswer(reading);
        assertTrue(reading instanceof Reading.Refused, reading::toString);
    }

    /** What the reader takes, the schema takes: an editor never marks a file that the pump would run. */
    @Property(tries = 2_000)
    void whatTheReaderTakesTheSchemaTakes(@ForAll("validFiles") String file, @ForAll Random random) {
        StringBuilder broken = new StringBuilder(file);
        edit(broken, random);
        if (read(broken.toString()) instanceof Reading.Accepted) {
            assertEquals(List.of(), SchemaTest.errors(broken.toString()), broken::toString);
        }
    }

    @Property(tries = 300)
    void aPrescriptionIsReadBackFromItsCanonicalText(@ForAll("prescriptions") Prescription prescription) {
        String text = CanonicalText.of(prescription);
        Reading.Accepted read = accepted(read(text));
        assertEquals(prescription, read.prescription());
        assertEquals(text, read.canonicalText());
        assertEquals(List.of(), SchemaTest.errors(text));
    }

    @Property
    void theSameBytesAlwaysGiveTheSameAnswer(@ForAll("validFiles") String file, @ForAll Random random) {
        StringBuilder broken = new StringBuilder(file);
        edit(broken, random);
        assertEquals(read(broken.toString()), read(broken.toString()));
    }

    private static void edit(StringBuilder text, Random random) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(12));
        String piece = FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
        switch (random.nextInt(5)) {
            case 0 -> text.delete(at, end);
            case 1 -> text.insert(at, piece);
            case 2 -> text.replace(at, end, piece);
            case 3 -> text.insert(at, text.substring(at, end));
            default -> text.replace(at, Math.min(text.length(), at + 1), "" + (char) (' ' + random.nextInt(95)));
        }
    }

    /** Either a prescription that its own text gives again, or sentences that a person can read on one line each. */
    private static void assertAnswer(Reading reading) {
        switch (reading) {
            case Reading.Accepted accepted -> assertEquals(accepted, read(accepted.canonicalText()));
            case Reading.Refused(List<Problem> problems) -> {
                assertFalse(problems.isEmpty());
                assertTrue(problems.size() <= FileLimits.PROBLEMS);
                problems.forEach(PrescriptionReaderProperties::assertReadable);
            }
        }
    }

    private static void assertReadable(Problem problem) {
        String sentence = problem.sentence();
        assertTrue(sentence.endsWith(".") || sentence.endsWith("?"), sentence);
        assertTrue(sentence.startsWith(problem.field()), sentence);
        assertTrue(sentence.length() <= SENTENCE_CHARS, sentence);
        assertTrue(sentence.codePoints().allMatch(Words::isShown), sentence);
        boolean saysWhatToDo = Stream.of(
                        "write", "close", "must be", "remove", "add", "keep", "put", "save", "check", "move", "leave",
                        "did you")
                .anyMatch(sentence::contains);
        assertTrue(saysWhatToDo || sentence.contains("only for the type"), sentence);
    }

    @Provide
    Arbitrary<List<String>> pieces() {
        return Arbitraries.of(FRAGMENTS).list().ofMaxSize(40);
    }

    @Provide
    Arbitrary<String> validFiles() {
        return Arbitraries.of(
                Orders.least().toString(),
                Orders.continuous().toPrettyString(),
                Orders.intermittent().toString(),
                new String(Orders.bytes(Orders.examples().getFirst()), StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<Prescription> prescriptions() {
        return Combinators.combine(
                        regimens(), flows(1_000), limits(), powerLosses(), drugs(), Arbitraries.of(Route.values()))
                .as((regimen, keepOpen, limits, powerLoss, drug, route) -> {
                    boolean keepsOpen = keepOpen.compareTo(regimen.rate()) <= 0;
                    Regimen fitting = keepsOpen ? regimen : withoutKeepOpen(regimen);
                    KeepOpen flow = keepsOpen ? new KeepOpen(keepOpen, Volume.ofMillilitres(7)) : KeepOpen.NONE;
                    return new Prescription(
                            "RX-1",
                            "Patient 1",
                            drug,
                            route,
                            new Container(
                                    fitting.volumePerContainer().plus(Volume.ofMillilitres(9)),
                                    Volume.ofMillilitres(2)),
                            fitting,
                            keepsOpen ? EndAction.KEEP_OPEN : EndAction.STOP,
                            flow,
                            limits,
                            powerLoss,
                            keepsOpen,
                            !keepsOpen);
                });
    }

    private static Regimen withoutKeepOpen(Regimen regimen) {
        return regimen;
    }

    private static Arbitrary<Regimen> regimens() {
        Arbitrary<Regimen> continuous = Combinators.combine(volumes(), rateChoices())
                .as((volume, rate) -> new Regimen.Continuous(volume, rate.of(volume)));
        Arbitrary<Regimen> intermittent = Combinators.combine(
                        smallVolumes(),
                        rateChoices(),
                        Arbitraries.integers().between(1, 1_000),
                        Arbitraries.of(true, false),
                        missedDoses())
                .as((volume, rate, count, keepOpen, rule) ->
                        new Regimen.Intermittent(volume, rate.of(volume), Duration.ofDays(30), count, keepOpen, rule));
        return Arbitraries.oneOf(continuous, intermittent);
    }

    /** A rate typed as such, or one that follows from a volume and a time. */
    private interface RateChoice {
        FlowRate of(Volume volume);
    }

    private static Arbitrary<RateChoice> rateChoices() {
        Arbitrary<RateChoice> typed = flows(100_000).map(rate -> volume -> rate);
        Arbitrary<RateChoice> derived = Arbitraries.longs()
                .between(3_600, 36_000)
                .map(nsPerNl -> volume -> FlowRate.of(volume, Duration.ofNanos(volume.nanolitres() * nsPerNl)));
        return Arbitraries.oneOf(typed, derived);
    }

    /** At most what the slowest rate gives in the longest interval. */
    private static Arbitrary<Volume> smallVolumes() {
        return Arbitraries.longs().between(100_000, 72_000_000).map(Volume::new);
    }

    private static Arbitrary<Volume> volumes() {
        return Arbitraries.longs().between(100_000, 9_000_000_000L).map(Volume::new);
    }

    private static Arbitrary<FlowRate> flows(long mostHundredths) {
        return Arbitraries.longs()
                .between(10, mostHundredths)
                .map(hundredths -> FlowRate.ofMillilitresPerHour(BigDecimal.valueOf(hundredths, 2)));
    }

    private static Arbitrary<MissedDoseRule> missedDoses() {
        return Arbitraries.oneOf(
                Arbitraries.of(new MissedDoseRule.Skip(), new MissedDoseRule.Ask()),
                Arbitraries.longs()
                        .between(60, 86_400)
                        .map(seconds -> new MissedDoseRule.GiveLate(Duration.ofSeconds(seconds))));
    }

    private static Arbitrary<LineLimits> limits() {
        return Combinators.combine(
                        Arbitraries.longs().between(100, 900),
                        Arbitraries.longs().between(50_000, 500_000),
                        Arbitraries.longs().between(0, 4_500_000))
                .as((mmHg, bubble, more) ->
                        new LineLimits(Pressure.ofMmHg(mmHg), new Volume(bubble), new Volume(bubble + more)));
    }

    private static Arbitrary<PowerLossRule> powerLosses() {
        return Arbitraries.longs()
                .between(0, 3_600)
                .map(seconds -> new PowerLossRule(seconds > 0, Duration.ofSeconds(seconds)));
    }

    private static Arbitrary<Drug> drugs() {
        Arbitrary<Concentration> concentrations = Combinators.combine(
                        Arbitraries.longs().between(1, 1_000_000_000_000L), Arbitraries.of(AmountUnit.ofDrug()))
                .as((millionths, unit) -> new Concentration(BigDecimal.valueOf(millionths, 6), unit));
        return Combinators.combine(
                        Arbitraries.strings()
                                .ascii()
                                .withChars("\u00e9\u00df\u674e\u0645\"\\")
                                .ofMinLength(1)
                                .ofMaxLength(8)
                                .filter(PrescriptionReaderProperties::isShown),
                        concentrations.optional())
                .as((name, concentration) -> new Drug(name, concentration));
    }

    private static boolean isShown(String name) {
        return !name.isBlank() && name.equals(name.strip()) && name.codePoints().allMatch(Words::isShown);
    }
}
