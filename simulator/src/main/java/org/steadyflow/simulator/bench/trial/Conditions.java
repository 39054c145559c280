package org.steadyflow.simulator.bench.trial;

import java.util.List;
import java.util.function.UnaryOperator;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.simulator.world.Spread;
import org.steadyflow.simulator.world.SyringeMechanics;
import org.steadyflow.simulator.world.WorldParameters;

/** The one table of conditions: what each makes of the world. A condition that the world cannot have is not in it. */
final class Conditions {
    private static final double ROOM_CELSIUS = 20;
    private static final double WATER_CP = 1;

    /** At 0 mmHg, 20 C, water: what the others are held against. */
    static final UnaryOperator<WorldParameters> REFERENCE =
            world -> atViscosity(WATER_CP, atCelsius(ROOM_CELSIUS, atBackPressure(0, world)));

    static final List<Condition> BACK_PRESSURES =
            List.of(backPressure(-100), backPressure(100), backPressure(200), backPressure(300));
    static final List<Condition> HEADS = List.of(head(-0.5), head(0), head(1));
    static final List<Condition> TEMPERATURES = List.of(temperature(5), temperature(10), temperature(40));
    static final List<Condition> VISCOSITIES = List.of(viscosity(4), viscosity(14));

    private Conditions() {}

    /**
     * @param name as it is written
     * @param value what a plot's axis shows
     * @param isTarget whether the target's table has it; others are reported
     */
    record Condition(String name, double value, boolean isTarget, UnaryOperator<WorldParameters> change) {
        WorldParameters of(WorldParameters world) {
            return change.apply(REFERENCE.apply(world));
        }
    }

    private static Condition backPressure(long mmHg) {
        boolean isTarget = mmHg == -100 || mmHg == 300;
        return new Condition(signed(mmHg) + " mmHg", mmHg, isTarget, world -> atBackPressure(mmHg, world));
    }

    private static String signed(long value) {
        return value > 0 ? "+" + value : String.valueOf(value);
    }

    private static Condition head(double metres) {
        String name = metres == 0 ? "level with the pump" : Math.abs(metres) + " m " + (metres < 0 ? "below" : "above");
        return new Condition(
                name,
                metres,
                metres < 0,
                world -> world.withContainer(world.container().withHead(metres)));
    }

    private static Condition temperature(double celsius) {
        boolean isTarget = celsius == 5 || celsius == 40;
        return new Condition((int) celsius + " C", celsius, isTarget, world -> atCelsius(celsius, world));
    }

    private static Condition viscosity(double cp) {
        return new Condition((int) cp + " cP", cp, false, world -> atViscosity(cp, world));
    }

    private static WorldParameters atBackPressure(long mmHg, WorldParameters world) {
        return world.withLine(world.line().withVein(Pressure.ofMmHg(mmHg)));
    }

    private static WorldParameters atViscosity(double cp, WorldParameters world) {
        return world.withLine(world.line().withViscosityCp(cp));
    }

    /** Room, fluid and set. */
    private static WorldParameters atCelsius(double celsius, WorldParameters world) {
        return world.withRoomCelsius(celsius);
    }

    /** A set that loses this fraction of its volume per turn over so many hours of turning. */
    static WorldParameters creeping(double loss, double hours, WorldParameters world) {
        return switch (world.mechanics()) {
            case WorldParameters.Cassette set ->
                world.withMechanics(set.withCreep(
                        new WorldParameters.Cassette.Creep(Spread.exactly(loss), Spread.exactly(hours), 0)));
            case SyringeMechanics _ -> world;
        };
    }

    /** Volume that a millimetre of mercury stores between mechanism and vein, at most, mL/mmHg. */
    static double complianceMlPerMmHg(WorldParameters world) {
        double ofLine = world.line().complianceMlPerMmHg();
        return switch (world.mechanics()) {
            case WorldParameters.Cassette _ -> ofLine;
            case SyringeMechanics syringe ->
                ofLine + syringe.complianceMlPerMmHg().high();
        };
    }
}
