package org.steadyflow.simulator.world;

import java.util.List;
import java.util.function.Function;
import org.steadyflow.hal.device.Mechanism;

/** Makes parameters of parts: the one place that knows each field, its range, and what does not go together. */
final class WorldReader {
    private static final double MM_PER_M = 1_000;
    private static final double KPA = 1_000;
    private static final double MOST_MMHG = 5_000;
    private static final double MOST_RESISTANCE = 100_000;
    private static final double MOST_SECONDS = 86_400;

    private final Function<String, WorldPart> parts;
    private final List<String> problems;

    WorldReader(Function<String, WorldPart> parts, List<String> problems) {
        this.parts = parts;
        this.problems = problems;
    }

    private WorldFields fields(String group) {
        return new WorldFields(group, parts.apply(group).values(), problems);
    }

    WorldParameters world(Mechanism mechanism) {
        Mechanics mechanics =
                switch (mechanism) {
                    case Mechanism.Cassette _ -> cassette();
                    case Mechanism.Syringe syringe -> syringe(syringe);
                };
        WorldParameters.Container container = container();
        double most = mechanism.mostContainer().millilitres().doubleValue();
        if (mechanism instanceof Mechanism.Cassette && container.volumeMl() > most) {
            problems.add("container.volume_ml: more than " + WorldFields.plain(most) + " mL, which this pump takes");
        }
        WorldParameters.Container fitting = mechanism instanceof Mechanism.Syringe && container.volumeMl() > most
                ? container.withVolume(mechanism.mostContainer())
                : container;
        return new WorldParameters(
                motor(),
                mechanics,
                line(),
                fitting,
                air(),
                power(),
                sensors(),
                surroundings(),
                filter(),
                life(),
                WorldParameters.DEFAULT_WALL_START_MS);
    }

    private WorldParameters.Motor motor() {
        WorldFields motor = fields("motor");
        return new WorldParameters.Motor(
                motor.whole("top_pace_microsteps_per_s", 1, 10_000_000),
                motor.whole("runaway_microsteps_per_s", 0, 10_000_000),
                motor.range("pace_error", -0.2, 0.2));
    }

    WorldParameters.Cassette cassette() {
        WorldFields set = fields("cassette");
        double misses = set.number("misses_from_mmhg", 100, 20_000);
        double stalls = set.number("stalls_at_mmhg", 100, 20_000);
        if (stalls < misses) {
            set.problem("stalls_at_mmhg", "is below misses_from_mmhg, at which the first steps are missed");
        }
        return new WorldParameters.Cassette(
                new Mechanism.Cassette().microstep(),
                set.number("roller_pitch_microsteps", 1_000, 1_000_000),
                set.range("ripple", 0, 0.9),
                set.range("gain_error", -0.5, 0.5),
                new WorldParameters.Cassette.Slip(
                        set.range("back_pressure_loss_per_mmhg", 0, 0.01), set.range("suction_loss_per_mmhg", 0, 0.01)),
                new WorldParameters.Cassette.Creep(
                        set.range("creep", 0, 0.5),
                        set.range("creep_hours", 0.1, 10_000),
                        set.number("age_hours", 0, 10_000)),
                set.range("cold_loss_per_kelvin", 0, 0.02),
                new WorldParameters.Cassette.Torque(misses, stalls));
    }

    SyringeMechanics syringe(Mechanism.Syringe make) {
        WorldFields syringe = fields("syringe");
        double bore = syringe.number("bore_mm", 0.5, 100);
        double barrel = syringe.number("barrel_mm", 0.5, 120);
        if (bore >= barrel) {
            syringe.problem(
                    "bore_mm",
                    WorldFields.plain(bore) + " is wider than the barrel, whose outer diameter is barrel_mm "
                            + WorldFields.plain(barrel));
        }
        return new SyringeMechanics(
                make,
                bore,
                syringe.range("gain_error", -0.5, 0.5),
                syringe.range("pitch_error", -0.1, 0.1),
                syringe.number("screw_ripple_mm", 0, 0.5),
                syringe.range("backlash_mm", 0, 5),
                syringe.range("compliance_ml_per_mmhg", 1e-9, 0.1),
                syringe.range("break_away_n", 0, 200),
                syringe.number("sliding_share", 0, 1),
                syringe.number("sticks_below_mm_per_s", 0, 10),
                syringe.number("stalls_at_kpa", 10, 5_000) * KPA,
                syringe.flag("purged"));
    }

    WorldParameters.Line line() {
        WorldFields set = fields("set");
        double compliance = set.number("compliance_ml_per_mmhg", 1e-6, 1);
        double far = set.number("far_compliance_share", 0.01, 0.99);
        double metres = set.number("tube_length_m", 0.01, 20);
        double bore = set.number("tube_bore_mm", 0.1, 10);
        WorldFields catheter = fields("catheter");
        double published = catheter.number("resistance_mmhg_per_ml_per_min", 1e-3, MOST_RESISTANCE);
        double measured = catheter.number("measured_at_mm", 1, 5_000);
        double length = catheter.number("length_mm", 1, 5_000);
        WorldFields site = fields("site");
        double sites = site.whole("count", 1, 12);
        double pressure = site.number("pressure_mmhg", -50, 500);
        double tissue = site.number("tissue_resistance_mmhg_per_ml_per_min", 0, MOST_RESISTANCE);
        WorldFields fluid = fields("fluid");
        double tube = Poiseuille.mmHgPerMlPerMin(metres, bore);
        double outlet = published * length / measured / sites;
        return new WorldParameters.Line(
                compliance,
                tube + outlet,
                fluid.number("viscosity_cp", 0.1, 1_000),
                fluid.number("thermal_exponent", 0, 5),
                pressure,
                Poiseuille.millilitres(metres, bore),
                new WorldParameters.Line.Shape(far, outlet / (tube + outlet), tissue / sites));
    }

    WorldParameters.Container container() {
        WorldFields container = fields("container");
        double metres = container.number("line_length_m", 0.01, 20);
        double bore = container.number("line_bore_mm", 0.1, 10);
        return new WorldParameters.Container(
                container.number("volume_ml", 1e-3, 9_999),
                container.flag("vented"),
                container.number("head_m", -3, 3),
                container.number("line_compliance_ml_per_mmhg", 1e-6, 1),
                Poiseuille.mmHgPerMlPerMin(metres, bore),
                Poiseuille.millilitres(metres, bore),
                container.number("least_mmhg", -750, -10),
                new WorldParameters.Container.Collapse(
                        container.number("collapse_mmhg", 0, 600), container.number("collapse_from_ml", 1e-3, 9_999)),
                container.number("fluid_celsius_above_room", -50, 50));
    }

    private WorldParameters.Air air() {
        WorldFields air = fields("air");
        return new WorldParameters.Air(
                air.number("entry_ml", 0, 100),
                air.number("detector_ml", 0, 100),
                air.number("window_ml", 1e-6, 10),
                air.number("merges_within_ml", 0, 1));
    }

    private WorldParameters.Power power() {
        WorldFields power = fields("power");
        return new WorldParameters.Power(
                power.number("battery_hours", 1e-3, 1_000),
                power.number("charge_hours", 1e-3, 1_000),
                power.number("charge_permille", 0, 1_000),
                power.number("capacity_share", 1e-3, 1),
                power.number("sag_permille", 0, 1_000),
                power.number("gauge_error_permille", -1_000, 1_000));
    }

    private WorldParameters.Sensors sensors() {
        WorldFields sensors = fields("sensors");
        double least = sensors.number("pressure_least_mmhg", -760, 0);
        double most = sensors.number("pressure_most_mmhg", 0, MOST_MMHG);
        PressureSensor pressure = new PressureSensor(
                sensors.number("pressure_noise_mmhg", 0, 100),
                sensors.range("pressure_zero_mmhg", -500, 500),
                sensors.range("pressure_drift_mmhg", 0, 500),
                sensors.number("pressure_count_pa", 0.01, 10_000),
                least,
                most,
                sensors.number("conversion_delay_ms", 0, PressureSensor.LONGEST_DELAY_MS));
        return new WorldParameters.Sensors(
                pressure,
                sensors.whole("liquid_mv", 0, 5_000),
                sensors.whole("air_mv", 0, 5_000),
                sensors.number("board_celsius", -40, 120),
                new SecondEncoder.Quality(
                        sensors.range("second_encoder_nonlinearity_deg", 0, 45),
                        sensors.number("second_encoder_noise_deg", 0, 10)));
    }

    private WorldParameters.Surroundings surroundings() {
        WorldFields room = fields("surroundings");
        return new WorldParameters.Surroundings(
                room.number("room_celsius", 0.1, 60),
                room.number("day_swing_kelvin", 0, 20),
                room.number("set_minutes", 0.01, 1_000),
                room.number("container_hours", 0.01, 1_000));
    }

    private WorldParameters.Filter filter() {
        WorldFields filter = fields("filter");
        return new WorldParameters.Filter(
                filter.flag("present"),
                filter.number("resistance_mmhg_per_ml_per_min", 0, MOST_RESISTANCE),
                filter.number("clog_per_ml", 0, 1_000),
                filter.number("air_limit_ml", 0, 10_000));
    }

    DailyLife life() {
        WorldFields life = fields("life");
        return new DailyLife(
                life.number("breath_mmhg", 0, 50),
                life.number("breaths_per_min", 1, 100),
                new DailyLife.Coughs(
                        life.number("cough_bouts_per_day", 0, 5_000),
                        life.range("coughs_per_bout", 1, 100),
                        life.range("cough_mmhg", 0, 300),
                        life.range("cough_s", 0.05, 60)),
                new DailyLife.Moves(
                        life.number("arm_moves_per_hour", 0, 1_000) * 24,
                        life.range("arm_m", -2, 2),
                        life.range("arm_s", 0.1, MOST_SECONDS)),
                new DailyLife.Kinks(
                        life.number("kinks_per_day", 0, 10_000),
                        life.range("kink_factor", 1, 1e6),
                        life.range("kink_s", 0.1, MOST_SECONDS)),
                new DailyLife.Moves(
                        life.number("container_moves_per_day", 0, 10_000),
                        life.range("container_m", -3, 3),
                        life.range("container_s", 0.1, MOST_SECONDS)),
                new DailyLife.Bubbles(life.number("bubbles_per_day", 0, 10_000), life.range("bubble_ul", 0.1, 100_000)),
                life.number("night_share", 0, 1));
    }

    /** Flow of a Newtonian fluid of 1 cP through a round tube, laminar. */
    static final class Poiseuille {
        private static final double PA_S_PER_CP = 1e-3;
        private static final double CUBIC_M_PER_S_IN_ML_PER_MIN = 1e-6 / 60;
        private static final double ML_PER_CUBIC_M = 1e6;

        private Poiseuille() {}

        /** R = 8 mu L / (pi r^4). */
        static double mmHgPerMlPerMin(double metres, double boreMm) {
            double radius = boreMm / 2 / MM_PER_M;
            double pascals = 8 * PA_S_PER_CP * metres / (Math.PI * Math.pow(radius, 4)) * CUBIC_M_PER_S_IN_ML_PER_MIN;
            return pascals / FluidLine.PA_PER_MMHG;
        }

        static double millilitres(double metres, double boreMm) {
            double radius = boreMm / 2 / MM_PER_M;
            return Math.PI * radius * radius * metres * ML_PER_CUBIC_M;
        }
    }
}
