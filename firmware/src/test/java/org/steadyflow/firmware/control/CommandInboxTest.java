package org.steadyflow.firmware.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.library.DrugLibrary;
import org.steadyflow.firmware.library.LibraryReader;
import org.steadyflow.firmware.library.LibraryReading;

class CommandInboxTest {
    private final CommandInbox inbox = new CommandInbox();
    private final Bench bench = new Bench(false);

    @Test
    void whatIsAskedIsAnsweredByTheTickThatSawIt() {
        CompletableFuture<Answer> accepted = inbox.ask(new Command.Accept(Bench.order(), "nurse"));
        CompletableFuture<Answer> started = inbox.ask(new Command.Start("nurse"));
        bench.ticks(10);
        tick();
        assertEquals(Answer.OBEYED, accepted.join());
        assertFalse(started.isDone(), "one a tick");
        tick();
        assertEquals(Answer.OBEYED, started.join());
    }

    @Test
    void aRefusalComesBackWithItsReason() {
        bench.ticks(10);
        CompletableFuture<Answer> started = inbox.ask(new Command.Start("nurse"));
        tick();
        assertEquals(Answer.refused("there is no prescription; accept one first"), started.join());
    }

    @Test
    void onlyWhatAReasonWouldPassIsAnsweredAsWantingOne() throws IOException {
        DrugLibrary library = library();
        Bench limited = new Bench(new PumpSetup(PumpSetup.CASSETTE, false, 1, Optional.of(library)));
        limited.ticks(10);
        Order unknown = Bench.order(Bench.PRESCRIPTION.replace("vancomycin", "something new"));
        Answer soft = asked(limited, new Command.Accept(unknown, "nurse"));
        assertTrue(soft.reasonNeeded(), soft::reason);
        Answer hard = asked(limited, new Command.Accept(Bench.order(), "nurse"));
        assertTrue(!hard.obeyed() && !hard.reasonNeeded(), hard::reason);
        assertEquals(Answer.OBEYED, asked(limited, new Command.Accept(unknown, "nurse", "it is new")));
    }

    private Answer asked(Bench pump, Command command) {
        CompletableFuture<Answer> answer = inbox.ask(command);
        inbox.tell(pump.tick(inbox.drain().toArray(Command[]::new)).record());
        return answer.join();
    }

    private static DrugLibrary library() throws IOException {
        return switch (LibraryReader.read(Files.readAllBytes(Path.of("../docs/examples/library.json")))) {
            case LibraryReading.Accepted accepted -> accepted.library();
            case LibraryReading.Refused refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }

    @Test
    void aPauseGoesNextAndWhatWasAskedBeforeItIsNotDoneAfterIt() {
        bench.ticks(10);
        CompletableFuture<Answer> accepted = inbox.ask(new Command.Accept(Bench.order(), "nurse"));
        CompletableFuture<Answer> started = inbox.ask(new Command.Start("nurse"));
        CompletableFuture<Answer> paused = inbox.ask(new Command.Pause("nurse"));
        assertEquals("a pause came after it", accepted.join().reason());
        assertEquals("a pause came after it", started.join().reason());
        assertEquals(List.of(new Command.Pause("nurse")), inbox.drain());
        assertFalse(paused.isDone());
    }

    @Test
    void whatIsOfferedAllGoesIntoTheNextTick() {
        assertTrue(inbox.offer(new Command.PharmacyPresent("a")));
        assertTrue(inbox.offer(new Command.PharmacyPresent("b")));
        assertEquals(2, inbox.drain().size());
        assertEquals(List.of(), inbox.drain());
    }

    @Test
    void moreThanTheLimitIsRefusedAtOnce() {
        List<CompletableFuture<Answer>> asked = new ArrayList<>();
        for (int i = 0; i <= CommandInbox.LIMIT; i++) {
            asked.add(inbox.ask(new Command.Acknowledge("nurse")));
        }
        assertFalse(asked.get(CommandInbox.LIMIT - 1).isDone());
        assertFalse(asked.getLast().join().obeyed());
        for (int i = 0; i < CommandInbox.LIMIT; i++) {
            assertTrue(inbox.offer(new Command.PharmacyPresent("a")));
        }
        assertFalse(inbox.offer(new Command.PharmacyPresent("a")));
    }

    @Test
    void afterTheLastTickNobodyWaits() {
        CompletableFuture<Answer> before = inbox.ask(new Command.Start("nurse"));
        inbox.close();
        assertFalse(before.join().obeyed());
        assertFalse(inbox.ask(new Command.Start("nurse")).join().obeyed());
    }

    private void tick() {
        inbox.tell(bench.tick(inbox.drain().toArray(Command[]::new)).record());
    }
}
