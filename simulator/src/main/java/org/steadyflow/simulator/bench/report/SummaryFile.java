package org.steadyflow.simulator.bench.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.steadyflow.simulator.bench.result.Limit;
import org.steadyflow.simulator.bench.result.Numbers;
import org.steadyflow.simulator.bench.result.Row;
import org.steadyflow.simulator.bench.result.TestResult;
import org.steadyflow.telemetry.message.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code summary.json}: every figure as {test, condition, value, unit, target, met}. */
public final class SummaryFile {
    private SummaryFile() {}

    /** The whole file; target and met are null where there is no target. */
    public static String text(List<TestResult> results) {
        ArrayNode rows = Json.MAPPER.createArrayNode();
        results.stream().flatMap(result -> result.rows().stream()).forEach(row -> rows.add(node(row)));
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(rows) + "\n";
    }

    public static void write(List<TestResult> results, Path file) throws IOException {
        Files.writeString(file, text(results));
    }

    private static ObjectNode node(Row row) {
        BigDecimal value = Numbers.rounded(row.value());
        @Nullable String target = row.limit().map(Limit::toString).orElse(null);
        @Nullable Boolean met = row.met().orElse(null);
        return Json.MAPPER
                .createObjectNode()
                .put("test", row.test().label())
                .put("condition", row.condition())
                .put("value", value)
                .put("unit", row.unit().toString())
                .put("target", target)
                .put("met", met);
    }
}
