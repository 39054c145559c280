package org.steadyflow.firmware.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.telemetry.message.Event;

/** Nothing moves before its permission is durable. The rig checks at every tick that no permission is passed. */
@Tag("REQ-50")
class AuthorityTest {
    private static final long FIFTY_UL_MICROSTEPS = 25_600;

    @Test
    void waitsForTheFirstAuthority() {
        FirmwareRig rig = new FirmwareRig();
        rig.grantDelayTicks = 4;
        rig.accept(OrderBuilder.continuous("1", "120"));
        rig.ticks(10);
        rig.start();

        for (int i = 0; i < 4; i++) {
            assertEquals(MotorCommand.HOLD, rig.record().command());
            assertEquals(0, rig.state.progress().dueNl());
            rig.tick();
        }

        assertTrue(rig.moves());
    }

    @Test
    @Tag("REQ-59")
    void goesOnToTheEndOfItsAuthorityAndNoFurtherWhenTheStoreHangs() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("5", "120"));
        rig.run(Duration.ofSeconds(5));
        rig.storeHangs = true;

        rig.run(Duration.ofSeconds(30));

        Authority durable = rig.durable();
        assertEquals(durable.scale().coordinateOf(durable.authorised()), rig.motor.shaft());
        assertTrue(rig.alarms(AlarmRow.JOURNAL_AUTHORITY_USED_UP));
        assertEquals(Phase.INFUSING, rig.state.phase());
    }

    @Test
    @Tag("REQ-59")
    void goesOnByItselfWhenTheStoreAnswersAgain() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("5", "120"));
        rig.storeHangs = true;
        rig.run(Duration.ofSeconds(30));
        long stoodAt = rig.motor.turned();
        rig.storeHangs = false;

        rig.run(Duration.ofSeconds(10));

        assertFalse(rig.alarms(AlarmRow.JOURNAL_AUTHORITY_USED_UP));
        long given = rig.motor.turned() - stoodAt;
        assertTrue(Math.abs(given - 170_667) < 5_000, () -> given + " microsteps in 10 s, not 170,667");
    }

    @ParameterizedTest
    @CsvSource({"0.1", "13.37", "99", "179", "181", "999"})
    @Tag("REQ-51")
    void asksForFiftyMicrolitresOrASecondOfFlowAtTheMost(String rate) {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("20", rate));
        long secondOfFlow = (long) (Double.parseDouble(rate) * 1_000_000 / 3_600 * 0.512);
        long most = Math.max(FIFTY_UL_MICROSTEPS, secondOfFlow);
        List<Authority> asked = new ArrayList<>();

        for (int i = 0; i < 60 * FirmwareRig.TICKS_PER_S; i++) {
            rig.tick().wanted().ifPresent(asked::add);
        }

        for (Authority authority : asked) {
            long size = authority.authorised() - authority.settled() - authority.width();
            assertTrue(size <= most, () -> size + " of " + most);
        }
    }

    @Test
    @Tag("REQ-51")
    void renewsWhenHalfIsUsed() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("1", "10"));
        long first = rig.durable().authorised();

        rig.until(() -> rig.record().wanted().isPresent(), "renewed");

        long used = rig.motor.shaft();
        assertTrue(Math.abs(used - first / 2) < 200, () -> used + " used of " + first);
    }

    @Test
    @Tag("REQ-60")
    void aStallOfOneSecondStopsNothingAt100MillilitresAnHour() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("20", "100"));
        long before = rig.motor.turned();

        for (int i = 0; i < 6; i++) {
            rig.ticks(79);
            rig.grantDelayTicks = 1 + FirmwareRig.TICKS_PER_S;
            rig.ticks(21);
            rig.grantDelayTicks = 1;
        }

        long given = rig.motor.turned() - before;
        assertTrue(Math.abs(given - 426_667) < 1_000, () -> given + " of 426,667 microsteps");
        assertEquals(List.of(), rig.all(Event.ShortfallDropped.class));
    }

    @Test
    void theAuthorityOfAPartDoesNotMoveTheNext() {
        // the keep-open flow between two doses has authority left when the next dose opens
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.keptOpenBetween("0.1", "600", Duration.ofMinutes(2), 3));
        rig.grantDelayTicks = 6;

        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");

        assertEquals(5, rig.all(Event.PartStarted.class).size());
    }

    @Test
    void theAuthorityOfAnEndedPrescriptionDoesNotMoveTheSameAcceptedAgain() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("1", "120"));
        rig.run(Duration.ofSeconds(20));
        rig.storeHangs = true;
        rig.tick(new Command.Pause(FirmwareRig.NURSE), new Command.End(FirmwareRig.NURSE));
        rig.accept(OrderBuilder.continuous("1", "120"));
        long stoodAt = rig.motor.turned();

        rig.start();
        rig.run(Duration.ofSeconds(20));

        assertEquals(stoodAt, rig.motor.turned());
    }

    @Test
    void nothingIsAskedForAfterTheStoreFailed() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("5", "120"));
        rig.storeFailed = true;
        rig.storeHangs = true;
        rig.tick();

        assertTrue(rig.alarms(AlarmRow.JOURNAL_LATE));
        rig.run(Duration.ofSeconds(30));
        assertTrue(rig.alarms(AlarmRow.JOURNAL_AUTHORITY_USED_UP));
        assertFalse(rig.alarms(AlarmRow.JOURNAL_LATE));
    }

    @Test
    @Tag("REQ-88")
    void aShaftThatWasPushedAheadIsHeldBackByAsMuch() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("0.5", "60"));
        rig.pushed = 10_000;
        rig.motor.turnByHand(10_000);

        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");

        long beyond = rig.motor.turned() - 256_000;
        assertTrue(beyond <= 0 && beyond >= -26, () -> beyond + " beyond the order");
    }

    @Test
    void afterPowerOffTheDriverCountsFromTheEncoderAndPassesNothing() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("3", "60"));
        for (int i = 0; i < 40; i++) {
            rig.ticks(37 + i);
            rig.motor.losesNext = 200;
            rig.ticks(15);
            rig.motor.driverFault = true;
            rig.ticks(3);
            rig.motor.driverFault = false;
            rig.ticks(3);
            rig.acknowledge();
            rig.start();
        }

        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");

        long beyond = rig.motor.turned() - 1_536_000;
        assertTrue(beyond <= 0 && beyond >= -26, () -> beyond + " beyond the order");
    }

    @Test
    void aStageThatWasOffIsSwitchedOnBeforeItMoves() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("3", "60"));
        rig.motor.driverFault = true;
        rig.ticks(3);
        rig.motor.driverFault = false;
        rig.ticks(3);
        assertEquals(MotorCommand.OFF, rig.record().command());

        rig.tick(new Command.Acknowledge(FirmwareRig.NURSE), new Command.Start(FirmwareRig.NURSE));

        assertEquals(MotorCommand.HOLD, rig.record().command());
        rig.ticks(3);
        assertTrue(rig.moves());
    }

    @Test
    void noRecordAllowsMoreThanThePart() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("0.21", "120"));
        long most = 0;
        while (rig.state.phase() == Phase.INFUSING) {
            rig.tick();
            most = Math.max(most, rig.durable().authorised());
        }
        assertEquals(210 * 512, most);
    }

    @Test
    @Tag("REQ-54")
    void theLedgerIsToldWhereTheShaftStandsOnceItStands() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("5", "120"));
        rig.run(Duration.ofSeconds(5));
        rig.until(() -> rig.durable().number() == rig.state.grants().asked().number(), "nothing on its way");
        rig.pause();
        assertTrue(rig.record().wanted().isEmpty(), "it may still be turning");

        rig.run(Duration.ofSeconds(2));

        Authority told = rig.durable();
        assertEquals(told.noteRoom(), told.authorised() - told.settled());
        assertTrue(told.settled() <= rig.motor.turned() && rig.motor.turned() <= told.authorised());
        assertFalse(told.allowsFlow());
    }

    @Test
    @Tag("REQ-55")
    void afterALostPositionTheFirstRecordSaysWhereTheShaftStandsAndAllowsNothing() {
        FirmwareRig rig =
                FirmwareRig.infusing(OrderBuilder.continuous("5", "120").resumingWithin(Duration.ofMinutes(5)));
        rig.run(Duration.ofSeconds(5));
        long before = rig.durable().number();
        rig.restart(true, Duration.ofSeconds(10));
        rig.until(() -> rig.durable().number() > before, "first record");

        assertFalse(rig.durable().allowsFlow());
        assertFalse(rig.moves());
        rig.ticks(5);
        assertTrue(rig.moves());
    }
}
