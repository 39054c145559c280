package org.steadyflow.firmware.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.Phase;
import org.steadyflow.firmware.library.LibraryReader;
import org.steadyflow.firmware.library.LibraryReading;
import org.steadyflow.firmware.prescription.PrescriptionReader;
import org.steadyflow.firmware.prescription.Reading;
import org.steadyflow.telemetry.local.LineHandler;
import org.steadyflow.telemetry.local.LocalClient;
import org.steadyflow.telemetry.message.DetachedSignature;
import org.steadyflow.telemetry.message.Event;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.OperatorMessage;
import org.steadyflow.telemetry.message.OperatorRequest;
import org.steadyflow.telemetry.message.OperatorVerb;
import org.steadyflow.telemetry.message.Signatures;

/** What a pump lets in: signed by the pharmacy that it trusts, for it, for its patient; and a library never older. */
@Tag("REQ-20")
class AdmissionTest {
    private static final String FOR_ONE = Bench.PRESCRIPTION.replace("\"patient\"", "\"pump\": \"p-1\", \"patient\"");
    private static final String LIBRARY = """
            {"schema": "steadyflow/library/1", "name": "Ours", "version": 2, "entries": [
              {"id": "v", "drug": "vancomycin", "unit": "mg", "patients": {"class": "adult"},
               "routes": ["intravenous_central"], "regimens": ["intermittent"]}]}
            """;

    @TempDir
    private Path dir = Path.of("");

    private final List<Event> journal = new ArrayList<>();

    private KeyPair ours;
    private KeyPair theirs;

    @BeforeEach
    void makeKeys() throws IOException {
        ours = Signatures.loadOrCreate(dir.resolve("ours"));
        theirs = Signatures.loadOrCreate(dir.resolve("theirs"));
    }

    private Admission trusting(Optional<PublicKey> key, SignatureRule rule) {
        return new Admission(key, rule, "p-1", Optional.of("Nobody"));
    }

    private Admission trustingOurs() {
        return trusting(Optional.of(ours.getPublic()), SignatureRule.OPTIONAL);
    }

    private static Reading.Accepted read(String text) {
        return switch (PrescriptionReader.read(text.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Accepted accepted -> accepted;
            case Reading.Refused refused -> throw new AssertionError(refused.problems());
        };
    }

    private static String signed(String text, KeyPair keys) {
        return DetachedSignature.of(DetachedSignature.PRESCRIPTION, read(text).canonicalText(), keys)
                .text();
    }

    private static String refusal(Admission.Answer answer) {
        return switch (answer) {
            case Admission.Answer.Refused(String why) -> why;
            case Admission.Answer.Admitted admitted -> throw new AssertionError(admitted);
        };
    }

    private static String warning(Admission.Answer answer) {
        return switch (answer) {
            case Admission.Answer.Admitted(String warning) -> warning;
            case Admission.Answer.Refused refused -> throw new AssertionError(refused);
        };
    }

    @Test
    void withAKeyOnlyItsSignatureLetsAPrescriptionIn() {
        Admission admission = trustingOurs();
        Reading.Accepted order = read(FOR_ONE);
        assertEquals("", warning(admission.ofPrescription(order, signed(FOR_ONE, ours))));
        assertEquals(
                "Prescription T-1 is not signed: its signature, a file that ends in .sig, must come with it.",
                refusal(admission.ofPrescription(order, "")));
        assertEquals(
                "Prescription T-1 is not signed: its signature, a file that ends in .sig, must come with it.",
                refusal(admission.ofPrescription(order, "{}")));
        assertTrue(refusal(admission.ofPrescription(order, signed(FOR_ONE, theirs)))
                .contains("was signed with the key"));
        assertTrue(refusal(admission.ofPrescription(order, signed(Bench.PRESCRIPTION, ours)))
                .contains("is not what was signed"));
    }

    @Test
    void withoutAKeyTheRuleDecides() {
        Reading.Accepted order = read(FOR_ONE);
        Admission optional = trusting(Optional.empty(), SignatureRule.OPTIONAL);
        assertTrue(warning(optional.ofPrescription(order, "")).contains("was not verified"));
        Admission required = trusting(Optional.empty(), SignatureRule.REQUIRED);
        assertTrue(
                refusal(required.ofPrescription(order, signed(FOR_ONE, ours))).contains("trusts no pharmacy"));
    }

    @Test
    void anotherPumpOrPatientIsRefusedWithAndWithoutAKey() {
        String forAnother = FOR_ONE.replace("p-1", "p-2");
        String ofAnother = FOR_ONE.replace("Nobody", "Somebody");
        for (Admission admission : List.of(trustingOurs(), trusting(Optional.empty(), SignatureRule.OPTIONAL))) {
            assertTrue(refusal(admission.ofPrescription(read(forAnother), signed(forAnother, ours)))
                    .contains("is for the pump \"p-2\", and this is \"p-1\""));
            assertTrue(refusal(admission.ofPrescription(read(ofAnother), signed(ofAnother, ours)))
                    .contains("is for \"Somebody\", and this pump is with \"Nobody\""));
        }
    }

    @Test
    void aRefusedSignatureIsJournalledAndChangesNothing() throws Exception {
        CommandInbox inbox = new CommandInbox();
        Bench bench = new Bench(false);
        bench.ticks(10);
        BlockingQueue<OperatorMessage.Reply> replies = new LinkedBlockingQueue<>();
        try (OperatorServer _ = OperatorServer.start(dir.resolve("op"), inbox, trustingOurs());
                LocalClient client = LocalClient.connect(dir.resolve("op"), new Listener(replies))) {
            client.send(accept(FOR_ONE, signed(FOR_ONE, theirs)));
            Bench.Seen seen = untilObeyed(bench, inbox);
            assertTrue(seen.record().events().getFirst() instanceof Event.CommandRefused refused
                    && refused.command().equals("accept")
                    && refused.by().equals("nurse")
                    && refused.reason().contains("was signed with the key"));
            assertEquals(Phase.IDLE, seen.record().after().phase());
            assertFalse(take(replies).obeyed());
            client.send(accept(FOR_ONE, signed(FOR_ONE, ours)));
            assertEquals(Phase.READY, untilObeyed(bench, inbox).record().after().phase());
            assertEquals(List.of(), take(replies).reasons());
        }
    }

    @Test
    void aPrescriptionThatCannotBeReadIsJournalledToo() throws Exception {
        CommandInbox inbox = new CommandInbox();
        Bench bench = new Bench(false);
        bench.ticks(10);
        BlockingQueue<OperatorMessage.Reply> replies = new LinkedBlockingQueue<>();
        Admission anybody = trusting(Optional.empty(), SignatureRule.OPTIONAL);
        try (OperatorServer _ = OperatorServer.start(dir.resolve("op"), inbox, anybody);
                LocalClient client = LocalClient.connect(dir.resolve("op"), new Listener(replies))) {
            client.send(accept(FOR_ONE.replace("100 mL/h", "100 mg"), ""));
            Bench.Seen seen = untilObeyed(bench, inbox);
            assertTrue(seen.record().events().getFirst() instanceof Event.CommandRefused refused
                    && refused.reason().startsWith("regimen.rate"));
            assertFalse(take(replies).obeyed());
            client.send(accept(FOR_ONE, ""));
            untilObeyed(bench, inbox);
            OperatorMessage.Reply warned = take(replies);
            assertTrue(warned.obeyed());
            assertTrue(warned.reasons().getFirst().contains("was not verified"));
        }
    }

    private static String accept(String text, String signature) {
        return Json.MAPPER.writeValueAsString(
                new OperatorRequest("1", OperatorVerb.ACCEPT, "nurse", text, "", signature));
    }

    private static OperatorMessage.Reply take(BlockingQueue<OperatorMessage.Reply> replies)
            throws InterruptedException {
        return Optional.ofNullable(replies.poll(20, TimeUnit.SECONDS)).orElseThrow();
    }

    /** Ticks until one of them was asked for something. */
    private static Bench.Seen untilObeyed(Bench bench, CommandInbox inbox) {
        long deadlineNs = System.nanoTime() + 20_000_000_000L;
        while (System.nanoTime() < deadlineNs) {
            Bench.Seen seen = bench.tick(inbox.drain().toArray(Command[]::new));
            inbox.tell(seen.record());
            if (!seen.input().commands().isEmpty()) {
                return seen;
            }
        }
        throw new AssertionError("nothing was asked");
    }

    private record Listener(BlockingQueue<OperatorMessage.Reply> replies) implements LineHandler {
        @Override
        public void line(String line) {
            if (Json.MAPPER.readValue(line, OperatorMessage.class) instanceof OperatorMessage.Reply reply) {
                replies.add(reply);
            }
        }

        @Override
        public void ended(String why) {}
    }

    @Test
    void theFirstKeyStaysAndAnotherIsRefused() throws IOException {
        Path ourFile = dir.resolve("ours").resolve(Signatures.PUBLIC_FILE);
        Path theirFile = dir.resolve("theirs").resolve(Signatures.PUBLIC_FILE);
        try (DataDirectory data = DataDirectory.take(dir.resolve("pump"))) {
            assertEquals(Optional.empty(), data.keepPharmacistKey(Optional.empty()));
            assertEquals(Optional.of(ours.getPublic()), data.keepPharmacistKey(Optional.of(ourFile)));
        }
        try (DataDirectory data = DataDirectory.take(dir.resolve("pump"))) {
            assertEquals(Optional.of(ours.getPublic()), data.keepPharmacistKey(Optional.empty()));
            IOException refused = assertThrows(IOException.class, () -> data.keepPharmacistKey(Optional.of(theirFile)));
            assertTrue(refused.toString().contains(Signatures.keyId(ours.getPublic())), refused.getMessage());
        }
    }

    @Test
    void aLibraryIsActivatedKeptAndNeverReplacedByAnOlderOne() throws IOException {
        try (DataDirectory data = DataDirectory.take(dir.resolve("pump"))) {
            ActiveLibrary active = new ActiveLibrary(data, trustingOurs());
            assertEquals(Optional.empty(), active.choose(Optional.empty(), false, journal::add));
            assertEquals(2, version(active.choose(Optional.of(library(LIBRARY, ours)), false, journal::add)));
            assertEquals(2, version(active.choose(Optional.empty(), false, journal::add)), "it is kept");
            assertEquals(
                    2,
                    version(active.choose(Optional.of(library(LIBRARY, ours)), false, journal::add)),
                    "the same again");
            Path older = library(LIBRARY.replace("\"version\": 2", "\"version\": 1"), ours);
            assertTrue(refusal(active, older).contains("is not newer than the active one"));
            Path other = library(LIBRARY.replace("\"id\": \"v\"", "\"id\": \"w\""), ours);
            assertTrue(refusal(active, other).contains("is not newer"), "another text under the same number");
            Path newer = library(LIBRARY.replace("\"version\": 2", "\"version\": 3"), ours);
            assertEquals(3, version(active.choose(Optional.of(newer), false, journal::add)));
        }
        assertEquals(
                List.of("Ours, version 2 after ", "Ours, version 3 after Ours, version 2"),
                journal.stream()
                        .filter(Event.LibraryActivated.class::isInstance)
                        .map(AdmissionTest::told)
                        .toList(),
                "each change once");
    }

    /** A pump whose journal cannot be written keeps the library that it has. */
    @Test
    void aLibraryThatCannotBeJournalledIsNotActivated() throws IOException {
        try (DataDirectory data = DataDirectory.take(dir.resolve("pump"))) {
            ActiveLibrary active = new ActiveLibrary(data, trustingOurs());
            Optional<Path> offered = Optional.of(library(LIBRARY, ours));
            assertThrows(
                    IOException.class,
                    () -> active.choose(offered, false, _ -> {
                        throw new IOException("the disk is full");
                    }));
            assertEquals(Optional.empty(), active.choose(Optional.empty(), false, journal::add));
        }
    }

    /** No room for another file: a directory in its place refuses the write to anybody. */
    @Test
    @Tag("REQ-63")
    void aNewerLibraryThatCannotBeKeptLeavesTheOneBefore() throws IOException {
        try (DataDirectory data = DataDirectory.take(dir.resolve("pump"))) {
            ActiveLibrary active = new ActiveLibrary(data, trustingOurs());
            active.choose(Optional.of(library(LIBRARY, ours)), false, journal::add);
            Files.createDirectory(dir.resolve("pump/library.part"));
            Path newer = library(LIBRARY.replace("\"version\": 2", "\"version\": 3"), ours);
            assertEquals(2, version(active.choose(Optional.of(newer), false, journal::add)));
            assertTrue(journal.getLast() instanceof Event.CommandRefused refused
                    && refused.reason().startsWith("it cannot be kept: "));
            assertEquals(2, version(active.choose(Optional.empty(), false, journal::add)));
        }
    }

    private static String told(Event event) {
        Event.LibraryActivated activated = (Event.LibraryActivated) event;
        return activated.library() + " after " + activated.before();
    }

    @Test
    void aLibraryWithoutAGoodSignatureIsRefusedInOneSentence() throws IOException {
        try (DataDirectory data = DataDirectory.take(dir.resolve("pump"))) {
            ActiveLibrary active = new ActiveLibrary(data, trustingOurs());
            assertTrue(refusal(active, library(LIBRARY, theirs)).contains("was signed with the key"));
            Path unsigned = library(LIBRARY, ours);
            Files.delete(dir.resolve("library.json.sig"));
            assertTrue(refusal(active, unsigned).contains("is not signed"));
            Path changed = library(LIBRARY, ours);
            Files.writeString(changed, LIBRARY.replace("\"Ours\"", "\"Theirs\""));
            assertTrue(refusal(active, changed).contains("is not what was signed"));
            assertTrue(refusal(active, dir.resolve("none.json")).startsWith("there is no library "));
            assertEquals(Optional.empty(), active.choose(Optional.empty(), false, journal::add), "nothing was changed");
            assertEquals(4, journal.size());
            assertTrue(
                    journal.getFirst() instanceof Event.CommandRefused refused
                            && refused.reason().contains("was signed with the key"),
                    "" + journal);
        }
    }

    @Test
    void aLibraryThatWasChangedInStoreIsNotUsed() throws IOException {
        try (DataDirectory data = DataDirectory.take(dir.resolve("pump"))) {
            ActiveLibrary active = new ActiveLibrary(data, trustingOurs());
            active.choose(Optional.of(library(LIBRARY, ours)), false, journal::add);
            Path kept = dir.resolve("pump/library");
            Files.writeString(kept, Files.readString(kept).replace("vancomycin", "vancomycim"));
            IOException refused =
                    assertThrows(IOException.class, () -> active.choose(Optional.empty(), false, journal::add));
            assertTrue(refused.toString().contains("is not what was signed"), refused.getMessage());
        }
    }

    @Test
    void aNewVersionWaitsWhileAPrescriptionIsUnderWay() throws IOException {
        try (DataDirectory data = DataDirectory.take(dir.resolve("pump"))) {
            ActiveLibrary active = new ActiveLibrary(data, trustingOurs());
            active.choose(Optional.of(library(LIBRARY, ours)), false, journal::add);
            Path newer = library(LIBRARY.replace("\"version\": 2", "\"version\": 3"), ours);
            assertEquals(2, version(active.choose(Optional.of(newer), true, journal::add)));
            assertEquals(1, journal.size(), "what waits is not told as active");
            assertEquals(3, version(active.choose(Optional.of(newer), false, journal::add)));
        }
    }

    private Path library(String text, KeyPair keys) throws IOException {
        Path file = Files.writeString(dir.resolve("library.json"), text);
        LibraryReading.Accepted read =
                (LibraryReading.Accepted) LibraryReader.read(text.getBytes(StandardCharsets.UTF_8));
        DetachedSignature signature = DetachedSignature.of(DetachedSignature.LIBRARY, read.canonicalText(), keys);
        Files.writeString(dir.resolve("library.json.sig"), signature.text());
        return file;
    }

    private static int version(Optional<LibraryReading.Accepted> active) {
        return active.orElseThrow().library().version();
    }

    private String refusal(ActiveLibrary active, Path offered) {
        return String.valueOf(
                assertThrows(IOException.class, () -> active.choose(Optional.of(offered), false, journal::add))
                        .getMessage());
    }
}
