package org.steadyflow.simulator.world;

import java.util.Optional;
import org.steadyflow.hal.device.Signal;

/**
 * What is really so in the world, without noise and without a way to change it: all that a referee may read. Read
 * between two advances; a threshold was crossed between the last reading below it and the first above. Same thread as
 * the world.
 */
public final class WorldTruth {
    private static final double SECONDS_PER_HOUR = 3_600;

    private final World world;

    WorldTruth(World world) {
        this.world = world;
    }

    public long nowNs() {
        return world.clockNs();
    }

    public long wallMs() {
        return world.wallMs();
    }

    /** Net travel of the shaft since time 0, microsteps rounded down. No power cut resets it. */
    public long shaftMicrosteps() {
        return world.plant().motor().shaftMicrosteps();
    }

    /** Forward travel alone; what ran backwards is not taken off. */
    public long shaftForwardMicrosteps() {
        return world.plant().motor().forwardMicrosteps();
    }

    /** Where the shaft is in the coordinate of the encoder, unrounded microsteps. */
    public double shaftInEncoderCoordinate() {
        return world.plant().motor().shaftInEncoderCoordinate();
    }

    /** Whether the shaft turned in the last physics step. */
    public boolean motorTurning() {
        return world.plant().lastTurnNs() == world.plant().steppedNs();
    }

    /** End of the last physics step in which the shaft turned, -1 for never. */
    public long lastTurnNs() {
        return world.plant().lastTurnNs();
    }

    /** Time of the last edge at the charge pump; more than 250 ms before time 0 when there was none. */
    public long lastKickNs() {
        return world.plant().lastKickNs();
    }

    public boolean clampOpen() {
        return world.plant().clampOpen();
    }

    /** Whether the motor's rail has voltage. */
    public boolean railUp() {
        return world.plant().railUp();
    }

    /** Whether the monitor's own buzzer sounds. */
    public boolean buzzerSounds() {
        return world.plant().rail().sounds();
    }

    public boolean powered() {
        return world.powered();
    }

    /** Liquid that entered the vein since time 0, mL; what ran back is taken off. */
    public double deliveredMl() {
        AirColumn air = world.plant().air();
        return Femtolitres.toMl(outlet().patientFl() - air.intoPatientFl() - air.ventedFl());
    }

    /** Flow into the vein over the last physics step, mL/h. */
    public double flowMlPerH() {
        return Femtolitres.toMl(outlet().lastOutflowFl()) / FluidLine.STEP_S * SECONDS_PER_HOUR;
    }

    /** Volume that passed the pump since time 0, mL. */
    public double pumpedMl() {
        return Femtolitres.toMl(world.plant().line().pumpedFl());
    }

    /** What the line to the vein stores at its pressure, mL. */
    public double storedDownstreamMl() {
        return Femtolitres.toMl(outlet().storedFl());
    }

    public double containerMl() {
        return Femtolitres.toMl(world.plant().line().inlet().containerFl());
    }

    public double downstreamMmHg() {
        return world.plant().line().downstreamPa() / FluidLine.PA_PER_MMHG;
    }

    public double upstreamMmHg() {
        return world.plant().line().upstreamPa() / FluidLine.PA_PER_MMHG;
    }

    /** Volume per turn over its nominal value, before back-pressure. */
    public double gain() {
        return world.plant().mechanism().gain();
    }

    /** The part of the detector's window that is air, 0-1. */
    public double airAtDetector() {
        return world.plant().air().detectorShare();
    }

    /** Air anywhere between container and vein, uL. */
    public double airInLineUl() {
        return Femtolitres.toUl(world.plant().air().inLineFl());
    }

    /** Air that entered the vein since time 0, uL. */
    public double airIntoPatientUl() {
        return Femtolitres.toUl(world.plant().air().intoPatientFl());
    }

    public boolean doorOpen() {
        return world.enclosure().doorOpen();
    }

    public boolean mainsPresent() {
        return world.power().mains();
    }

    public double batteryPermille() {
        return world.power().permilleAt(world.clockNs());
    }

    /** How long it would run on the battery from now on, hours. */
    public double batteryHours() {
        return world.power().batteryHoursAt(world.clockNs());
    }

    /** Air that a filter let out to the room since time 0, uL. */
    public double airVentedUl() {
        return Femtolitres.toUl(world.plant().air().ventedFl());
    }

    public double roomCelsius() {
        return world.plant().environs().climate().roomCelsius(world.clockNs());
    }

    /** Of the fluid in the set. */
    public double fluidCelsius() {
        return world.plant().environs().climate().setCelsius();
    }

    /** What daily life has done so far. */
    public Everyday.Counts everyday() {
        return world.plant().environs().everyday().counts();
    }

    private OutletLine outlet() {
        return world.plant().line().outlet();
    }

    /** What lamp and sounder do now. */
    public Signal signal() {
        return world.shown().signal();
    }

    /** Since when they do exactly that; a flashing lamp changes it several times a second. */
    public long signalSinceNs() {
        return world.shown().sinceNs();
    }

    /** The latest instant at which this colour was lit, -1 for never. */
    public long lastLitNs(Signal.Lamp lamp) {
        return world.shown().lastLitNs(lamp, world.clockNs());
    }

    /** The latest instant at which the sounder sounded, -1 for never. */
    public long lastToneNs() {
        return world.shown().lastToneNs(world.clockNs());
    }

    public CauseLog causes() {
        return world.causes();
    }

    /** The first step that broke the world's own conservation of volume, if any did. */
    public Optional<ConservationViolation> conservationViolation() {
        return world.plant().violation();
    }
}
