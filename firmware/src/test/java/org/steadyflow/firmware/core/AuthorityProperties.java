package org.steadyflow.firmware.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import org.steadyflow.firmware.prescription.MissedDoseRule;

/**
 * Random lives: stores that answer late or not at all, people, alarms, lost steps, restarts with and without power. The
 * rig checks at each tick that nothing moves without authority or against an alarm; here it is checked what came of it.
 */
class AuthorityProperties {
    private static final String[] RATES = {"0.7", "13.37", "60", "120", "250", "600", "999"};

    /** No encoder begins to count just where the shaft stands. */
    private static FirmwareRig anywhereInACount(Random random) {
        FirmwareRig rig = new FirmwareRig();
        rig.motor.turnByHand(random.nextInt(13));
        rig.tick();
        return rig;
    }

    private static void live(FirmwareRig rig, Random random, boolean powerFails) {
        switch (random.nextInt(14)) {
            case 0 -> rig.storeHangs = true;
            case 1, 2 -> rig.storeHangs = false;
            case 3 -> rig.grantDelayTicks = 1 + random.nextInt(30);
            case 4 -> rig.tick(new Command.Pause(FirmwareRig.NURSE));
            case 5, 6 -> rig.tick(new Command.Acknowledge(FirmwareRig.NURSE), new Command.Start(FirmwareRig.NURSE));
            case 7 -> rig.downstreamMmHg = random.nextBoolean() ? 20 : 400;
            case 8 -> rig.doorClosed = random.nextInt(4) != 0;
            case 9 -> rig.tickAfter(random.nextLong(2_000_000_000L));
            case 10 -> rig.motor.losesNext = random.nextInt(300);
            case 11 -> rig.motor.driverFault = random.nextInt(3) == 0;
            case 12 -> rig.restart(powerFails && random.nextBoolean(), Duration.ofMillis(random.nextLong(60_000)));
            default -> rig.ticks(random.nextInt(60));
        }
    }

    private static void heal(FirmwareRig rig) {
        rig.storeHangs = false;
        rig.grantDelayTicks = 1;
        rig.downstreamMmHg = 20;
        rig.doorClosed = true;
        rig.motor.driverFault = false;
        rig.ticks(30);
    }

    private static void nurse(FirmwareRig rig) {
        int left = 2_000;
        while (rig.state.phase() != Phase.COMPLETE) {
            rig.tick(new Command.Acknowledge(FirmwareRig.NURSE));
            if (!rig.state.phase().isRunning() || rig.state.prompt().isPresent()) {
                rig.tick(new Command.Start(FirmwareRig.NURSE));
            }
            rig.run(Duration.ofSeconds(30));
            assertTrue(left-- > 0, () -> "never complete: " + rig.state);
        }
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    @Label("whatever happens but a loss of power, the order is given to the encoder's resolution and never exceeded")
    @Tag("REQ-05")
    @Tag("REQ-50")
    @Tag("REQ-56")
    void theOrderIsGivenOnce(@ForAll Random random) {
        String rate = RATES[1 + random.nextInt(RATES.length - 1)];
        FirmwareRig rig = anywhereInACount(random);
        long from = rig.motor.turned();
        rig.accept(OrderBuilder.continuous("0.5", rate).resumingWithin(Duration.ofMinutes(1)));
        rig.start();
        for (int i = 0; i < 40 && rig.state.phase() != Phase.COMPLETE; i++) {
            live(rig, random, false);
        }
        heal(rig);
        nurse(rig);

        long beyond = rig.motor.turned() - from - 256_000;
        long unseen = 26 + rig.beyondCount;
        assertTrue(beyond <= 0 && beyond >= -unseen, () -> beyond + " microsteps beyond the order");
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    @Label("with losses of power a high-alert order is never exceeded, and the truth stays inside what is recorded")
    @Tag("REQ-30")
    @Tag("REQ-53")
    void aHighAlertOrderIsNeverExceeded(@ForAll Random random) {
        FirmwareRig rig = anywhereInACount(random);
        long from = rig.motor.turned();
        rig.accept(OrderBuilder.intermittent(
                        "0.3", RATES[2 + random.nextInt(5)], Duration.ofMinutes(5), 2, new MissedDoseRule.Ask())
                .resumingWithin(Duration.ofMinutes(1))
                .highAlert());
        rig.start();
        for (int i = 0; i < 60 && rig.state.phase() != Phase.COMPLETE; i++) {
            live(rig, random, true);
            assertInside(rig, from);
        }
        heal(rig);
        assertInside(rig, from);
        nurse(rig);

        long beyond = rig.motor.turned() - from - 2 * 153_600;
        long width = rig.state.shaft().widthMicrosteps();
        assertTrue(beyond <= 0, () -> beyond + " microsteps beyond the order");
        assertTrue(beyond >= -width - 60, () -> -beyond + " microsteps short, interval " + width);
    }

    private static void assertInside(FirmwareRig rig, long from) {
        if (rig.state.phase() != Phase.RECOVERING && rig.state.order().isPresent()) {
            long lower = rig.state.shaft().lower(rig.motor.sample());
            long upper = rig.state.shaft().upper(rig.motor.sample());
            long truth = rig.motor.turned() - from;
            assertTrue(
                    lower <= truth + rig.beyondCount && truth <= upper,
                    () -> truth + " is outside " + lower + " to " + upper);
        }
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    @Tag("REQ-40")
    void theSameInputsGiveTheSameRecords(@ForAll long seed) {
        FirmwareRig first = new FirmwareRig();
        FirmwareRig second = new FirmwareRig();
        for (FirmwareRig rig : new FirmwareRig[] {first, second}) {
            Random random = new Random(seed);
            rig.accept(OrderBuilder.continuous("0.5", "120").resumingWithin(Duration.ofMinutes(1)));
            rig.start();
            for (int i = 0; i < 40; i++) {
                live(rig, random, true);
            }
        }

        assertEquals(first.events, second.events);
        assertEquals(first.record().command(), second.record().command());
        assertEquals(first.record().wanted(), second.record().wanted());
        assertEquals(first.state.course(), second.state.course());
        assertEquals(first.state.progress(), second.state.progress());
        assertEquals(first.state.safety().board(), second.state.safety().board());
    }
}
