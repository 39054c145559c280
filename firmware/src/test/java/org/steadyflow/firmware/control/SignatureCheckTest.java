package org.steadyflow.firmware.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.firmware.control.SignatureCheck.Answer;
import org.steadyflow.firmware.control.SignatureCheck.Verdict;
import org.steadyflow.firmware.library.LibraryReader;
import org.steadyflow.firmware.library.LibraryReading;
import org.steadyflow.firmware.prescription.PrescriptionReader;
import org.steadyflow.firmware.prescription.Reading;
import org.steadyflow.telemetry.message.DetachedSignature;
import org.steadyflow.telemetry.message.Signatures;

@Tag("REQ-20")
class SignatureCheckTest {
    private static final Path EXAMPLES = Path.of("../docs/examples");
    private static final String ORDER = """
            {
              "schema": "steadyflow/prescription/1", "id": "RX-1", "patient": "Patient 1", "pump": "pump-1",
              "drug": {"name": "saline"}, "route": "intravenous_central", "container": {"volume": "110 mL"},
              "regimen": {"type": "continuous", "volume": "100 mL", "rate": "50 mL/h"}
            }
            """;

    @TempDir
    private Path folder;

    private KeyPair ours;
    private KeyPair theirs;
    private SignatureCheck check;

    @BeforeEach
    void makeKeys() throws IOException {
        ours = Signatures.loadOrCreate(folder.resolve("ours"));
        theirs = Signatures.loadOrCreate(folder.resolve("theirs"));
        check = new SignatureCheck(ours.getPublic());
    }

    @Test
    void aPrescriptionForThisPumpAndPatientIsGood() {
        assertEquals(Verdict.GOOD, onPump("pump-1", Optional.of("Patient 1")).verdict());
        assertEquals(Verdict.GOOD, onPump("pump-1", Optional.empty()).verdict());
    }

    @Test
    void aPrescriptionForAnotherPumpIsRefused() {
        assertEquals(
                new Answer(Verdict.OTHER_PUMP, "Prescription RX-1 is for the pump \"pump-1\", and this is \"pump-2\"."),
                onPump("pump-2", Optional.empty()));
    }

    @Test
    void aPrescriptionForAnotherPatientIsRefused() {
        assertEquals(
                new Answer(
                        Verdict.OTHER_PATIENT,
                        "Prescription RX-1 is for \"Patient 1\", and this pump is with \"Patient 2\"."),
                onPump("pump-1", Optional.of("Patient 2")));
    }

    /** After a change: {@code ./pump sign FILE --key docs/examples/keys/EXAMPLE-never-trust.key}. */
    @Test
    void everySignatureBesideAnExampleIsGood() throws IOException {
        SignatureCheck example =
                new SignatureCheck(Signatures.readPublic(EXAMPLES.resolve("keys/EXAMPLE-never-trust.pub")));
        try (Stream<Path> files = Files.list(EXAMPLES.resolve("prescriptions"))) {
            List<Path> signed =
                    files.filter(file -> file.toString().endsWith(".json.sig")).toList();
            assertTrue(signed.size() > 25, () -> signed.size() + " signatures");
            for (Path signature : signed) {
                Path file = Path.of(signature.toString().replace(".json.sig", ".json"));
                Answer answer = example.ofPrescription(
                        order(Files.readString(file)),
                        DetachedSignature.parse(Files.readString(signature)),
                        "any",
                        Optional.empty());
                assertEquals(Verdict.GOOD, answer.verdict(), answer::sentence);
            }
        }
    }

    @Test
    void whatIsNotSignedIsRefused() {
        Answer answer = check.ofPrescription(order(ORDER), Optional.empty(), "pump-1", Optional.empty());
        assertEquals(
                new Answer(
                        Verdict.NOT_SIGNED,
                        "Prescription RX-1 is not signed: its signature, a file that ends in .sig, must come with it."),
                answer);
    }

    @Test
    void anotherKeyIsRefusedByName() {
        Reading.Accepted read = order(ORDER);
        Optional<DetachedSignature> signature =
                Optional.of(DetachedSignature.of(DetachedSignature.PRESCRIPTION, read.canonicalText(), theirs));
        Answer answer = check.ofPrescription(read, signature, "pump-1", Optional.empty());
        assertEquals(Verdict.WRONG_KEY, answer.verdict());
        assertEquals(
                "Prescription RX-1 was signed with the key \"" + Signatures.keyId(theirs.getPublic())
                        + "\", and this pump trusts \"" + Signatures.keyId(ours.getPublic()) + "\".",
                answer.sentence());
    }

    @Test
    void anotherKeyUnderOurNameIsABadSignature() {
        Reading.Accepted read = order(ORDER);
        DetachedSignature made = DetachedSignature.of(DetachedSignature.PRESCRIPTION, read.canonicalText(), theirs);
        DetachedSignature forged = new DetachedSignature(
                made.schema(), made.signs(), Signatures.keyId(ours.getPublic()), made.signature());
        assertEquals(
                Verdict.BAD_SIGNATURE,
                check.ofPrescription(read, Optional.of(forged), "pump-1", Optional.empty())
                        .verdict());
    }

    @Test
    void anOrderThatWasChangedAfterwardsIsRefused() {
        Reading.Accepted changed = order(ORDER.replace("50 mL/h", "500 mL/h"));
        assertEquals(
                Verdict.BAD_SIGNATURE,
                check.ofPrescription(changed, signed(order(ORDER)), "pump-1", Optional.empty())
                        .verdict());
    }

    @Test
    void spacesAndTheOrderOfFieldsAreNoChange() {
        Reading.Accepted again = order(ORDER.replace("\n", " ").replace("\"100 mL\"", "\"100.0 mL\""));
        assertEquals(
                Verdict.GOOD,
                check.ofPrescription(again, signed(order(ORDER)), "pump-1", Optional.empty())
                        .verdict());
    }

    @Test
    void aSignatureOfOneKindOfFileIsNoneForTheOther() {
        Reading.Accepted read = order(ORDER);
        Optional<DetachedSignature> signature =
                Optional.of(DetachedSignature.of(DetachedSignature.LIBRARY, read.canonicalText(), ours));
        assertEquals(
                Verdict.BAD_SIGNATURE,
                check.ofPrescription(read, signature, "pump-1", Optional.empty())
                        .verdict());
    }

    @Test
    void onlyANewerLibraryReplacesTheActiveOne() throws IOException {
        LibraryReading.Accepted third = library(3, "48 h");
        assertEquals(Verdict.GOOD, replacing(library(4, "48 h"), third).verdict());
        assertEquals(Verdict.GOOD, replacing(third, third).verdict());
        assertEquals(Verdict.OLDER_LIBRARY, replacing(library(3, "47 h"), third).verdict());
        assertEquals(
                "Library \"Example library, not for patients, version 2\" is not newer than the active one,"
                        + " \"Example library, not for patients, version 3\".",
                replacing(library(2, "48 h"), third).sentence());
    }

    @Test
    void aLibraryWithItsVersionChangedIsNotWhatWasSigned() throws IOException {
        Optional<DetachedSignature> signature = Optional.of(DetachedSignature.of(
                DetachedSignature.LIBRARY, library(3, "48 h").canonicalText(), ours));
        assertEquals(
                Verdict.BAD_SIGNATURE,
                check.ofLibrary(library(4, "48 h"), signature, Optional.empty()).verdict());
    }

    @Test
    void theExampleLibraryIsSignedWithTheExampleKey() throws IOException {
        SignatureCheck trusting =
                new SignatureCheck(Signatures.readPublic(EXAMPLES.resolve("keys/EXAMPLE-never-trust.pub")));
        Optional<DetachedSignature> signature =
                DetachedSignature.parse(Files.readString(EXAMPLES.resolve("library.json.sig")));
        assertEquals(
                Verdict.GOOD,
                trusting.ofLibrary(
                                library(Files.readString(EXAMPLES.resolve("library.json"))),
                                signature,
                                Optional.empty())
                        .verdict());
    }

    @Test
    void whatIsNoSignatureFileIsNone() {
        DetachedSignature made = DetachedSignature.of(DetachedSignature.LIBRARY, "text", ours);
        assertEquals(Optional.of(made), DetachedSignature.parse(made.text()));
        assertEquals(Optional.empty(), DetachedSignature.parse(""));
        assertEquals(Optional.empty(), DetachedSignature.parse("{}"));
        assertEquals(Optional.empty(), DetachedSignature.parse(made.text().replace("signature/1", "signature/2")));
        assertEquals(Optional.empty(), DetachedSignature.parse(" ".repeat(5_000) + made.text()));
    }

    private Answer onPump(String pump, Optional<String> patient) {
        Reading.Accepted read = order(ORDER);
        return check.ofPrescription(read, signed(read), pump, patient);
    }

    private Optional<DetachedSignature> signed(Reading.Accepted read) {
        return Optional.of(DetachedSignature.of(DetachedSignature.PRESCRIPTION, read.canonicalText(), ours));
    }

    private Answer replacing(LibraryReading.Accepted fresh, LibraryReading.Accepted active) {
        Optional<DetachedSignature> signature =
                Optional.of(DetachedSignature.of(DetachedSignature.LIBRARY, fresh.canonicalText(), ours));
        return check.ofLibrary(fresh, signature, Optional.of(active));
    }

    private static LibraryReading.Accepted library(int version, String hangTime) throws IOException {
        return library(Files.readString(EXAMPLES.resolve("library.json"))
                .replace("\"version\": 1", "\"version\": " + version)
                .replace("\"48 h\"", "\"" + hangTime + "\""));
    }

    private static LibraryReading.Accepted library(String file) {
        return switch (LibraryReader.read(file.getBytes(StandardCharsets.UTF_8))) {
            case LibraryReading.Accepted accepted -> accepted;
            case LibraryReading.Refused refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }

    private static Reading.Accepted order(String file) {
        return switch (PrescriptionReader.read(file.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Accepted accepted -> accepted;
            case Reading.Refused refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }
}
