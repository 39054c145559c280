package org.steadyflow.firmware.therapy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.steadyflow.firmware.prescription.Container;
import org.steadyflow.firmware.prescription.Drug;
import org.steadyflow.firmware.prescription.EndAction;
import org.steadyflow.firmware.prescription.KeepOpen;
import org.steadyflow.firmware.prescription.LineLimits;
import org.steadyflow.firmware.prescription.MissedDoseRule;
import org.steadyflow.firmware.prescription.PowerLossRule;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.prescription.Route;
import org.steadyflow.firmware.prescription.SequencePart;
import org.steadyflow.firmware.prescription.Step;
import org.steadyflow.firmware.prescription.StepEnd;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** Whatever the regimen, the deliveries of its program are the ordered volume, to the nanolitre. */
@Tag("REQ-36")
class ProgramProperties {
    private static Program compile(Regimen regimen) {
        return ProgramCompiler.compile(new Prescription(
                "RX",
                "patient",
                new Drug("drug", Optional.empty()),
                Route.INTRAVENOUS_CENTRAL,
                new Container(Volume.ofMillilitres(9_999_999), Volume.ZERO),
                regimen,
                EndAction.STOP,
                KeepOpen.NONE,
                LineLimits.USUAL,
                PowerLossRule.BY_PERSON,
                false,
                false));
    }

    private static Volume sum(Program program) {
        Volume sum = Volume.ZERO;
        for (int part = program.firstPart(); part < program.end(); part++) {
            sum = program.segment(part) instanceof Segment.Deliver deliver ? sum.plus(deliver.volume()) : sum;
        }
        return sum;
    }

    private static Volume volume(Random random) {
        return new Volume(100_000 + random.nextLong(2_000_000_000L));
    }

    private static FlowRate rate(Random random) {
        return new FlowRate(
                100_000 + random.nextLong(900_000_000L), Duration.ofHours(1).toNanos());
    }

    private static void assertSum(Volume ordered, Regimen regimen) {
        Program program = compile(regimen);
        assertEquals(ordered, sum(program));
        assertEquals(ordered, program.volumeToInfuse());
    }

    @Property
    void ofATaperedRegimen(@ForAll Random random) {
        Volume volume = volume(random);
        Duration up = Duration.ofSeconds(random.nextInt(7_200));
        Duration down = Duration.ofSeconds(random.nextInt(7_200));
        // so long that the plateau stays below the fastest flow that there is
        Duration all = up.plus(down).plus(Duration.ofSeconds(3_600 + random.nextInt(80_000)));

        assertSum(volume, new Regimen.Tapered(volume, all, up, down));
    }

    @Property
    void ofASteppedRegimen(@ForAll Random random, @ForAll @IntRange(min = 1, max = 40) int count) {
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            StepEnd end = random.nextBoolean()
                    ? new StepEnd.After(Duration.ofMillis(1 + random.nextInt(7_200_000)))
                    : new StepEnd.Given(volume(random));
            steps.add(new Step(rate(random), end, random.nextBoolean()));
        }
        steps.add(new Step(rate(random), new StepEnd.Rest(), false));
        Volume volume = Regimen.Stepped.before(steps).plus(volume(random));

        assertSum(volume, new Regimen.Stepped(volume, steps, Optional.empty()));
    }

    @Property
    void ofASequenceAndOfDoses(@ForAll Random random, @ForAll @IntRange(min = 1, max = 20) int count) {
        List<SequencePart> parts = new ArrayList<>();
        Volume ordered = Volume.ZERO;
        for (int i = 0; i < count; i++) {
            Volume volume = volume(random);
            ordered = ordered.plus(volume);
            parts.add(new SequencePart(
                    "part",
                    Optional.empty(),
                    new Container(volume, Volume.ZERO),
                    volume,
                    rate(random),
                    Optional.empty()));
        }
        assertSum(ordered, new Regimen.Sequence(parts));
        Volume dose = volume(random);
        Regimen doses = new Regimen.Intermittent(
                dose, FlowRate.ofMillilitresPerHour(999), Duration.ofHours(12), count, false, new MissedDoseRule.Ask());
        assertSum(dose.times(count), doses);
    }

    @Property
    void ofEveryChangeOfAnInfusion(@ForAll Random random, @ForAll @IntRange(min = 1, max = 30) int changes) {
        Volume volume = volume(random);
        Prescription prescription = new Prescription(
                "RX",
                "patient",
                new Drug("drug", Optional.empty()),
                Route.INTRAVENOUS_CENTRAL,
                new Container(volume, Volume.ZERO),
                new Regimen.Continuous(volume, rate(random)),
                EndAction.STOP,
                KeepOpen.NONE,
                LineLimits.USUAL,
                PowerLossRule.BY_PERSON,
                false,
                false);
        Program program = ProgramCompiler.compile(prescription);
        for (int change = 0; change < changes; change++) {
            int part = program.end() - 1;
            Volume given =
                    new Volume(random.nextLong(program.segment(part).volume().nanolitres() + 1));
            program = Amendment.amend(prescription, program, part, given, new Amendment.Rate(rate(random)))
                    .orElseThrow();
            assertEquals(volume, program.volumeToInfuse());
        }
    }
}
