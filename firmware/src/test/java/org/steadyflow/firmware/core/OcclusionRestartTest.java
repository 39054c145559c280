package org.steadyflow.firmware.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.steadyflow.firmware.prescription.LineLimits;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.telemetry.message.Event;

/** Starting by itself after an occlusion: when, how often, and what keeps it from that. */
@Tag("REQ-113")
class OcclusionRestartTest {
    private static final long STIFF_NL = 1_300;
    private static final String RULE = "occlusion rule";
    private static final OrderBuilder ORDER =
            OrderBuilder.continuous("50", "120").within(restarting(true));

    private static LineLimits restarting(boolean wanted) {
        return new LineLimits(
                Pressure.ofMmHg(300),
                Volume.ofMicrolitres(100),
                Volume.ofMillilitres(1),
                wanted,
                LineLimits.NEAR_END_USUAL);
    }

    private static FirmwareRig backedOff(OrderBuilder order) {
        FirmwareRig rig = FirmwareRig.infusing(order);
        rig.run(Duration.ofSeconds(30));
        rig.closeLine(STIFF_NL);
        rig.ticksUntil(AlarmRow.OCCLUSION_DOWNSTREAM);
        rig.until(() -> !rig.all(Event.BackedOff.class).isEmpty(), "backed off");
        return rig;
    }

    private static long starts(FirmwareRig rig) {
        return rig.all(Event.InfusionStarted.class).stream()
                .filter(started -> started.by().equals(RULE))
                .count();
    }

    @Test
    void startsFifteenSecondsAfterTheBackOffAndStaysListedUntilAPersonHasSeenIt() {
        FirmwareRig rig = backedOff(ORDER);
        rig.openLine();
        rig.ticks(15 * FirmwareRig.TICKS_PER_S - 2);
        assertEquals(Phase.STOPPED, rig.state.phase());

        rig.ticks(3);

        assertEquals(Phase.INFUSING, rig.state.phase());
        assertEquals(1, starts(rig));
        assertFalse(rig.alarms(AlarmRow.OCCLUSION_DOWNSTREAM));
        rig.run(Duration.ofSeconds(10));
        assertTrue(rig.moves());
        assertTrue(rig.alarms(AlarmRow.OCCLUSION_RESOLVED));
        rig.acknowledge();
        rig.tick();
        rig.assertQuiet();
    }

    @Test
    void withoutTheRuleItWaitsForAPerson() {
        FirmwareRig rig = backedOff(ORDER.within(restarting(false)));
        ORDER.within(restarting(true));
        rig.openLine();
        rig.run(Duration.ofMinutes(1));

        assertEquals(Phase.STOPPED, rig.state.phase());
        assertTrue(rig.alarms(AlarmRow.OCCLUSION_DOWNSTREAM));
    }

    static Stream<Arguments> whatKeepsItFromThat() {
        return Stream.of(
                keeps("the pressure is half the limit", rig -> {
                    rig.openLine();
                    rig.downstreamMmHg = 151;
                }),
                keeps("the door is open", rig -> rig.doorClosed = false),
                keeps("the set is out", rig -> rig.setSeated = false),
                keeps("the sensor is out of range", rig -> {
                    rig.openLine();
                    rig.downstreamMmHg = -800;
                }),
                keeps("a person has pressed stop", rig -> {
                    rig.stopKey = true;
                    rig.tick();
                    rig.stopKey = false;
                }),
                keeps("a person has paused", FirmwareRig::pause),
                keeps("a person has acknowledged", FirmwareRig::acknowledge),
                keeps("another alarm stops", rig -> rig.airDetectorMv = -1));
    }

    private static Arguments keeps(String what, Consumer<FirmwareRig> happens) {
        return Arguments.of(what, happens);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatKeepsItFromThat")
    void staysStoppedWhile(String what, Consumer<FirmwareRig> happens) {
        FirmwareRig rig = backedOff(ORDER);
        happens.accept(rig);
        rig.run(Duration.ofSeconds(40));

        assertEquals(Phase.STOPPED, rig.state.phase(), what);
        assertEquals(0, starts(rig), what);
    }

    @Test
    void aLineThatStaysClosedIsTriedThreeTimesAndNoMore() {
        FirmwareRig rig = backedOff(ORDER);
        rig.run(Duration.ofMinutes(9));

        assertEquals(3, starts(rig));
        assertEquals(4, rig.all(Event.BackedOff.class).size());
        assertEquals(Phase.STOPPED, rig.state.phase());
        assertTrue(rig.alarms(AlarmRow.OCCLUSION_DOWNSTREAM));
    }

    @Test
    void theCountSurvivesARestartOfTheFirmware() {
        FirmwareRig rig = backedOff(ORDER);
        rig.until(() -> starts(rig) == 2, "started twice");
        rig.restart(false, Duration.ofSeconds(1));
        rig.tick(new Command.Acknowledge(FirmwareRig.NURSE), new Command.Start(FirmwareRig.NURSE));
        rig.run(Duration.ofMinutes(5));

        assertEquals(3, starts(rig));
        assertEquals(Phase.STOPPED, rig.state.phase());
    }

    @Test
    void afterTenMinutesItMayAgain() {
        FirmwareRig rig = backedOff(ORDER);
        rig.until(() -> starts(rig) == 3, "started three times");
        rig.ticksUntil(AlarmRow.OCCLUSION_DOWNSTREAM);
        rig.run(Duration.ofMinutes(11));

        assertTrue(starts(rig) > 3, starts(rig) + " starts");
    }
}
