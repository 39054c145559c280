package org.steadyflow.simulator.run;

import java.io.IOException;
import java.util.List;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.ledger.Ledger;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;
import org.steadyflow.telemetry.journal.JournalLimits;
import org.steadyflow.telemetry.journal.JournalWriter;
import org.steadyflow.telemetry.message.Event;

/** A world, a disk and a referee, and instead of a firmware a test that writes and moves as it likes. */
final class RefereeRig {
    private static final long TICK_NS = 50_000_000L;
    private static final long NS_PER_MS = 1_000_000L;
    private static final long FASTEST = 400_000;

    final World world = new World(WorldParameters.DEFAULT, 1);
    final SimulatedDisk disk = new SimulatedDisk(1);
    final Referee referee;
    private final Order order;
    private final JournalWriter journal;
    private final Ledger ledger;
    private long tag;
    private long number;

    RefereeRig(Order order) throws IOException {
        this.order = order;
        this.journal = JournalWriter.open(disk.journal(), "simulated", JournalLimits.DEFAULT);
        this.ledger = Ledger.open(disk.ledger());
        this.referee = new Referee(world.truth(), disk, order, PumpSetup.CASSETTE.microstep());
        world.hardware().trustPosition();
        referee.pumpStarted();
    }

    /** The prescription is accepted and started. */
    RefereeRig accepted() throws IOException {
        tag = order.acceptedAt(world.truth().wallMs()).tag();
        write(new Event.PrescriptionAccepted(order.prescription().id(), order.sha256(), "nurse", order.text()));
        write(new Event.InfusionStarted(0, "nurse"));
        return this;
    }

    void write(Event event) throws IOException {
        journal.append(1, world.truth().nowNs() / NS_PER_MS, world.truth().wallMs(), event);
        journal.commit();
        referee.diskChanged();
    }

    void grant(long settled, long width, long authorised) throws IOException {
        number++;
        ledger.write(new Authority(number, tag, 0, 0, settled, width, authorised, 0, 0));
        referee.diskChanged();
    }

    void grantReverse(long settled, long authorised, long reverse) throws IOException {
        number++;
        ledger.write(new Authority(number, tag, 0, 0, settled, 0, authorised, 0, 0).withReverse(reverse));
        referee.diskChanged();
    }

    /** Turns the shaft back to this travel and looks on. */
    void turnBackTo(long travel) {
        while (world.truth().shaftMicrosteps() > travel) {
            world.hardware().apply(new MotorCommand.MoveTo(travel, FASTEST));
            pass(TICK_NS);
        }
    }

    /** Turns the shaft to this travel and looks on. */
    void moveTo(long travel) {
        while (world.truth().shaftMicrosteps() < travel) {
            world.hardware().apply(new MotorCommand.MoveTo(travel, FASTEST));
            pass(TICK_NS);
        }
    }

    /** Lets time pass in ticks. */
    void pass(long lastingNs) {
        for (long passed = 0; passed < lastingNs; passed += TICK_NS) {
            world.hardware().kick();
            world.advance(TICK_NS);
            referee.look();
        }
    }

    /** Numbers of the checks that were violated, and what they say. */
    List<String> violations() throws IOException {
        return referee.finish(disk.journal());
    }
}
