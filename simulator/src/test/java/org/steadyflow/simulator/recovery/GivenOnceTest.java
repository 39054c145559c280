package org.steadyflow.simulator.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.Phase;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.therapy.BolusLog;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.telemetry.message.Event;

/**
 * Somebody who presses whatever a panel has, and pulls the plug: the whole firmware in the simulated world, whose shaft
 * alone says what was given.
 */
@Tag("REQ-38")
@Tag("REQ-39")
class GivenOnceTest {
    private static final long NS_PER_S = 1_000_000_000L;
    private static final double ML = PumpSetup.CASSETTE.microstep().microstepsIn(Volume.ofMillilitres(1));
    private static final int STEPS = 500;
    private static final double CAP_ML = 3;
    private static final double ALL_ML = 9;
    /** Moves that end by themselves, and encoder counts of starts that lost the position. */
    private static final double SLACK_ML = 0.02;

    private static final String NURSE = "nurse";

    private static String morphine(int number) {
        return """
                {"schema": "steadyflow/prescription/1", "id": "PCA-%d", "patient": "Nobody",
                 "drug": {"name": "morphine", "concentration": "1 mg/mL"}, "route": "subcutaneous",
                 "container": {"volume": "1000 mL", "residual": "5 mL"},
                 "regimen": {"type": "patient_controlled", "volume": "9 mL", "demand": "1 mL",
                   "bolus_rate": "120 mL/h", "lockout": "8 min", "cap_1h": "3 mL", "loading": "1 mL"}}
                """.formatted(number);
    }

    private final List<long[]> seen = new ArrayList<>();
    private double mostInHourMl;

    /** What the finding was: pause, end, accept, start, and a dose, again and again. */
    @Test
    void thirtySecondsOfPressingGiveTheLoadingDoseOnce() throws IOException {
        PumpRig rig = new PumpRig(2, 0);
        rig.infuse(morphine(1));
        rig.ticks(700);
        for (int cycle = 0; cycle < 20; cycle++) {
            rig.command(new Command.Pause(NURSE));
            rig.command(new Command.End(NURSE));
            rig.command(new Command.Accept(Orders.order(morphine(1)), NURSE));
            rig.command(new Command.Start(NURSE));
            rig.command(new Command.RequestBolus(BolusLog.Kind.DEMAND, "patient"));
            rig.ticks(700);
        }
        assertEquals(1, rig.world.truth().shaftMicrosteps() / ML, 0.01);
        assertEquals(1, rig.eventsOf(Event.PrescriptionAccepted.class).size());
        assertTrue(rig.eventsOf(Event.CommandRefused.class).stream()
                .anyMatch(refused -> refused.reason().startsWith("PCA-1 was started on")));
    }

    @Test
    void noHourGivesMoreThanItsCapAndNoPrescriptionMoreThanItsVolumeWhateverPeoplePress() throws IOException {
        for (long seed = 2; seed <= 14; seed += 2) {
            seen.clear();
            play(seed);
        }
        assertTrue(mostInHourMl > CAP_ML * 0.8, () -> mostInHourMl + " mL in an hour at most is no trial");
    }

    private void play(long seed) throws IOException {
        PumpRig rig = new PumpRig(seed, (int) (seed % 3));
        Random random = new Random(seed);
        rig.infuse(morphine(0));
        rig.stopComparing();
        int number = 0;
        Map<String, Double> given = new HashMap<>();
        long before = rig.world.truth().shaftMicrosteps();
        for (int step = 0; step < STEPS; step++) {
            number += random.nextInt(15) == 0 ? 1 : 0;
            press(rig, random, number);
            rig.ticks(1 + random.nextInt(random.nextInt(4) == 0 ? 2_000 : 60));
            long now = rig.world.truth().shaftMicrosteps();
            // what was pressed takes effect with the step's first tick
            String running =
                    rig.eventsOf(Event.PrescriptionAccepted.class).getLast().prescriptionId();
            given.merge(running, (now - before) / ML, Double::sum);
            before = now;
            checkHour(rig);
        }
        assertTrue(given.size() > 5, "one after another was given");
        assertTrue(given.values().stream().allMatch(ml -> ml <= ALL_ML + SLACK_ML), given::toString);
    }

    private static void press(PumpRig rig, Random random, int number) throws IOException {
        Command start = new Command.Start(NURSE);
        switch (random.nextInt(12)) {
            case 0 -> rig.command(new Command.Pause(NURSE));
            case 1 -> {
                rig.command(new Command.Pause(NURSE));
                rig.command(new Command.End(NURSE));
                rig.command(new Command.Accept(Orders.order(morphine(random.nextInt(number + 1))), NURSE));
                rig.command(start);
            }
            case 2 -> rig.command(new Command.Accept(Orders.order(morphine(number)), NURSE));
            case 3 -> {
                rig.command(new Command.Acknowledge(NURSE));
                rig.command(start);
            }
            case 4 -> restart(rig, random);
            default -> {
                rig.command(start);
                rig.command(new Command.RequestBolus(BolusLog.Kind.DEMAND, "patient"));
            }
        }
    }

    private static void restart(PumpRig rig, Random random) throws IOException {
        if (random.nextBoolean()) {
            rig.kill();
        } else {
            rig.cutPower();
        }
        rig.ticks(random.nextInt(200));
        while (!rig.start()) {
            rig.ticks(1);
        }
        rig.until("recovered", () -> rig.phase() != Phase.RECOVERING, 100);
    }

    private void checkHour(PumpRig rig) {
        long now = rig.world.truth().nowNs();
        long shaft = rig.world.truth().shaftMicrosteps();
        seen.add(new long[] {now, shaft});
        seen.removeIf(one -> now - one[0] > 3_600 * NS_PER_S);
        double ml = (shaft - seen.getFirst()[1]) / ML;
        mostInHourMl = Math.max(mostInHourMl, ml);
        assertTrue(ml <= CAP_ML + SLACK_ML, () -> ml + " mL in an hour at " + now / NS_PER_S + " s");
    }
}
