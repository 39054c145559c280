package org.steadyflow.firmware.app;

import java.util.List;
import org.steadyflow.telemetry.message.Entry;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.OperatorMessage;
import org.steadyflow.telemetry.message.OperatorMessage.BolusStatus;
import org.steadyflow.telemetry.message.OperatorMessage.CourseStatus;
import org.steadyflow.telemetry.message.OperatorMessage.LineStatus;
import org.steadyflow.telemetry.message.OperatorMessage.OrderStatus;
import org.steadyflow.telemetry.message.OperatorMessage.TitrationStatus;

/** What control says of itself on the operator socket. */
final class StatusLine {
    private StatusLine() {}

    static String of(String phase, String prescription) {
        OrderStatus order = new OrderStatus(
                prescription,
                "",
                "",
                "",
                "",
                0,
                "",
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                "",
                BolusStatus.NONE,
                TitrationStatus.NONE,
                CourseStatus.NONE);
        LineStatus line = new LineStatus(0, 0, 0, false, true, true, 1_000);
        OperatorMessage status = new OperatorMessage.Status(
                Entry.SCHEMA,
                "p",
                1,
                1,
                0,
                phase,
                order,
                line,
                List.of(),
                0,
                -1,
                false,
                false,
                OperatorMessage.TickStatus.NONE);
        return Json.MAPPER.writerFor(OperatorMessage.class).writeValueAsString(status);
    }
}
