package org.steadyflow.simulator.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;

final class WorldProperties {
    /** What is done, with a number to do it by, and for how many ticks the world then runs. */
    record Deed(Kind kind, int size, int ticks) {}

    enum Kind {
        FORWARDS,
        BACKWARDS,
        HOLD,
        OFF,
        KINK,
        CLEAR_KINK,
        CLAMP,
        UNCLAMP,
        BUBBLE,
        REMOVE_AIR,
        REFILL,
        COUGH,
        CUT_POWER,
        RESTORE_POWER,
        RUN_AWAY,
        DROP_STEPS,
        STALL,
        FREE,
        OCCLUDE,
        LIVE,
        REST,
        ROOM,
        REPLACE_SET,
        FAIL_CLAMP,
        MEND_CLAMP,
        OPEN_DOOR,
        CLOSE_DOOR,
        MOVE
    }

    @Provide
    Arbitrary<List<Deed>> deeds() {
        Arbitrary<Deed> deed = Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(1, 1_000),
                        Arbitraries.integers().between(1, 400))
                .as(Deed::new);
        return deed.list().ofMinSize(1).ofMaxSize(60);
    }

    @Property(tries = 300)
    @Tag("REQ-162")
    void volumeIsConservedWhateverHappens(
            @ForAll("deeds") List<Deed> deeds, @ForAll long seed, @ForAll boolean vented) {
        World world = world(seed, vented);
        for (Deed deed : deeds) {
            doIt(world, deed);
            assertTrue(
                    world.plant().violation().isEmpty(),
                    () -> "after " + deed + ": " + world.plant().violation());
            AirColumn air = world.plant().air();
            assertEquals(
                    air.enteredFl(),
                    air.inLineFl() + air.intoPatientFl() + air.ventedFl() + air.removedFl(),
                    "air after " + deed);
            assertTrue(world.truth().containerMl() >= 0, "container after " + deed);
        }
    }

    @Property(tries = 300)
    @Tag("REQ-162")
    void aSyringeConservesVolumeWhateverHappens(@ForAll("deeds") List<Deed> deeds, @ForAll long seed) {
        WorldParameters usual = WorldParameters.of(Mechanism.Syringe.ML_10);
        World world = new World(usual.withContainer(usual.container().withVolume(Volume.ofMillilitres(3))), seed);
        for (Deed deed : deeds) {
            doIt(world, deed);
            assertTrue(
                    world.plant().violation().isEmpty(),
                    () -> "after " + deed + ": " + world.plant().violation());
            assertTrue(world.truth().containerMl() >= 0, "container after " + deed);
            assertEquals(0, world.truth().upstreamMmHg());
        }
    }

    @Property(tries = 50)
    void theEncoderIsWithinOneCountOfTheShaft(@ForAll("deeds") List<Deed> deeds, @ForAll long seed) {
        World world = world(seed, false);
        for (Deed deed : deeds) {
            doIt(world, deed);
            double beyond = world.truth().shaftInEncoderCoordinate()
                    - world.hardware().read().motor().encoderMicrosteps();
            assertTrue(beyond >= 0 && beyond < 13, () -> "the shaft is " + beyond + " microsteps beyond the encoder");
        }
    }

    @Property(tries = 50)
    @Tag("REQ-163")
    void theSameSeedAndDeedsGiveTheSameWorld(@ForAll("deeds") List<Deed> deeds, @ForAll long seed) {
        World one = world(seed, true);
        World other = world(seed, true);
        for (Deed deed : deeds) {
            doIt(one, deed);
            doIt(other, deed);
            assertEquals(one.hardware().read(), other.hardware().read());
            assertEquals(one.truth().deliveredMl(), other.truth().deliveredMl());
        }
    }

    @Property(tries = 50)
    void readingMoreOftenChangesNothingButTheNoise(@ForAll("deeds") List<Deed> deeds, @ForAll long seed) {
        World quiet = world(seed, false);
        World watched = world(seed, false);
        for (Deed deed : deeds) {
            doIt(quiet, deed);
            doIt(watched, deed);
            watched.hardware().read();
            assertEquals(quiet.truth().deliveredMl(), watched.truth().deliveredMl());
            assertEquals(quiet.truth().shaftMicrosteps(), watched.truth().shaftMicrosteps());
        }
    }

    private static World world(long seed, boolean vented) {
        WorldParameters.Container container = WorldParameters.DEFAULT
                .container()
                .withVolume(Volume.ofMillilitres(3))
                .withVent(vented);
        WorldParameters.Filter filter = new WorldParameters.Filter(seed % 2 == 0, 2, 0.01, 0.05);
        return new World(WorldParameters.DEFAULT.withContainer(container).withFilter(filter), seed);
    }

    private static Occlusion occlusion(int size) {
        Occlusion.Place[] places = Occlusion.Place.values();
        return new Occlusion(
                places[size % places.length],
                size > 700 ? Double.POSITIVE_INFINITY : size,
                Duration.ofSeconds(size % 7),
                Duration.ofSeconds(size % 5),
                0.4);
    }

    private static void doIt(World world, Deed deed) {
        SimulatedHardware hardware = world.hardware();
        int size = deed.size();
        long here = hardware.read().motor().driveMicrosteps();
        switch (deed.kind()) {
            case FORWARDS -> hardware.apply(new MotorCommand.MoveTo(here + 1_000L * size, 200L * size));
            case BACKWARDS -> hardware.apply(new MotorCommand.MoveTo(here - 100L * size, 200L * size));
            case HOLD -> hardware.apply(MotorCommand.HOLD);
            case OFF -> hardware.apply(MotorCommand.OFF);
            case KINK -> world.kinkDownstream(size > 500 ? Double.POSITIVE_INFINITY : size);
            case CLEAR_KINK -> world.clearDownstream();
            case CLAMP -> world.clampUpstream();
            case UNCLAMP -> world.clearUpstream();
            case BUBBLE -> world.insertBubble(Volume.ofMicrolitres(size));
            case REMOVE_AIR -> world.removeAir();
            case REFILL -> world.refillContainer(Volume.ofMicrolitres(10L * size));
            case COUGH -> world.setVeinPressure(Pressure.ofMmHg(size / 10));
            case CUT_POWER -> world.cutPower();
            case RESTORE_POWER -> world.restorePower();
            case RUN_AWAY -> world.runAway();
            case DROP_STEPS -> world.dropSteps(size / 2_000.0);
            case STALL -> world.stallMotor();
            case FREE -> world.freeMotor();
            case OCCLUDE -> world.occlude(occlusion(size));
            case LIVE -> world.person().live(DailyLife.of(DailyLife.Kind.RESTLESS));
            case REST -> world.person().live(DailyLife.of(DailyLife.Kind.STILL));
            case ROOM -> world.setRoomCelsius(1 + size / 25.0);
            case REPLACE_SET -> world.replaceSet();
            case FAIL_CLAMP -> world.setClampFailed(true);
            case MEND_CLAMP -> world.setClampFailed(false);
            case OPEN_DOOR -> world.openDoor();
            case CLOSE_DOOR -> world.closeDoor();
            case MOVE -> {
                world.person().raiseContainer((size - 500) / 500.0);
                world.person().raiseArm((500 - size) / 1_000.0);
            }
        }
        for (int tick = 0; tick < deed.ticks(); tick++) {
            hardware.kick();
            world.advance(Rig.TICK_NS);
        }
    }
}
