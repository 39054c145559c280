package org.steadyflow.simulator.bench.result;

import java.util.List;

/**
 * Measured points, for a CSV file.
 *
 * @param name of the file, without ending
 * @param columns with their units
 */
public record Curve(String name, List<String> columns, List<List<Double>> rows) {
    public Curve {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }
}
