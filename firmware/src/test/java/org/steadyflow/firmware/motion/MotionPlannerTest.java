package org.steadyflow.firmware.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.prescription.KeepOpen;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.firmware.safety.Permits;
import org.steadyflow.firmware.safety.Verdict;
import org.steadyflow.firmware.therapy.Program;
import org.steadyflow.firmware.therapy.Segment;
import org.steadyflow.firmware.therapy.WaitEnd;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.hal.quantity.Volume;

/** From what is wanted and allowed to a command. */
class MotionPlannerTest {
    private static final MicrostepVolume CASSETTE = PumpSetup.CASSETTE.microstep();

    private static MotorSample at(long position) {
        return new MotorSample(position, position, true, false);
    }

    @Test
    void runsToWhatIsWantedAtThePaceThatArrivesAfterTheLookAhead() {
        MotorCommand command =
                MotionPlanner.advance(1_500, Permits.upTo(9_999), new ShaftReference(10_000, 0), at(11_000));
        assertEquals(new MotorCommand.MoveTo(11_500, 500 * 8), command);
    }

    @Test
    @Tag("REQ-50")
    void runsNoFurtherThanThePermitLessTheWidth() {
        MotorCommand command =
                MotionPlanner.advance(1_500, Permits.upTo(1_300), new ShaftReference(10_000, 100), at(11_000));
        assertEquals(new MotorCommand.MoveTo(11_200, 200 * 8), command);
    }

    @Test
    @Tag("REQ-45")
    void holdsWhereItIsRatherThanGoBack() {
        ShaftReference shaft = new ShaftReference(0, 0);
        assertEquals(MotorCommand.HOLD, MotionPlanner.advance(999, Permits.upTo(5_000), shaft, at(1_000)));
        assertEquals(MotorCommand.HOLD, MotionPlanner.advance(1_000, Permits.upTo(5_000), shaft, at(1_000)));
        assertEquals(
                MotorCommand.HOLD, MotionPlanner.advance(2_000, Permits.upTo(Long.MIN_VALUE / 4), shaft, at(1_000)));
    }

    /** 480 mL/h is 68,266 microsteps a second: 5,120 in a tick and a half. */
    @Test
    @Tag("REQ-45")
    void turnsBackByATickAndAHalfAtATime() {
        ShaftReference shaft = new ShaftReference(10_000, 100);
        Verdict.Relief relief = Permits.backTo(0, FlowRate.ofMillilitresPerHour(480));
        assertEquals(
                new MotorCommand.MoveTo(40_000 - 5_120, 68_267),
                MotionPlanner.relieve(relief, shaft, CASSETTE, at(40_000)));
    }

    @Property
    @Tag("REQ-45")
    void aReverseMoveIsAlwaysBackwardsAndNeverBelowTheRelief(
            @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long least,
            @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long anchor,
            @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long drive,
            @ForAll @IntRange(min = 1, max = 1_000) int mlPerH) {
        Verdict.Relief relief = Permits.backTo(least, FlowRate.ofMillilitresPerHour(mlPerH));
        MotorCommand command = MotionPlanner.relieve(relief, new ShaftReference(anchor, 0), CASSETTE, at(drive));
        if (command instanceof MotorCommand.MoveTo move) {
            assertTrue(move.targetMicrosteps() < drive);
            assertTrue(move.targetMicrosteps() >= anchor + least);
        } else {
            assertTrue(drive <= anchor + least);
            assertEquals(MotorCommand.HOLD, command);
        }
    }

    @Test
    void stopsAsStronglyAsTheVerdictAsks() {
        assertEquals(MotorCommand.HOLD, MotionPlanner.stop(new Verdict.Halt(AlarmRow.DOOR_OPEN, false)));
        assertEquals(MotorCommand.OFF, MotionPlanner.stop(new Verdict.Halt(AlarmRow.MOTOR_FAULT, true)));
    }

    @Property
    @Tag("REQ-45")
    @Tag("REQ-50")
    void aMoveIsAlwaysForwardAndInsideThePermit(
            @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long wanted,
            @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long limit,
            @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long anchor,
            @ForAll @LongRange(min = 0, max = 50_000) long width,
            @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long drive) {
        ShaftReference shaft = new ShaftReference(anchor, width);
        if (MotionPlanner.advance(wanted, Permits.upTo(limit), shaft, at(drive)) instanceof MotorCommand.MoveTo move) {
            assertTrue(move.targetMicrosteps() > drive);
            assertTrue(move.targetMicrosteps() <= anchor + limit - width);
            assertTrue(move.targetMicrosteps() <= anchor + wanted);
        }
    }

    @Property(tries = 200)
    @Tag("REQ-04")
    @Tag("REQ-05")
    void howeverADoseIsCutTheWholeIsWithinAMicrostep(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(min = 1, max = 5_000_000) Integer> volumesNl) {
        List<Segment> segments = new ArrayList<>();
        long totalNl = 0;
        for (int nl : volumesNl) {
            totalNl += nl;
            segments.add(new Segment.Deliver("dose", 1, new Volume(nl), FlowRate.ofMillilitresPerHour(100)));
            segments.add(new Segment.Wait("rest", KeepOpen.NONE, new WaitEnd.Person()));
        }
        Program program = new Program(segments);

        long travel = 0;
        for (int part = 0; part < program.end(); part++) {
            travel +=
                    PartTravel.of(CASSETTE, program, part, program.segment(part).volume());
        }

        assertEquals(CASSETTE.microstepsIn(new Volume(totalNl)), travel);
    }
}
