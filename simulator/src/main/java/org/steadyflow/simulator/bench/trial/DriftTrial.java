package org.steadyflow.simulator.bench.trial;

import java.util.ArrayList;
import java.util.List;
import org.steadyflow.simulator.bench.result.Numbers;
import org.steadyflow.simulator.bench.result.Row;
import org.steadyflow.simulator.bench.result.Target;
import org.steadyflow.simulator.bench.result.TestName;
import org.steadyflow.simulator.bench.result.TestResult;
import org.steadyflow.simulator.bench.result.Unit;
import org.steadyflow.simulator.figure.ArithmeticFigure;

/** Whether rounding adds up: planner and motion alone, no world. */
public final class DriftTrial {
    private static final int DAYS = 30;
    /** As long as this many seconds of a whole pump. */
    private static final double COST_S = 400_000;

    private DriftTrial() {}

    public static Plan<?> plan() {
        List<Plan.Run<List<ArithmeticFigure.Figure>>> runs =
                List.of(new Plan.Run<>(COST_S, () -> ArithmeticFigure.run(DAYS, () -> {})));
        return new Plan<>(runs, measured -> result(measured.getFirst()));
    }

    private static TestResult result(List<ArithmeticFigure.Figure> figures) {
        List<Row> rows = new ArrayList<>();
        for (ArithmeticFigure.Figure figure : figures) {
            String where = "cassette, " + Numbers.plain(figure.rateMlPerH().doubleValue()) + " mL/h, after 30 days";
            double error = (double) figure.errorMicrosteps();
            rows.add(Row.against(Target.ARITHMETIC, TestName.DRIFT, where, error, Unit.MICROSTEPS));
        }
        return new TestResult(TestName.DRIFT, "cassette", rows, List.of(), List.of());
    }
}
