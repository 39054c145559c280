package org.steadyflow.telemetry.pharmacy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.steadyflow.telemetry.broker.EmbeddedBroker;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Event;
import org.steadyflow.telemetry.message.Priority;

/**
 * Runs a pharmacy with a few pumps in the middle of their day, to look at the console: every line goes through the
 * broker and the real ingest. Prints the console's address and runs until its input ends.
 */
final class ConsolePreview {
    private static final long MINUTE_MS = 60_000;
    private static final long NL_PER_ML = 1_000_000;

    private final EmbeddedBroker broker;
    private final Pharmacy pharmacy;
    private final long nowMs = System.currentTimeMillis();

    private ConsolePreview(EmbeddedBroker broker, Pharmacy pharmacy) {
        this.broker = broker;
        this.pharmacy = pharmacy;
    }

    public static void main(String[] arguments) throws IOException, MqttException {
        Path dir = Files.createTempDirectory("steadyflow-preview");
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"), 0);
                Pharmacy pharmacy = Pharmacy.start(PharmacyConfig.of(broker.uri(), dir.resolve("pharmacy"))
                        .withHttpPort(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0))) {
            Soon.that("connected", pharmacy::isConnected);
            new ConsolePreview(broker, pharmacy).seed();
            System.out.println(pharmacy.console());
            beatUntilInputEnds(broker, pharmacy);
        }
    }

    /** All but the fifth, so that one card shows a silent pump. */
    private static void beatUntilInputEnds(EmbeddedBroker broker, Pharmacy pharmacy) throws MqttException, IOException {
        List<TestPump> pumps = new ArrayList<>();
        for (String name : List.of("pump-1", "pump-2", "pump-3", "pump-4")) {
            pumps.add(new TestPump(broker.uri(), name, pharmacy.key()));
        }
        ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor();
        ScheduledFuture<?> _ =
                beats.scheduleAtFixedRate(() -> pumps.forEach(ConsolePreview::beat), 0, 5, TimeUnit.SECONDS);
        while (System.in.read() >= 0) {
            System.out.println(pharmacy.console());
        }
        beats.shutdownNow();
        for (TestPump pump : pumps) {
            pump.close();
        }
    }

    private static void beat(TestPump pump) {
        try {
            pump.beat(1);
        } catch (MqttException gone) {
            System.err.println(gone);
        }
    }

    private void seed() throws MqttException {
        send(occluded());
        send(running());
        send(fourDoses());
        send(restarted());
        gap();
        try (TestConsole console = new TestConsole(pharmacy.console())) {
            Soon.that("alarms", () -> console.get("/api/alarms").size() >= 5);
            console.get("/api/alarms")
                    .valueStream()
                    .filter(alarm -> alarm.path("code").asString().equals("UNDER_INFUSION"))
                    .forEach(alarm -> console.post(
                            "/api/alarms/" + alarm.path("pump").asString() + "/"
                                    + alarm.path("raised_seq").asLong() + "/accept",
                            "{\"by\":\"Jonas Weber\"}"));
        }
    }

    private TestJournal occluded() {
        TestJournal journal = new TestJournal("pump-1");
        long begun = nowMs - 17 * MINUTE_MS;
        accept(
                journal,
                begun,
                "EXAMPLE-CEFTRIAXONE",
                "Example patient 1",
                "cefTRIAXone",
                "20 mg/mL",
                Map.of("volume", "100 mL", "rate", "200 mL/h"));
        journal.addAt(
                begun + 20_000,
                new Event.PartStarted(
                        "EXAMPLE-CEFTRIAXONE", 0, "DELIVER", "Dose", 1, 0, 0, 13, 100 * NL_PER_ML, 30 * MINUTE_MS));
        journal.addAt(begun + 20_000, new Event.InfusionStarted(0, "Nurse M. Okafor"));
        for (long minute = 1; minute <= 16; minute++) {
            long nl = minute * 10L * NL_PER_ML / 3;
            journal.addAt(begun + 20_000 + minute * MINUTE_MS, fold(0, nl, nl));
        }
        journal.addAt(
                nowMs - 41_000,
                new Event.AlarmRaised(
                        1,
                        AlarmCode.OCCLUSION_DOWNSTREAM,
                        Priority.HIGH,
                        "STOP",
                        "Line pressure 312 mmHg, limit 300 mmHg"));
        journal.addAt(nowMs - 41_000, new Event.InfusionStopped(0, AlarmCode.OCCLUSION_DOWNSTREAM));
        journal.addAt(nowMs - 40_900, fold(0, 54_437_500, 54_437_500));
        return journal;
    }

    private TestJournal running() {
        TestJournal journal = new TestJournal("pump-2");
        long begun = nowMs - 9 * 60 * MINUTE_MS;
        accept(
                journal,
                begun,
                "EXAMPLE-PIPERACILLIN",
                "Example patient 4",
                "piperacillin/tazobactam",
                "56.25 mg/mL",
                Map.of("volume", "240 mL", "duration", "24 h"));
        journal.addAt(
                begun,
                new Event.PartStarted(
                        "EXAMPLE-PIPERACILLIN",
                        0,
                        "DELIVER",
                        "Day's infusion",
                        1,
                        0,
                        0,
                        13,
                        240 * NL_PER_ML,
                        24 * 60 * MINUTE_MS));
        journal.addAt(begun, new Event.InfusionStarted(0, "Nurse A. Novak"));
        journal.addAt(
                nowMs - 50 * MINUTE_MS,
                new Event.AlarmRaised(
                        1, AlarmCode.DOOR_OPEN, Priority.HIGH, "STOP", "The door was opened while infusing"));
        journal.addAt(nowMs - 50 * MINUTE_MS, new Event.InfusionStopped(0, AlarmCode.DOOR_OPEN));
        journal.addAt(nowMs - 49 * MINUTE_MS, new Event.AlarmCauseGone(1, AlarmCode.DOOR_OPEN));
        journal.addAt(nowMs - 48 * MINUTE_MS, new Event.AlarmAcknowledged(1, AlarmCode.DOOR_OPEN, "Nurse A. Novak"));
        journal.addAt(nowMs - 48 * MINUTE_MS, new Event.AlarmEnded(1, AlarmCode.DOOR_OPEN));
        journal.addAt(nowMs - 48 * MINUTE_MS, new Event.InfusionStarted(0, "Nurse A. Novak"));
        journal.addAt(
                nowMs - 30 * MINUTE_MS,
                new Event.AlarmRaised(
                        2, AlarmCode.CLOCK_UNSURE, Priority.LOW, "CONTINUE", "The wall clock jumped by 42 s"));
        journal.addAt(nowMs - 20_000, fold(0, 89_812_500, 89_812_500));
        return journal;
    }

    private TestJournal fourDoses() {
        TestJournal journal = new TestJournal("pump-3");
        String rx = "EXAMPLE-VANCOMYCIN";
        long begun = nowMs - 38 * 60 * MINUTE_MS;
        accept(
                journal,
                begun,
                rx,
                "Example patient 2",
                "vancomycin",
                "5 mg/mL",
                Map.of("dose", "200 mL", "duration", "100 min", "interval", "12 h", "count", 4));
        dose(journal, rx, 0, 1, begun);
        dose(journal, rx, 2, 2, begun + 12 * 60 * MINUTE_MS);
        journal.addAt(
                begun + 24 * 60 * MINUTE_MS + 47 * MINUTE_MS,
                new Event.DoseMissed(4, 3, begun + 24 * 60 * MINUTE_MS, 47 * MINUTE_MS, "GIVE_LATE"));
        dose(journal, rx, 4, 3, begun + 24 * 60 * MINUTE_MS + 47 * MINUTE_MS);
        journal.addAt(
                begun + 37 * 60 * MINUTE_MS,
                new Event.PartStarted(rx, 6, "DELIVER", "Dose 4", 4, 0, 0, 13, 200 * NL_PER_ML, 100 * MINUTE_MS));
        journal.addAt(begun + 37 * 60 * MINUTE_MS, new Event.InfusionStarted(6, "rule"));
        journal.addAt(nowMs - 14 * MINUTE_MS, fold(6, 92_000_000, 92_000_000));
        journal.addAt(
                nowMs - 14 * MINUTE_MS,
                new Event.AlarmRaised(
                        1,
                        AlarmCode.UNDER_INFUSION,
                        Priority.MEDIUM,
                        "CONTINUE",
                        "12 % less than commanded over 15 min"));
        journal.addAt(nowMs - 30_000, fold(6, 118_340_000, 118_340_000));
        return journal;
    }

    private TestJournal restarted() {
        TestJournal journal = new TestJournal("pump-4");
        long begun = nowMs - 200 * MINUTE_MS;
        accept(
                journal,
                begun,
                "EXAMPLE-HYDRATION",
                "Example patient 3",
                "sodium chloride 0.9 %",
                "",
                Map.of("volume", "1000 mL", "rate", "125 mL/h"));
        journal.addAt(
                begun,
                new Event.PartStarted(
                        "EXAMPLE-HYDRATION", 0, "DELIVER", "", 0, 0, 0, 13, 1_000 * NL_PER_ML, 480 * MINUTE_MS));
        journal.addAt(begun, new Event.InfusionStarted(0, "Home carer"));
        journal.addAt(nowMs - 6 * MINUTE_MS, fold(0, 404_100_000, 404_100_000));
        journal.addAt(nowMs - 5 * MINUTE_MS, new Event.PumpStarted("0.1.0", "power"));
        journal.addAt(
                nowMs - 5 * MINUTE_MS,
                new Event.Recovered(0, false, 1, 206_903_000, 206_928_000, 404_107_421, 404_156_250));
        journal.addAt(
                nowMs - 5 * MINUTE_MS,
                new Event.AlarmRaised(
                        1, AlarmCode.VOLUME_UNSURE, Priority.MEDIUM, "STOP", "404.1 to 404.16 mL after a power cut"));
        return journal;
    }

    private void dose(TestJournal journal, String rx, int part, int dose, long begunMs) {
        journal.addAt(
                begunMs,
                new Event.PartStarted(
                        rx, part, "DELIVER", "Dose " + dose, dose, 0, 0, 13, 200 * NL_PER_ML, 100 * MINUTE_MS));
        journal.addAt(begunMs, new Event.InfusionStarted(part, "rule"));
        long end = begunMs + 100 * MINUTE_MS;
        journal.addAt(end, new Event.PartEnded(part, true, 102_400_000, 102_400_000, 200 * NL_PER_ML, 200 * NL_PER_ML));
        journal.addAt(
                end,
                new Event.PartStarted(
                        rx, part + 1, "KEEP_OPEN", "Between doses", 0, 0, 0, 13, 10 * NL_PER_ML, 600 * MINUTE_MS));
    }

    private static void accept(
            TestJournal journal,
            long atMs,
            String rx,
            String patient,
            String drug,
            String concentration,
            Map<String, Object> regimen) {
        journal.addAt(atMs - MINUTE_MS, new Event.PumpStarted("0.1.0", "unknown"));
        String text = org.steadyflow.telemetry.message.Json.MAPPER.writeValueAsString(Map.of(
                "id",
                rx,
                "patient",
                patient,
                "drug",
                Map.of("name", drug, "concentration", concentration),
                "regimen",
                regimen));
        journal.addAt(atMs - 30_000, new Event.PrescriptionAccepted(rx, "0".repeat(64), "Nurse M. Okafor", text));
    }

    private static Event fold(int part, long lowerNl, long upperNl) {
        long lower = lowerNl * 64 / 125;
        return new Event.LedgerFold(part, lower, upperNl * 64 / 125, lower + 25_600, lowerNl, upperNl);
    }

    private void send(TestJournal journal) throws MqttException {
        try (TestPump pump = new TestPump(broker.uri(), journal.pump(), pharmacy.key())) {
            pump.send(journal, 1, journal.size());
            pump.awaitReceipt(journal.size());
        }
    }

    /** A fifth pump whose link dropped a few lines. */
    private void gap() throws MqttException {
        TestJournal journal = new TestJournal("pump-5");
        for (int i = 0; i < 9; i++) {
            journal.add(new Event.PumpStarted("0.1.0", "unknown"));
        }
        try (TestPump pump = new TestPump(broker.uri(), "pump-5", pharmacy.key())) {
            pump.send(journal, 1, 3);
            pump.awaitReceipt(3);
            pump.send(1, 7, List.copyOf(journal.lines(7, 9)));
        }
    }
}
