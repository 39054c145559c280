package org.steadyflow.firmware.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An envelope is for the order that control names by it, and once that is over, for none. */
@Tag("REQ-350")
class EnvelopeOfAnOrderTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 9})
    void underAnotherOrderOrNoneTheShaftHasNoMoreRoomThanWithoutAnEnvelope(long order) {
        Bench bench = Bench.armed();
        bench.flow(100, 5_000);
        bench.order = order;
        bench.flow(100, 1_700);
        assertEquals(Mode.GUARDING, bench.mode());
        bench.flow(100, 300);
        assertEquals(Cause.NO_ENVELOPE, bench.cause());
    }

    @Test
    void tenSecondsOfAnotherOrderRetireTheEnvelope() {
        Bench bench = used();
        bench.order = 0;
        bench.run(9_800);
        assertEquals(7, bench.state.envelopeId());
        bench.run(400);
        assertEquals(0, bench.state.envelopeId());
        assertEquals(Mode.GUARDING, bench.mode());
        bench.flow(5, 40_000);
        assertEquals(Cause.NO_ENVELOPE, bench.cause());
    }

    @Test
    void aControlThatComesBackToItsOrderLosesNothing() {
        Bench bench = used();
        long before = fluid(bench);
        bench.answers = false;
        bench.run(60_000);
        bench.answers = true;
        bench.session++;
        bench.order = 0;
        bench.run(9_000);
        bench.session++;
        bench.run(9_000);
        bench.order = 7;
        bench.run(60_000);
        assertEquals(7, bench.state.envelopeId());
        assertEquals(before, fluid(bench));
        assertEquals(Mode.GUARDING, bench.mode());
    }

    @Test
    void aUsedEnvelopeIsNotTakenAgain() {
        Bench bench = used();
        bench.order = 0;
        bench.run(11_000);
        assertEquals(Taking.USED, hand(bench, Bench.ENVELOPE));
        bench.order = 8;
        assertEquals(Taking.TAKEN, hand(bench, other()));
        bench.order = 7;
        bench.run(1_000);
        assertEquals(Taking.USED, hand(bench, Bench.ENVELOPE));
    }

    @Test
    void anOrderThatWasEndedBeforeAnythingFlowedMayBeConfirmedAgain() {
        Bench bench = Bench.armed();
        bench.order = 0;
        bench.run(11_000);
        assertEquals(0, bench.state.envelopeId());
        assertEquals(Taking.TAKEN, hand(bench, Bench.ENVELOPE));
    }

    @Test
    void handingOverTheEnvelopeInForceAgainForgetsNothing() {
        Bench bench = used();
        Account before = bench.state.account().orElseThrow();
        assertEquals(Taking.TAKEN, hand(bench, Bench.ENVELOPE));
        Account after = bench.state.account().orElseThrow();
        assertEquals(before.fluidFl(), after.fluidFl());
        assertEquals(before.hour().sumFl(), after.hour().sumFl());
        assertEquals(before.highestFl(), after.highestFl());
    }

    @Test
    void whileItsOrderIsUnderWayNoOtherTakesItsPlace() {
        Bench bench = used();
        assertEquals(Taking.OTHER_ORDER, hand(bench, other()));
        assertEquals(7, bench.state.envelopeId());
    }

    @Test
    void anEnvelopeWaitsForAsLongAsItTakesUntilControlNamesIt() {
        Bench bench = new Bench();
        bench.order = 0;
        bench.run(1_200);
        assertEquals(Taking.TAKEN, hand(bench, Bench.ENVELOPE));
        bench.run(60_000);
        assertEquals(7, bench.state.envelopeId());
        bench.order = 7;
        bench.flow(100, 60_000);
        assertEquals(Mode.GUARDING, bench.mode());
    }

    @Test
    void aControlThatStuttersGetsNoNewRoomByIt() {
        Bench bench = used();
        bench.order = 0;
        bench.run(11_000);
        for (int stutter = 0; stutter < 4 && bench.mode() != Mode.TRIPPED; stutter++) {
            bench.flow(100, 600);
            bench.answers = false;
            bench.run(400);
            bench.answers = true;
            bench.session++;
            bench.run(1_500);
        }
        assertEquals(Cause.NO_ENVELOPE, bench.cause());
    }

    /** One under whose envelope something flowed. */
    private static Bench used() {
        Bench bench = Bench.armed();
        bench.flow(100, 10_000);
        bench.run(600);
        return bench;
    }

    private static Taking hand(Bench bench, Envelope envelope) {
        bench.run(600);
        bench.toHand = Optional.of(envelope);
        bench.cycle();
        return bench.taking;
    }

    private static Envelope other() {
        return new Envelope(8, Bench.ML, 1, 100 * Bench.ML, 10 * Bench.ML, 100 * Bench.ML, 0, 0, 100 * Bench.ML, 0);
    }

    private static long fluid(Bench bench) {
        return bench.state.account().orElseThrow().fluidFl();
    }
}
