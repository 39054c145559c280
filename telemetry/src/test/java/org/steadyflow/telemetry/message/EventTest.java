package org.steadyflow.telemetry.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

/** Events on the wire that newer and older firmware write differently. */
class EventTest {
    private static final String WITHOUT_ROW =
            "\"event\":\"ALARM_RAISED\",\"alarm\":3,\"code\":\"TICK_LATE\",\"priority\":\"MEDIUM\",\"action\":\"CONTINUE\"";

    @Test
    void anAlarmNamesItsRow() {
        Event raised =
                new Event.AlarmRaised(3, AlarmCode.TICK_LATE, Priority.MEDIUM, "CONTINUE", "late", "TICK_LATE_AGAIN");
        String json = Json.MAPPER.writerFor(Event.class).writeValueAsString(raised);
        assertEquals(raised, Json.MAPPER.readValue(json, Event.class));
    }

    @Test
    void anAlarmOfOlderFirmwareHasNoRow() {
        Event read = Json.MAPPER.readValue("{" + WITHOUT_ROW + ",\"detail\":\"late\"}", Event.class);
        assertEquals(new Event.AlarmRaised(3, AlarmCode.TICK_LATE, Priority.MEDIUM, "CONTINUE", "late", ""), read);
    }

    @Test
    void nothingElseMayBeMissingOrNull() {
        assertThrows(JacksonException.class, () -> Json.MAPPER.readValue("{" + WITHOUT_ROW + "}", Event.class));
        assertThrows(
                JacksonException.class,
                () -> Json.MAPPER.readValue("{" + WITHOUT_ROW + ",\"detail\":\"late\",\"row\":null}", Event.class));
    }
}
