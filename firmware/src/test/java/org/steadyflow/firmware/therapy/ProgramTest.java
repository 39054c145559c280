package org.steadyflow.firmware.therapy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.prescription.Container;
import org.steadyflow.firmware.prescription.DoseTimes;
import org.steadyflow.firmware.prescription.Drug;
import org.steadyflow.firmware.prescription.EndAction;
import org.steadyflow.firmware.prescription.KeepOpen;
import org.steadyflow.firmware.prescription.LineLimits;
import org.steadyflow.firmware.prescription.MissedDoseRule;
import org.steadyflow.firmware.prescription.PowerLossRule;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.prescription.Route;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** How a prescription becomes a program. */
class ProgramTest {
    private static final FlowRate RATE = FlowRate.ofMillilitresPerHour(120);
    private static final KeepOpen KEEP_OPEN = new KeepOpen(FlowRate.ofMillilitresPerHour(1), Volume.ofMillilitres(5));
    private static final Volume DOSE = Volume.ofMillilitres(200);

    private static Program compile(Regimen regimen, EndAction end, KeepOpen keepOpen) {
        return ProgramCompiler.compile(new Prescription(
                "RX",
                "patient",
                new Drug("vancomycin", Optional.empty()),
                Route.INTRAVENOUS_CENTRAL,
                new Container(Volume.ofMillilitres(300), Volume.ZERO),
                regimen,
                end,
                keepOpen,
                LineLimits.USUAL,
                PowerLossRule.BY_PERSON,
                false,
                false));
    }

    @Test
    @Tag("REQ-25")
    void aContinuousRegimenIsOneDose() {
        Program program = compile(new Regimen.Continuous(DOSE, RATE), EndAction.STOP, KeepOpen.NONE);

        assertEquals(1, program.end());
        assertEquals(new Segment.Deliver("infusion", 1, DOSE, RATE), program.segment(0));
        assertEquals(DOSE, program.volumeToInfuse());
    }

    @Test
    @Tag("REQ-25")
    @Tag("REQ-29")
    void theKeepOpenFlowAtTheEndIsASegmentThatIsNotCounted() {
        Program program = compile(new Regimen.Continuous(DOSE, RATE), EndAction.KEEP_OPEN, KEEP_OPEN);

        assertEquals(new Segment.Wait("keep open", KEEP_OPEN, new WaitEnd.Person()), program.segment(1));
        assertEquals(DOSE, program.volumeToInfuse());
        assertEquals(DOSE, program.deliveredBefore(1));
        assertFalse(program.isAllDeliveredAt(0));
        assertTrue(program.isAllDeliveredAt(1));
    }

    @Test
    @Tag("REQ-26")
    void anIntermittentRegimenIsDosesWithWaitsBetween() {
        Duration interval = Duration.ofHours(12);
        MissedDoseRule rule = new MissedDoseRule.Ask();
        Program program =
                compile(new Regimen.Intermittent(DOSE, RATE, interval, 3, true, rule), EndAction.KEEP_OPEN, KEEP_OPEN);

        assertEquals(6, program.end());
        assertEquals(new Segment.Deliver("dose 1", 1, DOSE, RATE), program.segment(0));
        assertEquals(
                new Segment.Wait(
                        "until dose 2",
                        KEEP_OPEN,
                        new WaitEnd.NextDose(2, new DoseTimes.Every(interval), rule, Optional.empty())),
                program.segment(1));
        assertEquals(new Segment.Deliver("dose 3", 3, DOSE, RATE), program.segment(4));
        assertEquals(DOSE.times(3), program.volumeToInfuse());
        assertEquals(DOSE.times(2), program.deliveredBefore(4));
        assertFalse(program.isAllDeliveredAt(4));
        assertTrue(program.isAllDeliveredAt(5));
        assertTrue(program.isAllDeliveredAt(6));
    }

    @Test
    void theLineRestsBetweenDosesWhereNoKeepOpenFlowIsOrdered() {
        Program program = compile(
                new Regimen.Intermittent(DOSE, RATE, Duration.ofHours(6), 2, false, new MissedDoseRule.Skip()),
                EndAction.STOP,
                KeepOpen.NONE);

        assertTrue(program.segment(1).rate().isZero());
        assertEquals(3, program.end());
    }

    @Test
    void aProgramHasAtLeastOneSegmentAndNotTooMany() {
        Segment one = new Segment.Deliver("dose", 1, DOSE, RATE);
        assertThrows(IllegalArgumentException.class, () -> new Program(List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Program(Collections.nCopies(Program.LIMIT_SEGMENTS + 1, one)));
        assertEquals(Program.LIMIT_SEGMENTS, new Program(Collections.nCopies(Program.LIMIT_SEGMENTS, one)).end());
    }
}
