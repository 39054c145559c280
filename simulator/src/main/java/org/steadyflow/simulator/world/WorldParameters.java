package org.steadyflow.simulator.world;

import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;

/**
 * What one simulated pump, line and patient are made of. Figures are those of docs/hardware.md; "design value" marks
 * what no source gives.
 *
 * @param motor stepper, driver and their enable
 * @param mechanics peristaltic set or syringe driver
 * @param line from the pump to the vein
 * @param container bag or bottle and the line from it to the pump
 * @param air where bubbles enter and where they are seen
 * @param power battery
 * @param sensors noise and ranges
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
        long wallStartMs) {
    /** 2026-01-01T08:00:00Z. */
    private static final long DEFAULT_WALL_START_MS = 1_767_254_400_000L;

    public static final WorldParameters DEFAULT = new WorldParameters(
            Motor.DEFAULT,
            Cassette.DEFAULT,
            Line.DEFAULT,
            Container.DEFAULT,
            Air.DEFAULT,
            Power.DEFAULT,
            Sensors.DEFAULT,
            DEFAULT_WALL_START_MS);

    /**
     * @param topPaceMicrostepsPerS limit in the driver chip: 3,000 mL/h
     * @param runawayMicrostepsPerS speed of a shorted driver: 400 mL/h, design value
     * @param paceError error of the driver's own clock as a fraction (data sheet: 12 MHz, 4 % loose)
     */
    public record Motor(long topPaceMicrostepsPerS, long runawayMicrostepsPerS, Spread paceError) {
        public static final Motor DEFAULT = new Motor(426_666, 56_889, Spread.around(0, 0.04));
    }

    /**
     * @param nominal volume of one microstep: 0.10 mL in 51,200
     * @param rollerPitchMicrosteps shaft travel from one roller's exit to the next: ten turns of 51,200 over 12 rollers
     * @param ripple amplitude of the flow over one pitch as a fraction, design value 10-30 %; 0 for an ideal pump,
     *     which has no dip either
     * @param gainError error of the volume per turn as a fraction, design value 4 % from set to set
     * @param backPressureLossPerMmHg fraction lost per mmHg downstream, design value 4 % per 100 mmHg, give or take a
     *     quarter
     * @param creepPerHour fraction of the volume per turn lost in each hour of turning, 2-10 % over 24-72 h; 0 unless
     *     asked for
     * @param greatestCreep fraction at which creep ends, 10 %
     * @param celsius temperature of the set
     * @param coldLossPerKelvin fraction lost per kelvin below 20 C, design value 0.25 %, give or take a quarter
     */
    public record Cassette(
            MicrostepVolume nominal,
            double rollerPitchMicrosteps,
            Spread ripple,
            Spread gainError,
            Spread backPressureLossPerMmHg,
            Spread creepPerHour,
            double greatestCreep,
            double celsius,
            Spread coldLossPerKelvin)
            implements Mechanics {
        public static final Cassette DEFAULT = new Cassette(
                new MicrostepVolume(100_000, 51_200),
                51_200.0 * 10 / 12,
                new Spread(0.10, 0.30),
                Spread.around(0, 0.04),
                Spread.around(4e-4, 1e-4),
                Spread.exactly(0),
                0.10,
                22,
                Spread.around(0.0025, 0.0025 / 4));

        @Override
        public Mechanism mechanism() {
            return new Mechanism.Cassette();
        }

        @Override
        public Cassette withGainError(double fraction) {
            return withGainError(Spread.exactly(fraction));
        }

        public Cassette withGainError(Spread error) {
            return new Cassette(
                    nominal,
                    rollerPitchMicrosteps,
                    ripple,
                    error,
                    backPressureLossPerMmHg,
                    creepPerHour,
                    greatestCreep,
                    celsius,
                    coldLossPerKelvin);
        }

        public Cassette withRipple(double amplitude) {
            return new Cassette(
                    nominal,
                    rollerPitchMicrosteps,
                    Spread.exactly(amplitude),
                    gainError,
                    backPressureLossPerMmHg,
                    creepPerHour,
                    greatestCreep,
                    celsius,
                    coldLossPerKelvin);
        }

        public Cassette withBackPressureLossPerMmHg(double fraction) {
            return new Cassette(
                    nominal,
                    rollerPitchMicrosteps,
                    ripple,
                    gainError,
                    Spread.exactly(fraction),
                    creepPerHour,
                    greatestCreep,
                    celsius,
                    coldLossPerKelvin);
        }

        public Cassette withCreepPerHour(double fraction) {
            return new Cassette(
                    nominal,
                    rollerPitchMicrosteps,
                    ripple,
                    gainError,
                    backPressureLossPerMmHg,
                    Spread.exactly(fraction),
                    greatestCreep,
                    celsius,
                    coldLossPerKelvin);
        }
    }

    /**
     * @param complianceMlPerMmHg stiff set 1.3e-3, soft set 5e-3
     * @param airComplianceMlPerMmHgPerMl what each millilitre of air in the line adds: 1.3e-4 per 100 uL
     * @param resistanceMmHgPerMlPerMin of water: 22G catheter 1.5 and 1.5 m of 1 mm tube 7.6
     * @param viscosityCp water 1
     * @param veinMmHg peripheral vein 5-20
     * @param volumeMl what the line holds at rest: 1.5 m of 1 mm tube
     */
    public record Line(
            double complianceMlPerMmHg,
            double airComplianceMlPerMmHgPerMl,
            double resistanceMmHgPerMlPerMin,
            double viscosityCp,
            double veinMmHg,
            double volumeMl) {
        public static final Line DEFAULT = new Line(1.3e-3, 1.3e-3, 9.1, 1, 12, 1.18);

        public Line withVein(Pressure pressure) {
            return new Line(
                    complianceMlPerMmHg,
                    airComplianceMlPerMmHgPerMl,
                    resistanceMmHgPerMlPerMin,
                    viscosityCp,
                    pressure.pascals() / FluidLine.PA_PER_MMHG,
                    volumeMl);
        }

        public Line withCompliance(double mlPerMmHg) {
            return new Line(
                    mlPerMmHg, airComplianceMlPerMmHgPerMl, resistanceMmHgPerMlPerMin, viscosityCp, veinMmHg, volumeMl);
        }
    }

    /**
     * @param volumeMl what it holds at time 0
     * @param vented a bottle with an air vent draws air when it is empty; a bag collapses and the pressure falls
     * @param headMetres height of the liquid above the pump; 1 m of water is 73.6 mmHg
     * @param lineComplianceMlPerMmHg of the line from container to pump, design value
     * @param lineResistanceMmHgPerMlPerMin of that line: 1.5 m of 1 mm tube
     * @param lineVolumeMl of that line
     * @param leastMmHg the mechanism cannot suck below this, design value
     */
    public record Container(
            double volumeMl,
            boolean vented,
            double headMetres,
            double lineComplianceMlPerMmHg,
            double lineResistanceMmHgPerMlPerMin,
            double lineVolumeMl,
            double leastMmHg) {
        public static final Container DEFAULT = new Container(250, false, 0.5, 1.0e-3, 7.6, 1.18, -600);

        public Container withVolume(Volume volume) {
            return new Container(
                    volume.millilitres().doubleValue(),
                    vented,
                    headMetres,
                    lineComplianceMlPerMmHg,
                    lineResistanceMmHgPerMlPerMin,
                    lineVolumeMl,
                    leastMmHg);
        }

        public Container withVent(boolean present) {
            return new Container(
                    volumeMl,
                    present,
                    headMetres,
                    lineComplianceMlPerMmHg,
                    lineResistanceMmHgPerMlPerMin,
                    lineVolumeMl,
                    leastMmHg);
        }

        public Container withHead(double metres) {
            return new Container(
                    volumeMl,
                    vented,
                    metres,
                    lineComplianceMlPerMmHg,
                    lineResistanceMmHgPerMlPerMin,
                    lineVolumeMl,
                    leastMmHg);
        }
    }

    /**
     * All design values.
     *
     * @param entryMl line volume from the place where a scenario's bubble enters to the pump
     * @param detectorMl line volume from the pump to the air detector
     * @param windowMl line volume that the detector looks at
     */
    public record Air(double entryMl, double detectorMl, double windowMl) {
        public static final Air DEFAULT = new Air(0.30, 0.15, 0.004);
    }

    /**
     * @param batteryHours from full to empty while running, design value
     * @param chargeHours from empty to full on the mains, design value
     * @param chargePermille state of charge at time 0
     */
    public record Power(double batteryHours, double chargeHours, double chargePermille) {
        public static final Power DEFAULT = new Power(8, 4, 1000);

        public Power withChargePermille(double charge) {
            return new Power(batteryHours, chargeHours, charge);
        }
    }

    /**
     * All design values but the detector's levels.
     *
     * @param pressureNoiseMmHg root mean square of each pressure's noise
     * @param liquidMv air detector in liquid: 1,100-2,250
     * @param airMv air detector filled with air: below 100
     * @param boardCelsius board temperature
     */
    public record Sensors(double pressureNoiseMmHg, int liquidMv, int airMv, double boardCelsius) {
        public static final Sensors DEFAULT = new Sensors(1.5, 1_700, 60, 31);
    }

    /** The usual world of a pump that is built with this, its container full. */
    public static WorldParameters of(Mechanism mechanism) {
        return switch (mechanism) {
            case Mechanism.Cassette _ -> DEFAULT;
            case Mechanism.Syringe syringe ->
                DEFAULT.withMechanics(SyringeMechanics.of(syringe))
                        .withMotor(SyringeMechanics.MOTOR)
                        .withContainer(DEFAULT.container().withVolume(syringe.mostContainer()));
        };
    }

    public WorldParameters withWallStartMs(long otherMs) {
        return new WorldParameters(motor, mechanics, line, container, air, power, sensors, otherMs);
    }

    public WorldParameters withMechanics(Mechanics other) {
        return new WorldParameters(motor, other, line, container, air, power, sensors, wallStartMs);
    }

    public WorldParameters withLine(Line other) {
        return new WorldParameters(motor, mechanics, other, container, air, power, sensors, wallStartMs);
    }

    public WorldParameters withContainer(Container other) {
        return new WorldParameters(motor, mechanics, line, other, air, power, sensors, wallStartMs);
    }

    public WorldParameters withMotor(Motor other) {
        return new WorldParameters(other, mechanics, line, container, air, power, sensors, wallStartMs);
    }

    public WorldParameters withPower(Power other) {
        return new WorldParameters(motor, mechanics, line, container, air, other, sensors, wallStartMs);
    }

    public WorldParameters withSensors(Sensors other) {
        return new WorldParameters(motor, mechanics, line, container, air, power, other, wallStartMs);
    }
}
