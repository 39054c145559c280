package org.steadyflow.simulator.bench.result;

import java.util.List;

/** What one test of one mechanism ended with. */
public record TestResult(TestName test, String mechanism, List<Row> rows, List<Curve> curves, List<Picture> pictures) {
    public TestResult {
        rows = List.copyOf(rows);
        curves = List.copyOf(curves);
        pictures = List.copyOf(pictures);
    }
}
