package org.steadyflow.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.firmware.monitor.Cause;
import org.steadyflow.firmware.monitor.Mode;
import org.steadyflow.simulator.run.FailingPump.After;
import org.steadyflow.simulator.run.FailingPump.Cut;

/** Control dies, is held up or half lives on, at any instant of an infusion: the world says when the shaft stood. */
@Tag("REQ-43")
@Tag("REQ-151")
class ControlLostTest {
    /** Instants in a second of an infusion, each with a phase of its own against monitor and world. */
    private static final int INSTANTS = 40;

    private static final List<Cut> CUTS = List.of(Cut.values());

    private static final long WARM_MS = 3_000;
    private static final double STOP_MS = 350;
    /** The last move ends by itself, and the physics has a step of its own. */
    private static final double MOVE_MS = 150 + 10;
    /** A shaft stands on whole microsteps. */
    private static final double MICROSTEP_ML = 125.0 / 64 / 1e6;

    /** The worst of many. */
    private static final class Worst {
        private double stopMs;
        private double extraMs;

        void take(FailingPump pump, double mlPerH) {
            long since = pump.world().truth().lastTurnNs() - pump.lastOrderNs();
            double extraMl = pump.volumeMl() - pump.volumeAtLastOrderMl() - MICROSTEP_ML;
            stopMs = Math.max(stopMs, since / 1e6);
            extraMs = Math.max(extraMs, extraMl / mlPerH * 3.6e6);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "stood after %.0f ms, with %.0f ms of flow", stopMs, extraMs);
        }
    }

    private static FailingPump infusing(double mlPerH, int instant) throws IOException {
        FailingPump pump = new FailingPump(mlPerH, "1000 mL", instant * 11 % 50);
        pump.start();
        pump.pass(WARM_MS + instant * 25L);
        assertTrue(pump.volumeMl() > 0.7 * mlPerH * WARM_MS / 3.6e6, () -> pump.volumeMl() + " mL");
        return pump;
    }

    private static Cut cut(int instant) {
        return CUTS.get(instant % CUTS.size());
    }

    private static boolean railFellWithin(FailingPump pump, double ms) throws IOException {
        while (pump.nowNs() - pump.lastOrderNs() <= ms * 1e6) {
            if (!pump.world().truth().railUp()) {
                return true;
            }
            pump.pass(1);
        }
        return false;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 25, 125, 400, 1_000})
    void aDeadControlsLastMoveEndsByItself(double mlPerH) throws IOException {
        Worst worst = new Worst();
        for (int instant = 0; instant < INSTANTS; instant++) {
            FailingPump pump = infusing(mlPerH, instant);
            pump.end(cut(instant), After.SILENCE, false);
            pump.pass(2_000);
            worst.take(pump, mlPerH);
        }
        assertTrue(worst.stopMs <= STOP_MS && worst.extraMs <= MOVE_MS, worst::toString);
    }

    /** The driver runs on to a far end, its gate is kept alive: the monitor's switch is all that is left. */
    @ParameterizedTest
    @CsvSource({
        "1, EDGES",
        "400, EDGES",
        "1000, EDGES",
        "25, EDGES_AND_LAST_ANSWER",
        "1000, EDGES_AND_LAST_ANSWER",
        "125, EDGES_AND_MADE_UP_ANSWER",
        "1000, EDGES_AND_MADE_UP_ANSWER"
    })
    void edgesWithoutTicksDoNotKeepARampAlive(double mlPerH, After what) throws IOException {
        Worst worst = new Worst();
        for (int instant = 0; instant < INSTANTS; instant++) {
            FailingPump pump = infusing(mlPerH, instant);
            pump.end(Cut.AT_ITS_END, what, true);
            assertTrue(railFellWithin(pump, STOP_MS), what::toString);
            pump.pass(2_000);
            worst.take(pump, mlPerH);
        }
        assertTrue(worst.stopMs <= STOP_MS && worst.extraMs <= STOP_MS + 10, worst::toString);
    }

    /** Neither edges nor ticks: gate and switch each let go. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1_000})
    void aRampWithoutEndDoesNotOutliveItsControl(double mlPerH) throws IOException {
        Worst worst = new Worst();
        for (int instant = 0; instant < INSTANTS; instant++) {
            FailingPump pump = infusing(mlPerH, instant);
            pump.end(instant % 2 == 0 ? Cut.AT_ITS_END : Cut.MOVED, After.SILENCE, true);
            pump.pass(2_000);
            worst.take(pump, mlPerH);
        }
        assertTrue(worst.stopMs <= 250 + 10, worst::toString);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 25, 125, 400, 1_000})
    @Tag("REQ-100")
    void aControlHeldUpFor20SecondsDoesNotCatchUp(double mlPerH) throws IOException {
        Worst worst = new Worst();
        double aheadMs = 0;
        for (int instant = 0; instant < INSTANTS; instant++) {
            FailingPump pump = infusing(mlPerH, instant);
            pump.end(Cut.AT_ITS_END, After.SILENCE, false);
            pump.pass(20_000);
            worst.take(pump, mlPerH);
            double before = pump.volumeMl();
            pump.comeBack();
            pump.pass(8_000);
            assertEquals(Mode.GUARDING, pump.monitor().state().mode());
            assertTrue(pump.volumeMl() - before > 0.7 * mlPerH * 8 / 3_600, () -> "it did not go on: " + pump.state());
            aheadMs = Math.max(aheadMs, (pump.aheadMl() - MICROSTEP_ML) / mlPerH * 3.6e6);
        }
        double ahead = aheadMs;
        assertTrue(worst.stopMs <= STOP_MS && worst.extraMs <= MOVE_MS, worst::toString);
        assertTrue(ahead <= MOVE_MS, () -> ahead + " ms of flow ahead of the rate");
    }

    /** Lost in the last second of its order, and back after 20 s. */
    @ParameterizedTest
    @ValueSource(doubles = {125, 400, 1_000})
    @Tag("REQ-51")
    void noEndOfControlGivesMoreThanTheOrder(double mlPerH) throws IOException {
        long wholeMs = Math.round(0.5 / mlPerH * 3.6e6);
        double most = 0;
        for (int instant = 0; instant < INSTANTS; instant++) {
            FailingPump pump = new FailingPump(mlPerH, "0.5 mL", instant * 11 % 50);
            pump.start();
            pump.pass(wholeMs - 900 + instant * 25L);
            pump.end(Cut.AT_ITS_END, After.SILENCE, false);
            pump.pass(20_000);
            pump.comeBack();
            pump.pass(4_000);
            most = Math.max(most, pump.volumeMl());
            assertTrue(pump.volumeMl() > 0.499, () -> "it did not end: " + pump.volumeMl() + " mL, " + pump.state());
        }
        double mostMl = most;
        assertTrue(mostMl <= 0.5 + MICROSTEP_ML, () -> mostMl + " mL");
    }

    @Test
    void anAnswerWithoutATickIsATrip() throws IOException {
        FailingPump pump = infusing(125, 3);
        pump.end(Cut.AT_ITS_END, After.EDGES_AND_MADE_UP_ANSWER, false);
        pump.pass(1_000);
        assertEquals(Mode.TRIPPED, pump.monitor().state().mode());
        assertEquals(Cause.WRONG_ANSWER, pump.monitor().state().cause());
        assertFalse(pump.world().truth().railUp());
    }

    /**
     * A pump whose own test failed may have no sounder: the room hears the monitor's buzzer in the sounder's rhythm.
     */
    @Test
    @Tag("REQ-358")
    void theSecondBuzzerSoundsWhereTheSounderMayBeDead() throws IOException {
        FailingPump pump = infusing(125, 0);
        pump.world().openDoor();
        assertEquals(0, buzzerMs(pump, 5_000), "for an alarm with a sound sounder");
        pump.world().setSelfTestFailed(true);
        long ms = buzzerMs(pump, 10_000);
        assertTrue(ms > 500 && ms < 9_000, () -> ms + " ms");
    }

    private static long buzzerMs(FailingPump pump, int forMs) throws IOException {
        long sounded = 0;
        for (int ms = 0; ms < forMs; ms++) {
            pump.pass(1);
            sounded += pump.world().truth().buzzerSounds() ? 1 : 0;
        }
        return sounded;
    }
}
