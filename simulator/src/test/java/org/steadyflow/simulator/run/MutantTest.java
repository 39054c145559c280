package org.steadyflow.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.control.Committer;
import org.steadyflow.firmware.control.PumpHardware;
import org.steadyflow.firmware.control.StartUp;
import org.steadyflow.firmware.core.Granted;
import org.steadyflow.firmware.core.TickInput;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.MotorDrive;
import org.steadyflow.simulator.scenario.Scenario;

/** The real firmware with one thing wrong around it: the referee sees it from the world and the disk. */
@Tag("REQ-160")
@Tag("REQ-50")
class MutantTest {
    @Test
    void aSoundFirmwareRunsUnderASilentReferee() throws IOException {
        assertEquals(List.of(), judge((world, disk, observer, monitor) -> SimulatedPump.boot(world, disk, observer)));
    }

    @Test
    void aRecorderThatGrantsBeforeItWritesIsCaught() throws IOException {
        assertCaught(5, judge((world, disk, observer, monitor) -> {
            StartUp.Started started = SimulatedPump.bringUp(world, disk);
            TimedRecorder hasty = new HastyRecorder(started.committer(), started.granted());
            return new SimulatedPump(started, hasty, world, SimulatedPump.hardware(world), observer);
        }));
    }

    @Test
    void aDriveThatOvershootsIsCaught() throws IOException {
        assertCaught(5, judge((world, disk, observer, monitor) -> {
            StartUp.Started started = SimulatedPump.bringUp(world, disk);
            PumpHardware sound = SimulatedPump.hardware(world);
            PumpHardware hardware = new PumpHardware(
                    sound.sensors(), new Overshooting(sound.motor()), sound.annunciator(), sound.gate());
            TimedRecorder recorder = new VirtualRecorder(started);
            return new SimulatedPump(started, recorder, world, hardware, observer);
        }));
    }

    private static List<String> judge(SimulatedPump.Firmware firmware) throws IOException {
        Scenario minute = Runs.events("complete", "1 min", "");
        RunSetup setup = new RunSetup(Runs.continuous("5 mL", "600 mL/h"), minute, 1);
        return new Simulation(setup, Watching.NOBODY, firmware).run().referee();
    }

    private static void assertCaught(int check, List<String> violations) {
        assertTrue(
                violations.stream().anyMatch(violation -> violation.startsWith("check " + check + " ")),
                violations::toString);
    }

    /** Answers at once and writes two seconds later. */
    private static final class HastyRecorder implements TimedRecorder {
        private static final long LATER_NS = 2_000_000_000L;

        private final Committer committer;
        private final ArrayDeque<Committer.Batch> waiting = new ArrayDeque<>();
        private Granted granted;

        HastyRecorder(Committer committer, Granted granted) {
            this.committer = committer;
            this.granted = granted;
        }

        @Override
        public void offer(TickInput input, TickRecord record) {
            waiting.add(new Committer.Batch(input.sample().clock(), record.events(), record.wanted()));
            granted = new Granted(record.wanted().orElse(granted.authority()), false);
        }

        @Override
        public boolean work(long nowNs) {
            boolean wrote = false;
            while (!waiting.isEmpty() && waiting.peek().clock().monotonicNs() + LATER_NS <= nowNs) {
                committer.commit(waiting.remove());
                wrote = true;
            }
            return wrote;
        }

        @Override
        public void stall(long nowNs, long lastingNs) {}

        @Override
        public Granted granted() {
            return granted;
        }
    }

    /** Goes a twenty-fifth of a millilitre further than it is told, and fast. */
    private record Overshooting(MotorDrive drive) implements MotorDrive {
        private static final long FURTHER = 20_000;
        private static final long FAST = 400_000;

        @Override
        public void apply(MotorCommand command) {
            drive.apply(
                    switch (command) {
                        case MotorCommand.MoveTo to -> new MotorCommand.MoveTo(to.targetMicrosteps() + FURTHER, FAST);
                        case MotorCommand.Hold hold -> hold;
                        case MotorCommand.Off off -> off;
                    });
        }

        @Override
        public void trustPosition() {
            drive.trustPosition();
        }
    }
}
