package org.steadyflow.simulator.bench.trial;

import java.util.List;
import org.steadyflow.simulator.bench.plot.Axis;
import org.steadyflow.simulator.bench.plot.Ink;
import org.steadyflow.simulator.bench.plot.Plot;
import org.steadyflow.simulator.bench.result.TestName;
import org.steadyflow.simulator.world.WorldParameters;

/** What can be different around the pump, one thing at a time: its conditions and how they are drawn. */
public enum Surroundings {
    BACK_PRESSURE(TestName.BACK_PRESSURE, "back_pressure_mmhg", 18),
    HEAD(TestName.HEAD, "head_m", 14),
    TEMPERATURE(TestName.TEMPERATURE, "temperature_celsius", 14),
    VISCOSITY(TestName.VISCOSITY, "viscosity_cp", 6);

    private final TestName test;
    private final String column;
    private final double knownReachPercent;

    /** @param knownReachPercent how far known pumps' figures reach */
    Surroundings(TestName test, String column, double knownReachPercent) {
        this.test = test;
        this.column = column;
        this.knownReachPercent = knownReachPercent;
    }

    TestName test() {
        return test;
    }

    /** Of the curve's file. */
    String column() {
        return column;
    }

    double knownReachPercent() {
        return knownReachPercent;
    }

    List<Conditions.Condition> conditions() {
        return switch (this) {
            case BACK_PRESSURE -> Conditions.BACK_PRESSURES;
            case HEAD -> Conditions.HEADS;
            case TEMPERATURE -> Conditions.TEMPERATURES;
            case VISCOSITY -> Conditions.VISCOSITIES;
        };
    }

    Axis axis() {
        return switch (this) {
            case BACK_PRESSURE -> Axis.linear("back-pressure at the end of the line, mmHg", -150, 350);
            case HEAD -> Axis.linear("container above the pump, m", -0.75, 1.25);
            case TEMPERATURE -> Axis.linear("temperature, \u00b0C", 0, 45);
            case VISCOSITY -> Axis.linear("viscosity, cP", 0, 16);
        };
    }

    /** Where the usual surroundings stand on the axis. */
    double usualPlace(WorldParameters world) {
        return switch (this) {
            case BACK_PRESSURE -> 0;
            case HEAD -> world.container().headMetres();
            case TEMPERATURE -> 20;
            case VISCOSITY -> 1;
        };
    }

    void drawKnown(Plot plot) {
        switch (this) {
            case BACK_PRESSURE -> {
                plot.range(308, -17, -7, Ink.KNOWN, "CADD-Solis").range(-108, -6, 11, Ink.KNOWN, "");
                plot.range(318, -1, 2, Ink.SECOND, "Medfusion (syringe), claimed");
            }
            case HEAD -> plot.range(-0.3, -12, 7, Ink.KNOWN, "CADD-Solis");
            case TEMPERATURE -> plot.range(2, -12, -1, Ink.KNOWN, "CADD-Solis").range(41, -10, 10, Ink.KNOWN, "");
            case VISCOSITY -> {}
        }
    }
}
