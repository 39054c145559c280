package org.steadyflow.simulator.therapies;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.prescription.PrescriptionReader;
import org.steadyflow.firmware.prescription.Reading;
import org.steadyflow.simulator.run.Examples;
import org.steadyflow.simulator.scenario.Scenario;
import org.steadyflow.simulator.scenario.ScenarioReader;
import org.steadyflow.simulator.scenario.ScenarioReading;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Json;
import tools.jackson.databind.JsonNode;

/** The examples that ship with the pump: the table of therapies, their prescriptions and scenarios. */
public final class TherapyTable {
    private static final String TABLE = "therapies.json";
    private static final Map<String, Double> UNITS =
            Map.of("s", 1.0, "min", 60.0, "h", 3_600.0, "mL", 1.0, "mL/h", 1.0);

    private TherapyTable() {}

    /** Every row, in order. */
    public static List<TherapyRow> rows() throws IOException {
        List<TherapyRow> rows = new ArrayList<>();
        for (JsonNode row : Json.MAPPER.readTree(Examples.bytes(TABLE)).required("rows")) {
            rows.add(row(row));
        }
        return rows;
    }

    private static TherapyRow row(JsonNode row) {
        List<TherapyRow.Stretch> flow = new ArrayList<>();
        for (JsonNode stretch : row.required("flow")) {
            flow.add(new TherapyRow.Stretch(
                    quantity(stretch, "from"), quantity(stretch, "to"), quantity(stretch, "rate")));
        }
        Set<AlarmCode> alarms = EnumSet.noneOf(AlarmCode.class);
        row.required("alarms").forEach(alarm -> alarms.add(AlarmCode.valueOf(alarm.asString())));
        return new TherapyRow(
                row.required("id").asInt(),
                row.required("therapy").asString(),
                row.required("regimen").asString(),
                row.required("prescription").asString(),
                row.optional("scenario").map(JsonNode::asString),
                row.required("mechanism").asString(),
                quantity(row, "delivered"),
                flow,
                alarms);
    }

    private static double quantity(JsonNode node, String field) {
        String[] words = node.required(field).asString().split(" ", 2);
        Double unit = UNITS.get(words[1]);
        if (unit == null) {
            throw new IllegalStateException(TABLE + ": " + field + " has no unit that is known");
        }
        return Double.parseDouble(words[0]) * unit;
    }

    /** The row's prescription, ready to run. */
    public static Order order(TherapyRow row) throws IOException {
        String name = "prescriptions/" + row.prescription() + ".json";
        return switch (PrescriptionReader.read(Examples.bytes(name))) {
            case Reading.Accepted read -> Order.of(read.prescription(), read.canonicalText(), read.sha256());
            case Reading.Refused refused -> throw new IOException(name + ": " + refused.problems());
        };
    }

    /** What happens in the row. */
    public static Scenario scenario(TherapyRow row) throws IOException {
        Optional<String> scenario = row.scenario();
        if (scenario.isEmpty()) {
            return Scenario.NOTHING_WRONG;
        }
        String name = "scenarios/" + scenario.get() + ".json";
        return switch (ScenarioReader.parse(Examples.text(name))) {
            case ScenarioReading.Accepted read -> read.scenario();
            case ScenarioReading.Rejected rejected -> throw new IOException(name + ": " + rejected.problems());
        };
    }
}
