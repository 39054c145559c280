package org.steadyflow.simulator.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.steadyflow.simulator.recovery.Eventually.eventually;
import static org.steadyflow.simulator.recovery.Eventually.pass;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Event;
import org.steadyflow.telemetry.message.OperatorMessage;
import org.steadyflow.telemetry.message.OperatorVerb;

/** The controller as a real process, killed with SIGKILL, on hardware that lives on in this one. */
@Tag("process")
class ControlProcessTest {
    private static final int KILLS = 50;
    private static final int CUTS = 10;
    private static final long COUNT = 13;
    private static final long AUTHORITY = PumpSetup.CASSETTE.microstep().microstepsIn(new Volume(83_334));
    private static final long PRESCRIBED = PumpSetup.CASSETTE.microstep().microstepsIn(Volume.ofMicrolitres(2_500));

    private static final Path EXAMPLES = Path.of("..", "docs", "examples").toAbsolutePath();
    private static final Path KEY = EXAMPLES.resolve("keys/EXAMPLE-never-trust.pub");
    private static final Path LIBRARY = EXAMPLES.resolve("library.json");

    private static ControlProgram program = ControlProgram.NONE;

    @TempDir
    private Path dir = Path.of("");

    @BeforeAll
    static void startOnceInPeace(@TempDir Path home, @TempDir Path dir) throws Exception {
        program = ControlProgram.in(home);
        try (LiveBench bench = new LiveBench(dir, 0);
                ControlInAProcess control = program.start(dir)) {
            eventually("idle", () -> bench.status().phase().equals("IDLE"));
            assertEquals(143, control.terminate());
        }
    }

    @Test
    @Tag("REQ-53")
    @Tag("REQ-54")
    @Tag("REQ-56")
    void killedFiftyTimesItGivesTheDoseOnceAndAlwaysKnowsIt() throws Exception {
        Random random = new Random(50);
        try (LiveBench bench = new LiveBench(dir, 1)) {
            ControlInAProcess control = infuse(bench, Orders.continuous("300 mL/h", "2.5 mL", Orders.BY_ITSELF));
            for (int kill = 1; kill <= KILLS; kill++) {
                awaitMotion(bench, control);
                pass(Duration.ofMillis(100 + random.nextInt(350)));
                control.kill();
                if (kill % 5 == 0) {
                    killWhileItStarts(random);
                }
                long standing = awaitStandstillOfTheDead(bench);
                int before = bench.eventsOf(Event.Recovered.class).size();
                control = program.start(dir);
                Event.Recovered recovered = awaitRecovery(bench, control, before);
                assertTrue(recovered.positionSurvived());
                assertTrue(
                        recovered.lowerMicrosteps() <= standing && standing <= recovered.upperMicrosteps(),
                        standing + " is outside " + recovered);
                assertTrue(recovered.upperMicrosteps() - recovered.lowerMicrosteps() <= COUNT, "" + recovered);
            }
            awaitEnd(bench, control);
            assertTrue(Math.abs(bench.travel() - PRESCRIBED) <= 1 + COUNT, "given " + bench.travel());
            assertEquals(143, control.terminate());
            assertEquals(List.of(), List.copyOf(bench.violations));
        }
    }

    @Test
    @Tag("REQ-55")
    @Tag("REQ-101")
    void cutOffTenTimesItKnowsTheIntervalAndSaysThatItIsUnsure() throws Exception {
        Random random = new Random(10);
        try (LiveBench bench = new LiveBench(dir, 2)) {
            ControlInAProcess control = infuse(bench, Orders.continuous("300 mL/h", "1.25 mL", Orders.BY_ITSELF));
            for (int cut = 1; cut <= CUTS; cut++) {
                awaitMotion(bench, control);
                pass(Duration.ofMillis(100 + random.nextInt(350)));
                control.kill();
                bench.world.with(now -> {
                    now.cutPower();
                    now.restorePower();
                    return now;
                });
                long standing = awaitStandstillOfTheDead(bench);
                int before = bench.eventsOf(Event.Recovered.class).size();
                control = program.start(dir);
                Event.Recovered recovered = awaitRecovery(bench, control, before);
                assertFalse(recovered.positionSurvived());
                assertEquals(cut, recovered.unsettledStops());
                assertTrue(
                        recovered.lowerMicrosteps() <= standing && standing <= recovered.upperMicrosteps(),
                        standing + " is outside " + recovered);
                long width = recovered.upperMicrosteps() - recovered.lowerMicrosteps();
                assertTrue(width <= cut * (AUTHORITY + COUNT) + COUNT, width + " after " + cut + " cuts");
            }
            awaitEnd(bench, control);
            long width = bench.onDisk().width();
            assertTrue(bench.travel() >= PRESCRIBED / 2 - 1 - COUNT, "given " + bench.travel());
            assertTrue(
                    bench.travel() <= PRESCRIBED / 2 + width + COUNT, "given " + bench.travel() + ", width " + width);
            assertTrue(bench.eventsOf(Event.AlarmRaised.class).stream()
                    .anyMatch(raised -> raised.code() == AlarmCode.VOLUME_UNSURE));
            control.kill();
            assertEquals(List.of(), List.copyOf(bench.violations));
        }
    }

    @Test
    @Tag("REQ-57")
    void aDoseThatWaitsForAPersonStaysPausedUntilSomebodyStartsIt() throws Exception {
        try (LiveBench bench = new LiveBench(dir, 3)) {
            ControlInAProcess control = infuse(bench, Orders.intermittent("1 mL", "300 mL/h", 2, Orders.BY_PERSON));
            awaitMotion(bench, control);
            control.kill();
            long standing = awaitStandstillOfTheDead(bench);
            control = program.start(dir);
            eventually("paused", () -> bench.status().phase().equals("PAUSED"));
            pass(Duration.ofMillis(500));
            assertEquals(standing, bench.travel());
            LiveBench.require(bench.ask(OperatorVerb.START, ""));
            awaitMotion(bench, control);
            LiveBench.require(bench.ask(OperatorVerb.PAUSE, ""));
            control.kill();
            assertEquals(List.of(), List.copyOf(bench.violations));
        }
    }

    @Test
    void withoutItsHardwareItEndsWithASentence() throws Exception {
        try (LiveBench bench = new LiveBench(dir, 4);
                ControlInAProcess control = program.start(dir)) {
            eventually("idle", () -> bench.status().phase().equals("IDLE"));
            bench.endHardware();
            assertEquals(1, control.awaitEnd());
            assertTrue(control.printed().contains("the hardware is gone"), control.printed());
        }
        try (ControlInAProcess control = program.start(dir)) {
            assertEquals(3, control.awaitEnd());
            assertTrue(control.printed().contains("cannot connect"), control.printed());
        }
    }

    @Test
    void twoControllersDoNotShareADirectoryOrAMotor() throws Exception {
        try (LiveBench bench = new LiveBench(dir, 5);
                ControlInAProcess first = program.start(dir)) {
            eventually("idle", () -> bench.status().phase().equals("IDLE"));
            try (ControlInAProcess second = program.start(dir)) {
                assertEquals(3, second.awaitEnd());
                assertTrue(second.printed().contains("another control process runs on it"), second.printed());
            }
            assertTrue(first.isAlive());
        }
    }

    /** The file of one start is kept for the next, and nobody has to name it again. */
    @Test
    @Tag("REQ-20")
    void aSignedLibraryBecomesActiveOnceAndIsKept() throws Exception {
        try (LiveBench bench = new LiveBench(dir, 6)) {
            try (ControlInAProcess control = program.start(dir, "--pharmacist-key", KEY, "--library", LIBRARY)) {
                eventually("idle", () -> bench.status().phase().equals("IDLE"));
                Event.LibraryActivated activated =
                        bench.eventsOf(Event.LibraryActivated.class).getFirst();
                assertEquals("", activated.before());
                OperatorMessage.Reply unsigned =
                        bench.ask(OperatorVerb.ACCEPT, Orders.continuous("300 mL/h", "1 mL", Orders.BY_ITSELF));
                assertFalse(unsigned.obeyed());
                assertTrue(unsigned.reasons().toString().contains("is not signed"), "" + unsigned.reasons());
                assertEquals(143, control.terminate());
            }
            try (ControlInAProcess control = program.start(dir)) {
                eventually("idle again", () -> bench.status().phase().equals("IDLE"));
                assertEquals(1, bench.eventsOf(Event.LibraryActivated.class).size());
                assertEquals(143, control.terminate());
            }
        }
    }

    @Test
    @Tag("REQ-20")
    void aLibraryThatIsNotWhatWasSignedKeepsThePumpFromStarting() throws Exception {
        Path changed = dir.resolve("library.json");
        Files.writeString(changed, Files.readString(LIBRARY).replaceFirst("\"name\": \"", "\"name\": \"My "));
        Files.copy(LIBRARY.resolveSibling("library.json.sig"), dir.resolve("library.json.sig"));
        try (LiveBench bench = new LiveBench(dir, 7);
                ControlInAProcess control = program.start(dir, "--pharmacist-key", KEY, "--library", changed)) {
            assertEquals(3, control.awaitEnd());
            assertTrue(control.printed().contains("the library is refused"), control.printed());
            assertEquals(List.of(), bench.eventsOf(Event.LibraryActivated.class));
            assertEquals(1, bench.eventsOf(Event.CommandRefused.class).size(), "who looks later finds it");
        }
    }

    private ControlInAProcess infuse(LiveBench bench, String file) throws Exception {
        ControlInAProcess control = program.start(dir);
        bench.accept(file);
        LiveBench.require(bench.ask(OperatorVerb.START, ""));
        return control;
    }

    private void killWhileItStarts(Random random) throws Exception {
        try (ControlInAProcess control = program.start(dir)) {
            pass(Duration.ofMillis(random.nextInt(900)));
            control.kill();
        }
    }

    private static void awaitMotion(LiveBench bench, ControlInAProcess control) throws Exception {
        long from = bench.shaft();
        eventually("the motor turns", () -> {
            assertTrue(control.isAlive(), control.printed());
            bench.attend();
            return bench.shaft() > from;
        });
    }

    /**
     * The last move of a dead controller, which it may have sent just before, ends by itself; the travel where it did.
     */
    private static long awaitStandstillOfTheDead(LiveBench bench) throws Exception {
        eventually("all that it sent is heard", () -> !bench.isDriven());
        return awaitStandstill(bench);
    }

    private static long awaitStandstill(LiveBench bench) throws Exception {
        eventually("the motor stands", () -> {
            long from = bench.shaft();
            pass(Duration.ofMillis(150));
            return bench.shaft() == from;
        });
        return bench.travel();
    }

    private static Event.Recovered awaitRecovery(LiveBench bench, ControlInAProcess control, int before)
            throws Exception {
        eventually("recovered", () -> {
            assertTrue(control.isAlive(), control.printed());
            return bench.eventsOf(Event.Recovered.class).size() > before;
        });
        return bench.eventsOf(Event.Recovered.class).getLast();
    }

    private static void awaitEnd(LiveBench bench, ControlInAProcess control) throws Exception {
        eventually("the end", () -> {
            assertTrue(control.isAlive(), control.printed());
            pass(Duration.ofMillis(50));
            bench.attend();
            return !bench.eventsOf(Event.PrescriptionEnded.class).isEmpty();
        });
        awaitStandstill(bench);
    }
}
