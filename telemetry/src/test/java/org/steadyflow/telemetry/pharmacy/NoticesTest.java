package org.steadyflow.telemetry.pharmacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NoticesTest {
    @Test
    void aSilentPumpIsNoticedOnlyInATherapy() {
        assertEquals(List.of("PUMP_SILENT"), kinds(pump(Phase.INFUSING, View.Link.SILENT)));
        assertEquals(List.of("PUMP_SILENT"), kinds(pump(Phase.READY, View.Link.SILENT)));
        assertEquals(List.of(), kinds(pump(Phase.INFUSING, View.Link.QUIET)));
        assertEquals(List.of(), kinds(pump(Phase.IDLE, View.Link.SILENT)));
        assertEquals(List.of(), kinds(pump(Phase.COMPLETE, View.Link.SILENT)));
    }

    @Test
    @Tag("REQ-137")
    void theMostUrgentComesFirst() {
        View.Trouble late = new View.Trouble("pump-1", TroubleKind.MALFORMED, "A message was refused.", 1, 9, 1);
        View.Trouble fork = new View.Trouble("pump-1", TroubleKind.FORK, "It has two histories.", 1, 2, 1);
        View.Gap gap = new View.Gap("pump-1", 4, 6, 3, Gaps.OPEN, 5, OptionalLong.empty());
        List<View.Notice> notices = Notices.of(List.of(), List.of(gap), List.of(late, fork));
        assertEquals(
                List.of("FORK", "MALFORMED", "GAP_OPEN"),
                notices.stream().map(View.Notice::kind).toList());
        assertEquals(
                "pump-1 has not sent lines 4 to 6 of its journal yet.",
                notices.getLast().sentence());
    }

    @Test
    @Tag("REQ-140")
    void aPumpIsQuietAfterSixtyAndSilentAfterNinetySeconds() {
        assertEquals(View.Link.HEARD, Links.of(0, 60_000));
        assertEquals(View.Link.QUIET, Links.of(0, 60_001));
        assertEquals(View.Link.QUIET, Links.of(0, 90_000));
        assertEquals(View.Link.SILENT, Links.of(0, 90_001));
    }

    private static List<String> kinds(View.Pump pump) {
        return Notices.of(List.of(pump), List.of(), List.of()).stream()
                .map(View.Notice::kind)
                .toList();
    }

    private static View.Pump pump(Phase phase, View.Link link) {
        return new View.Pump(
                "pump-1", link, 0, 0, 1, 9, 9, 0, 0, phase, 0, Optional.empty(), Optional.empty(), 0, 0, 0);
    }
}
