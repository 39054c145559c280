package org.steadyflow.firmware.prescription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.dose.AmountUnit;
import org.steadyflow.firmware.dose.Concentration;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;

class PrescriptionTest {
    private static final Volume ML_100 = Volume.ofMillilitres(100);
    private static final FlowRate ML_H_10 = FlowRate.ofMillilitresPerHour(10);
    private static final Regimen REGIMEN = new Regimen.Continuous(ML_100, ML_H_10);
    private static final KeepOpen KEEP_OPEN = new KeepOpen(ML_H_10, Volume.ofMillilitres(5));

    @Test
    void anOrderThatFitsTogetherIsOne() {
        assertEquals(
                REGIMEN, order(REGIMEN, EndAction.KEEP_OPEN, KEEP_OPEN, 105).regimen());
        assertEquals(REGIMEN, order(REGIMEN, EndAction.STOP, KeepOpen.NONE, 100).regimen());
    }

    @Test
    @Tag("REQ-14")
    void aPrescriptionNeverNeedsMoreThanItsContainerGives() {
        refused(() -> order(REGIMEN, EndAction.KEEP_OPEN, KEEP_OPEN, 104));
        refused(() -> order(REGIMEN, EndAction.STOP, KeepOpen.NONE, 99));
    }

    @Test
    void aPrescriptionHasAKeepOpenFlowExactlyWhereItIsUsed() {
        refused(() -> order(REGIMEN, EndAction.KEEP_OPEN, KeepOpen.NONE, 200));
        refused(() -> order(REGIMEN, EndAction.STOP, KEEP_OPEN, 200));
    }

    @Test
    @Tag("REQ-16")
    void aKeepOpenFlowIsNeverAboveTheRunningRate() {
        KeepOpen faster = new KeepOpen(FlowRate.ofMillilitresPerHour(11), Volume.ofMillilitres(5));
        refused(() -> order(REGIMEN, EndAction.KEEP_OPEN, faster, 200));
    }

    @Test
    void noPartCanBeImpossible() {
        refused(() -> new Container(ML_100, ML_100));
        refused(() -> new Container(ML_100, new Volume(-1)));
        refused(() -> new Container(Volume.ZERO, Volume.ZERO));
        refused(() -> new KeepOpen(FlowRate.ZERO, ML_100));
        refused(() -> new KeepOpen(ML_H_10, Volume.ZERO));
        refused(() -> new Regimen.Continuous(Volume.ZERO, ML_H_10));
        refused(() -> new Regimen.Continuous(ML_100, FlowRate.ZERO));
        refused(() -> doses(Duration.ofHours(10).minusNanos(1), 1));
        refused(() -> doses(Duration.ofHours(10), 0));
        refused(() -> new MissedDoseRule.GiveLate(Duration.ZERO));
        refused(() -> new PowerLossRule(true, Duration.ZERO));
        refused(() -> new PowerLossRule(false, Duration.ofMinutes(1)));
        refused(() -> new Drug(" ", Optional.empty()));
        refused(() -> new Concentration(BigDecimal.ZERO, AmountUnit.GRAM));
        refused(() -> new LineLimits(Pressure.ofMmHg(99), Volume.ofMicrolitres(100), ML_100));
        refused(() -> new LineLimits(Pressure.ofMmHg(300), Volume.ofMicrolitres(100), Volume.ofMicrolitres(99)));
    }

    @Test
    void dosesMayFollowEachOtherWithoutAGap() {
        assertEquals(3, doses(Duration.ofHours(10), 3).count());
    }

    private static Regimen.Intermittent doses(Duration interval, int count) {
        return new Regimen.Intermittent(ML_100, ML_H_10, interval, count, false, new MissedDoseRule.Ask());
    }

    private static Prescription order(Regimen regimen, EndAction atEnd, KeepOpen keepOpen, long usableMl) {
        return new Prescription(
                "RX-1",
                "Patient 1",
                new Drug("saline", Optional.empty()),
                Route.INTRAVENOUS_CENTRAL,
                new Container(Volume.ofMillilitres(usableMl + 7), Volume.ofMillilitres(7)),
                regimen,
                atEnd,
                keepOpen,
                LineLimits.USUAL,
                PowerLossRule.BY_PERSON,
                false,
                false);
    }

    private static void refused(Runnable making) {
        assertThrows(IllegalArgumentException.class, making::run);
    }
}
