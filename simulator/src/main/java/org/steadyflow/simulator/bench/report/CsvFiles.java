package org.steadyflow.simulator.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.steadyflow.simulator.bench.result.Curve;
import org.steadyflow.simulator.bench.result.Numbers;
import org.steadyflow.simulator.bench.result.TestResult;

/** One CSV file for each curve. */
public final class CsvFiles {
    private CsvFiles() {}

    public static void write(List<TestResult> results, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (TestResult result : results) {
            for (Curve curve : result.curves()) {
                Files.writeString(folder.resolve(curve.name() + ".csv"), text(curve));
            }
        }
    }

    static String text(Curve curve) {
        StringBuilder text = new StringBuilder(String.join(",", curve.columns())).append('\n');
        for (List<Double> row : curve.rows()) {
            text.append(row.stream().map(Numbers::plain).collect(Collectors.joining(",")))
                    .append('\n');
        }
        return text.toString();
    }
}
