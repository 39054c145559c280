package org.steadyflow.simulator.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.control.CommandInbox;
import org.steadyflow.firmware.control.Committer;
import org.steadyflow.firmware.control.PumpHardware;
import org.steadyflow.firmware.control.PumpLoop;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.Granted;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.core.PumpController;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.ledger.JournalFold;
import org.steadyflow.firmware.ledger.Ledger;
import org.steadyflow.firmware.ledger.Recovery;
import org.steadyflow.firmware.prescription.PrescriptionReader;
import org.steadyflow.firmware.prescription.Reading;
import org.steadyflow.firmware.safety.Alarm;
import org.steadyflow.simulator.world.SimulatedHardware;
import org.steadyflow.simulator.world.World;
import org.steadyflow.telemetry.journal.JournalItem;
import org.steadyflow.telemetry.journal.JournalLimits;
import org.steadyflow.telemetry.journal.JournalLine;
import org.steadyflow.telemetry.journal.JournalReader;
import org.steadyflow.telemetry.journal.JournalWriter;
import org.steadyflow.telemetry.journal.LineCodec;
import org.steadyflow.telemetry.message.Event;

/** The firmware of one boot: its loop, its recorder and its inbox, on the simulated disk. One thread. */
final class SimulatedPump {
    private final PumpLoop loop;
    private final VirtualRecorder recorder;
    private final CommandInbox inbox;
    private final List<Event> startEvents;
    private final World world;

    private SimulatedPump(
            PumpLoop loop, VirtualRecorder recorder, CommandInbox inbox, List<Event> startEvents, World world) {
        this.loop = loop;
        this.recorder = recorder;
        this.inbox = inbox;
        this.startEvents = startEvents;
        this.world = world;
    }

    static SimulatedPump boot(World world, SimulatedDisk disk, long nowNs) throws IOException {
        JournalWriter journal = JournalWriter.open(disk.journal(), "simulated", JournalLimits.DEFAULT);
        JournalFold fold = new JournalFold();
        try (JournalReader reader = JournalReader.from(disk.journal(), 1)) {
            List<JournalItem> items = reader.read(10_000);
            while (!items.isEmpty()) {
                for (JournalItem item : items) {
                    if (item instanceof JournalLine line) {
                        fold.add(LineCodec.decode(line));
                    }
                }
                items = reader.read(10_000);
            }
        }
        Ledger ledger = Ledger.open(disk.ledger());
        Ledger.Reading reading = ledger.read();
        Recovery.Found found = Recovery.recover(fold, reading, false, SimulatedPump::order);
        int boot = journal.opening().lastBoot() + 1;
        List<Event> events = new ArrayList<>();
        events.add(new Event.PumpStarted("0.1.0", "unknown"));
        events.addAll(found.events());
        Committer committer = new Committer(journal, ledger, boot, reading.newest());
        committer.commit(new Committer.Batch(
                new org.steadyflow.hal.device.ClockSample(nowNs, world.truth().wallMs()), events, Optional.empty()));
        VirtualRecorder recorder = new VirtualRecorder(committer, new Granted(reading.newest(), false));
        SimulatedHardware hw = world.hardware();
        CommandInbox inbox = new CommandInbox();
        PumpLoop loop = new PumpLoop(
                new PumpHardware(hw, hw, hw, hw),
                new PumpController(new PumpSetup(PumpSetup.CASSETTE, false)),
                recorder,
                inbox,
                (_, _) -> {},
                found.state());
        return new SimulatedPump(loop, recorder, inbox, events, world);
    }

    private static Optional<Order> order(String text) {
        return switch (PrescriptionReader.read(text.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Accepted ok -> Optional.of(Order.of(ok.prescription(), ok.canonicalText(), ok.sha256()));
            case Reading.Refused _ -> Optional.empty();
        };
    }

    PumpLoop loop() {
        return loop;
    }

    VirtualRecorder recorder() {
        return recorder;
    }

    List<Event> startEvents() {
        return startEvents;
    }

    void ask(Command command) {
        inbox.offer(command);
    }

    /** The pharmacist accepts whatever is on the list. */
    void acceptAll(String by) {
        for (Alarm alarm : loop.state().safety().board().alarms()) {
            ask(new Command.AlarmAccepted(alarm.number(), by));
        }
    }

    /** The encoder as the firmware last read it, for the trace. */
    long encoderMicrosteps() {
        return (long) Math.floor(world.truth().shaftInEncoderCoordinate());
    }
}
