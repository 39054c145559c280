package org.steadyflow.hal.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.hal.bus.BusResult;

class SparedBusTest {
    private static final byte[] NOTHING = {};

    private BusResult says = BusResult.TIMED_OUT;
    private int asked;
    private final SparedBus bus = new SparedBus((_, _, _) -> {
        asked++;
        return says;
    });

    @Test
    @Tag("REQ-335")
    void aBusThatHangsIsAskedOnceInATickAndEverMoreSeldom() {
        List<Integer> askedAt = new ArrayList<>();
        for (int tick = 0; tick < 64; tick++) {
            bus.tick();
            int before = asked;
            for (int i = 0; i < 9; i++) {
                assertEquals(BusResult.TIMED_OUT, transfer());
            }
            if (asked > before) {
                assertEquals(before + 1, asked);
                askedAt.add(tick);
            }
        }
        assertEquals(List.of(0, 1, 3, 7, 15, 31, 47, 63), askedAt);
    }

    @Test
    void whatIsNoHangIsNotSparedAndEndsTheRest() {
        for (BusResult result : List.of(BusResult.OK, BusResult.NOT_ACKNOWLEDGED, BusResult.SHORT, BusResult.GONE)) {
            says = BusResult.TIMED_OUT;
            for (int i = 0; i < 3; i++) {
                transfer();
                bus.wake();
            }
            says = result;
            assertEquals(result, transfer());
            assertEquals(result, transfer());
            says = BusResult.TIMED_OUT;
            transfer();
            bus.tick();
            int before = asked;
            transfer();
            assertEquals(before + 1, asked, "the next tick asks again");
            bus.wake();
        }
    }

    private BusResult transfer() {
        return bus.transfer(0x48, NOTHING, NOTHING);
    }
}
