package org.steadyflow.simulator.world;

import java.util.Optional;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;

/**
 * What one simulated pump, line and patient are made of. The usual values, each with its source, are the files under
 * {@code resources/world}; {@link WorldFile} changes any of them. docs/world.md says what the equations are.
 *
 * @param motor stepper, driver and their enable
 * @param mechanics peristaltic set or syringe driver
 * @param line from the pump to the vein
 * @param container bag or bottle and the line from it to the pump
 * @param air where bubbles enter and where they are seen
 * @param power battery
 * @param sensors noise and ranges
 * @param surroundings the room
 * @param filter in-line filter of the line to the vein, if there is one
 * @param life what a person does all day
 * @param wallStartMs wall clock at time 0, milliseconds since 1970-01-01T00:00Z
 */
public record WorldParameters(
        Motor motor,
        Mechanics mechanics,
        Line line,
        Container container,
        Air air,
        Power power,
        Sensors sensors,
        Surroundings surroundings,
        Filter filter,
        DailyLife life,
        long wallStartMs) {
    /** 2026-01-01T08:00:00Z. */
    static final long DEFAULT_WALL_START_MS = 1_767_254_400_000L;

    public static final WorldParameters DEFAULT = WorldFile.USUAL.parameters(new Mechanism.Cassette());

    /**
     * @param topPaceMicrostepsPerS limit in the driver chip
     * @param runawayMicrostepsPerS speed of a shorted driver
     * @param paceError error of the driver's own clock as a fraction
     */
    public record Motor(long topPaceMicrostepsPerS, long runawayMicrostepsPerS, Spread paceError) {}

    /**
     * @param nominal volume of one microstep
     * @param rollerPitchMicrosteps shaft travel from one roller's exit to the next
     * @param ripple amplitude of the flow over one pitch as a fraction; 0 for an ideal pump, which has no dip either
     * @param gainError error of the volume per turn as a fraction
     * @param slip what pressure takes of it
     * @param creep what time takes of it
     * @param coldLossPerKelvin fraction lost per kelvin below 20 C
     * @param torque what the motor can push against
     */
    public record Cassette(
            MicrostepVolume nominal,
            double rollerPitchMicrosteps,
            Spread ripple,
            Spread gainError,
            Slip slip,
            Creep creep,
            Spread coldLossPerKelvin,
            Torque torque)
            implements Mechanics {
        public static final Cassette DEFAULT = WorldFile.USUAL.cassette();

        /**
         * @param backPressureLossPerMmHg fraction lost per mmHg downstream
         * @param suctionLossPerMmHg fraction lost per mmHg that the upstream side is below the room
         */
        public record Slip(Spread backPressureLossPerMmHg, Spread suctionLossPerMmHg) {}

        /**
         * @param total fraction of the volume per turn that a set loses
         * @param hours of turning over which it loses it, evenly
         * @param ageHours how long this set has turned at time 0
         */
        public record Creep(Spread total, Spread hours, double ageHours) {
            public static final Creep NONE = new Creep(Spread.exactly(0), Spread.exactly(48), 0);
        }

        /**
         * @param missesFromMmHg back-pressure from which the motor misses steps, more and more
         * @param stallsAtMmHg back-pressure that stops it
         */
        public record Torque(double missesFromMmHg, double stallsAtMmHg) {}

        @Override
        public Mechanism mechanism() {
            return new Mechanism.Cassette();
        }

        /** On the rotor, ten turns of the motor. */
        @Override
        public double secondEncoderTurnMicrosteps() {
            return 10.0 * Mechanism.MICROSTEPS_PER_TURN;
        }

        @Override
        public Cassette withGainError(double fraction) {
            return withGainError(Spread.exactly(fraction));
        }

        public Cassette withGainError(Spread error) {
            return new Cassette(nominal, rollerPitchMicrosteps, ripple, error, slip, creep, coldLossPerKelvin, torque);
        }

        public Cassette withRipple(double amplitude) {
            Spread other = Spread.exactly(amplitude);
            return new Cassette(
                    nominal, rollerPitchMicrosteps, other, gainError, slip, creep, coldLossPerKelvin, torque);
        }

        public Cassette withBackPressureLossPerMmHg(double fraction) {
            return withSlip(new Slip(Spread.exactly(fraction), slip.suctionLossPerMmHg()));
        }

        public Cassette withSlip(Slip other) {
            return new Cassette(
                    nominal, rollerPitchMicrosteps, ripple, gainError, other, creep, coldLossPerKelvin, torque);
        }

        public Cassette withCreep(Creep other) {
            return new Cassette(
                    nominal, rollerPitchMicrosteps, ripple, gainError, slip, other, coldLossPerKelvin, torque);
        }

        /** A set that has turned for so many hours. */
        public Cassette withAgeHours(double hours) {
            return withCreep(new Creep(creep.total(), creep.hours(), hours));
        }
    }

    /**
     * The line in lumps; {@link WorldFile} makes them of tube, catheter and site.
     *
     * @param complianceMlPerMmHg of the whole line
     * @param resistanceMmHgPerMlPerMin of the whole line, filter and tissue left out, for a fluid of 1 cP
     * @param viscosityCp of the fluid at 20 C
     * @param thermalExponent how much more than water's its viscosity follows the temperature
     * @param veinMmHg what the line flows against
     * @param volumeMl what the line holds at rest
     * @param shape how compliance and resistance lie along it
     */
    public record Line(
            double complianceMlPerMmHg,
            double resistanceMmHgPerMlPerMin,
            double viscosityCp,
            double thermalExponent,
            double veinMmHg,
            double volumeMl,
            Shape shape) {
        public static final Line DEFAULT = WorldFile.USUAL.line();

        /**
         * @param farComplianceShare part of the compliance that lies at the far end of the tube
         * @param outletShare part of the resistance that lies behind it: the catheters
         * @param tissueMmHgPerMlPerMin what the tissue adds; it does not depend on the fluid
         */
        public record Shape(double farComplianceShare, double outletShare, double tissueMmHgPerMlPerMin) {}

        public Line withVein(Pressure pressure) {
            double mmHg = pressure.pascals() / FluidLine.PA_PER_MMHG;
            return new Line(
                    complianceMlPerMmHg,
                    resistanceMmHgPerMlPerMin,
                    viscosityCp,
                    thermalExponent,
                    mmHg,
                    volumeMl,
                    shape);
        }

        public Line withCompliance(double mlPerMmHg) {
            return new Line(
                    mlPerMmHg, resistanceMmHgPerMlPerMin, viscosityCp, thermalExponent, veinMmHg, volumeMl, shape);
        }

        public Line withViscosityCp(double centipoise) {
            return new Line(
                    complianceMlPerMmHg,
                    resistanceMmHgPerMlPerMin,
                    centipoise,
                    thermalExponent,
                    veinMmHg,
                    volumeMl,
                    shape);
        }
    }

    /**
     * @param volumeMl what it holds at time 0
     * @param vented a bottle with an air vent draws air when it is empty; a bag collapses and the pressure falls
     * @param headMetres height of the liquid above the pump
     * @param lineComplianceMlPerMmHg of the line from container to pump
     * @param lineResistanceMmHgPerMlPerMin of that line, for a fluid of 1 cP
     * @param lineVolumeMl of that line
     * @param leastMmHg the mechanism cannot suck below this
     * @param collapse how a bag ends
     * @param aboveRoomCelsius by how much warmer than the room its content is when it is hung
     */
    public record Container(
            double volumeMl,
            boolean vented,
            double headMetres,
            double lineComplianceMlPerMmHg,
            double lineResistanceMmHgPerMlPerMin,
            double lineVolumeMl,
            double leastMmHg,
            Collapse collapse,
            double aboveRoomCelsius) {
        public static final Container DEFAULT = WorldFile.USUAL.container();

        /**
         * @param mmHg by how much the pressure has fallen when the last drop leaves
         * @param fromMl content at which the walls begin to meet; the fall grows with the square of what is gone
         */
        public record Collapse(double mmHg, double fromMl) {
            public static final Collapse NONE = new Collapse(0, 1);
        }

        public Container withVolume(Volume volume) {
            return with(volume.millilitres().doubleValue(), vented, headMetres, collapse);
        }

        public Container withVent(boolean present) {
            return with(volumeMl, present, headMetres, present ? Collapse.NONE : collapse);
        }

        public Container withHead(double metres) {
            return with(volumeMl, vented, metres, collapse);
        }

        public Container withCollapse(Collapse other) {
            return with(volumeMl, vented, headMetres, other);
        }

        private Container with(double millilitres, boolean vent, double head, Collapse end) {
            return new Container(
                    millilitres,
                    vent,
                    head,
                    lineComplianceMlPerMmHg,
                    lineResistanceMmHgPerMlPerMin,
                    lineVolumeMl,
                    leastMmHg,
                    end,
                    aboveRoomCelsius);
        }
    }

    /**
     * @param entryMl line volume from the place where a scenario's bubble enters to the pump
     * @param detectorMl line volume from the pump to the air detector
     * @param windowMl line volume that the detector looks at
     * @param mergesWithinMl bubbles with less liquid between them are one
     */
    public record Air(double entryMl, double detectorMl, double windowMl, double mergesWithinMl) {}

    /**
     * @param batteryHours from full to empty while running, when new
     * @param chargeHours from empty to full on the mains, when new
     * @param chargePermille state of charge at time 0
     * @param capacityShare what is left of the rated capacity
     * @param sagPermille charge at which the sagging voltage switches the pump off
     * @param gaugeErrorPermille what the gauge adds to the truth
     */
    public record Power(
            double batteryHours,
            double chargeHours,
            double chargePermille,
            double capacityShare,
            double sagPermille,
            double gaugeErrorPermille) {
        public Power withChargePermille(double charge) {
            return new Power(batteryHours, chargeHours, charge, capacityShare, sagPermille, gaugeErrorPermille);
        }

        public Power withCapacity(double share, double sag) {
            return new Power(batteryHours, chargeHours, chargePermille, share, sag, gaugeErrorPermille);
        }

        public Power withGaugeErrorPermille(double error) {
            return new Power(batteryHours, chargeHours, chargePermille, capacityShare, sagPermille, error);
        }
    }

    /**
     * @param pressure both pressure sensors and their converter
     * @param liquidMv air detector in liquid: 1,100-2,250
     * @param airMv air detector filled with air: below 100
     * @param boardCelsius board temperature in a room of 22 C
     * @param angle the second encoder
     */
    public record Sensors(
            PressureSensor pressure, int liquidMv, int airMv, double boardCelsius, SecondEncoder.Quality angle) {}

    /**
     * @param roomCelsius room temperature, the mean of a day
     * @param daySwingKelvin by how much the warmest hour is above it
     * @param setMinutes time constant with which the fluid in the set follows the room
     * @param containerHours time constant with which the container's content does
     */
    public record Surroundings(double roomCelsius, double daySwingKelvin, double setMinutes, double containerHours) {}

    /**
     * @param present whether there is one
     * @param resistanceMmHgPerMlPerMin of a fresh one, for a fluid of 1 cP
     * @param clogPerMl part of that resistance which each mL adds
     * @param airLimitMl air that it lets out before its membrane is wet
     */
    public record Filter(boolean present, double resistanceMmHgPerMlPerMin, double clogPerMl, double airLimitMl) {}

    /** The usual world of a pump that is built with this, its container full. */
    public static WorldParameters of(Mechanism mechanism) {
        return switch (mechanism) {
            case Mechanism.Cassette _ -> DEFAULT;
            case Mechanism.Syringe syringe -> WorldFile.USUAL.parameters(syringe);
        };
    }

    /** The container of this prescription hangs, where there is one. */
    public WorldParameters withHung(Optional<Volume> volume) {
        return volume.map(full -> withContainer(container.withVolume(full))).orElse(this);
    }

    public WorldParameters withRoomCelsius(double celsius) {
        return withSurroundings(new Surroundings(
                celsius, surroundings.daySwingKelvin(), surroundings.setMinutes(), surroundings.containerHours()));
    }

    public WorldParameters withWallStartMs(long otherMs) {
        return new WorldParameters(
                motor, mechanics, line, container, air, power, sensors, surroundings, filter, life, otherMs);
    }

    public WorldParameters withMechanics(Mechanics other) {
        return new WorldParameters(
                motor, other, line, container, air, power, sensors, surroundings, filter, life, wallStartMs);
    }

    public WorldParameters withLine(Line other) {
        return new WorldParameters(
                motor, mechanics, other, container, air, power, sensors, surroundings, filter, life, wallStartMs);
    }

    public WorldParameters withContainer(Container other) {
        return new WorldParameters(
                motor, mechanics, line, other, air, power, sensors, surroundings, filter, life, wallStartMs);
    }

    public WorldParameters withMotor(Motor other) {
        return new WorldParameters(
                other, mechanics, line, container, air, power, sensors, surroundings, filter, life, wallStartMs);
    }

    public WorldParameters withPower(Power other) {
        return new WorldParameters(
                motor, mechanics, line, container, air, other, sensors, surroundings, filter, life, wallStartMs);
    }

    public WorldParameters withSensors(Sensors other) {
        return new WorldParameters(
                motor, mechanics, line, container, air, power, other, surroundings, filter, life, wallStartMs);
    }

    public WorldParameters withSurroundings(Surroundings other) {
        return new WorldParameters(
                motor, mechanics, line, container, air, power, sensors, other, filter, life, wallStartMs);
    }

    public WorldParameters withFilter(Filter other) {
        return new WorldParameters(
                motor, mechanics, line, container, air, power, sensors, surroundings, other, life, wallStartMs);
    }

    public WorldParameters withLife(DailyLife other) {
        return new WorldParameters(
                motor, mechanics, line, container, air, power, sensors, surroundings, filter, other, wallStartMs);
    }
}
