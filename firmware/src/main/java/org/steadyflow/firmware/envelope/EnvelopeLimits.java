package org.steadyflow.firmware.envelope;

import java.time.Duration;
import java.util.Optional;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.prescription.Titration;
import org.steadyflow.firmware.therapy.Program;
import org.steadyflow.firmware.therapy.ProgramCompiler;
import org.steadyflow.firmware.therapy.Segment;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.hal.quantity.Volume;

/**
 * All that a prescription may ever make a pump of this mechanism do.
 *
 * @param id first eight bytes of the hash of the prescription's canonical text
 * @param turn volume of one turn of the monitor's magnet: as many nanolitres in as many turns
 * @param highestRate of every segment, every rate that a person may choose, and every dose on request beside its basal
 * @param volume all doses, flushes, keep-open runs and what runs on
 * @param baseRate the highest rate without a dose on request
 * @param bolus the most above it in any {@code bolusWindow}
 * @param bolusWindow zero where doses on request come without a lockout, or not at all
 * @param hour most in any hour
 * @param reverse what a relief of the line may take back
 */
public record EnvelopeLimits(
        long id,
        MicrostepVolume turn,
        FlowRate highestRate,
        Volume volume,
        FlowRate baseRate,
        Volume bolus,
        Duration bolusWindow,
        Volume hour,
        Volume reverse) {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int ID_DIGITS = 16;
    /** What an occlusion's relief takes back at most. */
    private static final Volume RELIEF = Volume.ofMillilitres(2);

    /** @param sha256 of the prescription's canonical text, 64 hex digits */
    public static EnvelopeLimits of(Prescription prescription, String sha256, Mechanism mechanism) {
        Program program = ProgramCompiler.compile(prescription);
        FlowRate base = baseRate(prescription, program);
        FlowRate highest = faster(base, bolusRate(prescription.regimen()));
        Volume volume = volume(prescription, program);
        return new EnvelopeLimits(
                Long.parseUnsignedLong(sha256.substring(0, ID_DIGITS), 16),
                turn(mechanism),
                highest,
                volume,
                base,
                bolus(prescription.regimen()),
                bolusWindow(prescription.regimen()),
                hour(prescription, program, highest).orLess(volume),
                RELIEF);
    }

    private static MicrostepVolume turn(Mechanism mechanism) {
        MicrostepVolume step = mechanism.microstep();
        return new MicrostepVolume(
                Math.multiplyExact(
                        step.nanolitres(), (long) Mechanism.MICROSTEPS_PER_TURN * mechanism.motorTurnsOfMagnet()),
                step.microsteps());
    }

    private static FlowRate faster(FlowRate one, FlowRate other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static FlowRate baseRate(Prescription prescription, Program program) {
        FlowRate fastest =
                titration(prescription.regimen()).map(Titration::most).orElse(FlowRate.ZERO);
        for (int part = program.firstPart(); part < program.end(); part++) {
            fastest = faster(fastest, program.segment(part).rate());
        }
        return fastest;
    }

    private static Optional<Titration> titration(Regimen regimen) {
        return switch (regimen) {
            case Regimen.Continuous continuous -> continuous.titration();
            case Regimen.Stepped stepped -> stepped.titration();
            case Regimen.Intermittent _, Regimen.Tapered _, Regimen.PatientControlled _, Regimen.Sequence _ ->
                Optional.empty();
        };
    }

    /** A dose on request runs beside the basal flow. */
    private static FlowRate bolusRate(Regimen regimen) {
        return regimen instanceof Regimen.PatientControlled controlled
                ? controlled.bolusRate().plus(controlled.basal())
                : FlowRate.ZERO;
    }

    private static Volume volume(Prescription prescription, Program program) {
        Volume sum = prescription.regimen() instanceof Regimen.PatientControlled controlled
                ? controlled.volume().plus(beside(program))
                : program.volumeToInfuse().plus(beside(program));
        return sum;
    }

    /** What flows and is not counted in the volume to infuse. */
    private static Volume beside(Program program) {
        Volume sum = Volume.ZERO;
        for (int part = program.firstPart(); part < program.end(); part++) {
            sum = sum.plus(
                    switch (program.segment(part)) {
                        case Segment.Deliver deliver -> deliver.purpose().isOrdered() ? Volume.ZERO : deliver.volume();
                        case Segment.Wait wait -> wait.keepOpen().limit();
                    });
        }
        return sum;
    }

    private static Volume bolus(Regimen regimen) {
        return regimen instanceof Regimen.PatientControlled controlled
                ? controlled.demand().orMore(controlled.loading()).orMore(controlled.clinicianBolus())
                : Volume.ZERO;
    }

    /** What a clinician gives waits for no lockout, so that no window bounds it but the hour. */
    private static Duration bolusWindow(Regimen regimen) {
        return regimen instanceof Regimen.PatientControlled controlled
                        && !controlled.clinicianBolus().isPositive()
                ? controlled.lockout()
                : Duration.ZERO;
    }

    private static Volume hour(Prescription prescription, Program program, FlowRate highest) {
        Volume full = highest.volumeIn(HOUR).plus(Volume.ofNanolitres(1));
        if (!(prescription.regimen() instanceof Regimen.PatientControlled controlled)) {
            return full;
        }
        Volume cap = controlled.capPerHour().or(controlled::capPer4Hours).orElse(full);
        return cap.plus(beside(program)).orLess(full);
    }
}
