package org.steadyflow.firmware.therapy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** Lockout and caps against a model that keeps everything and looks at all of it each time. */
class BolusLogTest {
    private static final int SEQUENCES = 1_000_000;
    private static final int PRESSES = 12;
    private static final long HOUR_MS = 3_600_000;

    /** Morphine, 1 mL a dose, 8 min, 20 mL in 4 h. */
    private static final Regimen.PatientControlled PLAIN = regimen(FlowRate.ZERO, 8, Optional.empty(), Optional.of(20));

    private static Regimen.PatientControlled regimen(
            FlowRate basal, int lockoutMin, Optional<Integer> capPerHourMl, Optional<Integer> capPer4HoursMl) {
        return new Regimen.PatientControlled(
                Volume.ofMillilitres(1_000),
                basal,
                Volume.ofMillilitres(1),
                FlowRate.ofMillilitresPerHour(120),
                Duration.ofMinutes(lockoutMin),
                capPerHourMl.map(Volume::ofMillilitres),
                capPer4HoursMl.map(Volume::ofMillilitres),
                Volume.ZERO,
                Volume.ofMillilitres(2));
    }

    /** One dose that the model granted. */
    private record Dose(long startMs, long endMs, long nanolitres) {}

    /** The rules word by word. */
    private static final class SlowModel {
        private final Regimen.PatientControlled regimen;
        private final List<Dose> doses = new ArrayList<>();

        SlowModel(Regimen.PatientControlled regimen) {
            this.regimen = regimen;
        }

        Optional<BolusLog.Refusal> press(BolusLog.Kind kind, long nowMs) {
            boolean locked = kind == BolusLog.Kind.DEMAND
                    && doses.stream()
                            .anyMatch(dose ->
                                    nowMs - dose.startMs() < regimen.lockout().toMillis());
            if (locked) {
                return Optional.of(BolusLog.Refusal.LOCKOUT);
            }
            Volume volume = BolusLog.volumeOf(regimen, kind);
            if (regimen.capPerHour().isPresent() && passes(regimen.capPerHour().get(), HOUR_MS, volume, nowMs)) {
                return Optional.of(BolusLog.Refusal.CAP_PER_HOUR);
            }
            if (regimen.capPer4Hours().isPresent()
                    && passes(regimen.capPer4Hours().get(), 4 * HOUR_MS, volume, nowMs)) {
                return Optional.of(BolusLog.Refusal.CAP_PER_4_HOURS);
            }
            doses.add(new Dose(nowMs, nowMs + BolusLog.lastsMs(regimen, volume), volume.nanolitres()));
            return Optional.empty();
        }

        private boolean passes(Volume cap, long windowMs, Volume volume, long nowMs) {
            BigInteger sum = BigInteger.valueOf(volume.nanolitres())
                    .add(BigInteger.valueOf(regimen.basal()
                            .volumeIn(Duration.ofMillis(windowMs))
                            .nanolitres()));
            for (Dose dose : doses) {
                boolean counts = dose.endMs() > nowMs - windowMs;
                sum = counts ? sum.add(BigInteger.valueOf(dose.nanolitres())) : sum;
            }
            return sum.compareTo(BigInteger.valueOf(cap.nanolitres())) > 0;
        }
    }

    @Test
    @Tag("REQ-33")
    @Tag("REQ-34")
    void aMillionSequencesOfPressesAreAnsweredAsTheSlowModelAnswersThem() {
        SplittableRandom random = new SplittableRandom(20_261_121);
        long granted = 0;
        long capped = 0;
        for (int sequence = 0; sequence < SEQUENCES; sequence++) {
            Regimen.PatientControlled regimen = random(random);
            SlowModel model = new SlowModel(regimen);
            BolusLog log = BolusLog.EMPTY;
            long nowMs = random.nextLong(HOUR_MS);
            for (int press = 0; press < PRESSES; press++) {
                nowMs += random.nextInt(3) == 0 ? random.nextLong(2 * HOUR_MS) : random.nextLong(HOUR_MS / 4);
                BolusLog.Kind kind = random.nextInt(6) == 0 ? BolusLog.Kind.CLINICIAN : BolusLog.Kind.DEMAND;
                Optional<BolusLog.Refusal> expected = model.press(kind, nowMs);
                Optional<BolusLog.Refusal> answer = log.refusal(regimen, kind, nowMs);
                if (!expected.equals(answer)) {
                    assertEquals(expected, answer, "sequence " + sequence + ", press " + press + " of " + regimen);
                }
                Volume volume = BolusLog.volumeOf(regimen, kind);
                log = answer.isEmpty()
                        ? log.with(kind, volume.nanolitres(), BolusLog.lastsMs(regimen, volume), nowMs)
                        : log.withRefused(kind, answer.get(), nowMs);
                granted += answer.isEmpty() ? 1 : 0;
                capped += answer.isPresent() && answer.get() != BolusLog.Refusal.LOCKOUT ? 1 : 0;
            }
        }
        assertTrue(
                granted > SEQUENCES && capped > SEQUENCES, granted + " granted, " + capped + " capped: too one-sided");
    }

    private static Regimen.PatientControlled random(SplittableRandom random) {
        FlowRate basal = random.nextBoolean() ? FlowRate.ZERO : FlowRate.ofMillilitresPerHour(1);
        int lockout = 1 + random.nextInt(30);
        boolean hasHour = random.nextBoolean();
        Optional<Integer> hour = hasHour ? Optional.of(3 + random.nextInt(5)) : Optional.empty();
        boolean hasFour = !hasHour || random.nextBoolean();
        Optional<Integer> four = hasFour ? Optional.of(7 + random.nextInt(8)) : Optional.empty();
        return regimen(basal, lockout, hour, four);
    }

    @Test
    @Tag("REQ-34")
    void noWindowAnywhereGetsMoreThanItsCap() {
        SplittableRandom random = new SplittableRandom(7);
        for (int sequence = 0; sequence < 2_000; sequence++) {
            Regimen.PatientControlled regimen = random(random);
            SlowModel given = new SlowModel(regimen);
            BolusLog log = BolusLog.EMPTY;
            long nowMs = 0;
            for (int press = 0; press < 60; press++) {
                nowMs += random.nextLong(HOUR_MS / 4);
                if (log.refusal(regimen, BolusLog.Kind.DEMAND, nowMs).isEmpty()) {
                    long lastsMs = BolusLog.lastsMs(regimen, regimen.demand());
                    log = log.with(BolusLog.Kind.DEMAND, regimen.demand().nanolitres(), lastsMs, nowMs);
                    given.doses.add(
                            new Dose(nowMs, nowMs + lastsMs, regimen.demand().nanolitres()));
                }
            }
            checkWindows(regimen, given.doses);
        }
    }

    private static void checkWindows(Regimen.PatientControlled regimen, List<Dose> doses) {
        for (Dose last : doses) {
            regimen.capPerHour().ifPresent(cap -> checkWindow(regimen, doses, last.endMs(), HOUR_MS, cap));
            regimen.capPer4Hours().ifPresent(cap -> checkWindow(regimen, doses, last.endMs(), 4 * HOUR_MS, cap));
        }
    }

    /** Each dose flows evenly over its time; what of it lies in the window counts. */
    private static void checkWindow(
            Regimen.PatientControlled regimen, List<Dose> doses, long untilMs, long windowMs, Volume cap) {
        double sum = regimen.basal().volumeIn(Duration.ofMillis(windowMs)).nanolitres();
        for (Dose dose : doses) {
            double overlap = Math.min(dose.endMs(), untilMs) - Math.max(dose.startMs(), untilMs - windowMs);
            sum += Math.max(overlap, 0) / (dose.endMs() - dose.startMs()) * dose.nanolitres();
        }
        double total = sum;
        assertTrue(total <= cap.nanolitres() + 1, () -> total + " nL in a window of " + cap + ": " + doses);
    }

    @Test
    @Tag("REQ-33")
    void theLockoutRunsFromTheLastDoseAndIsOverAtItsTime() {
        BolusLog log = BolusLog.EMPTY.with(BolusLog.Kind.DEMAND, 1_000_000, 31_000, 0);

        assertEquals(Optional.of(BolusLog.Refusal.LOCKOUT), log.refusal(PLAIN, BolusLog.Kind.DEMAND, 8 * 60_000 - 1));
        assertEquals(1, log.lockedForMs(PLAIN, 8 * 60_000 - 1));
        assertEquals(Optional.empty(), log.refusal(PLAIN, BolusLog.Kind.DEMAND, 8 * 60_000));
        assertEquals(0, log.lockedForMs(PLAIN, 8 * 60_000));
        assertEquals(Optional.empty(), log.refusal(PLAIN, BolusLog.Kind.CLINICIAN, 1));
    }

    @Test
    @Tag("REQ-33")
    void everyAttemptOfThePatientIsCountedAndNoOther() {
        BolusLog log = BolusLog.EMPTY
                .with(BolusLog.Kind.DEMAND, 1_000_000, 31_000, 0)
                .withRefused(BolusLog.Kind.DEMAND, BolusLog.Refusal.LOCKOUT, 1_000)
                .with(BolusLog.Kind.CLINICIAN, 2_000_000, 61_000, 2_000)
                .withRefused(BolusLog.Kind.CLINICIAN, BolusLog.Refusal.CAP_PER_HOUR, 3_000);

        assertEquals(2, log.attempts());
        assertEquals(1, log.granted());
    }

    @Test
    @Tag("REQ-34")
    void theCapIsSaidFromTheRefusalUntilADoseFitsAgain() {
        BolusLog log = BolusLog.EMPTY;
        long nowMs = 0;
        while (log.refusal(PLAIN, BolusLog.Kind.DEMAND, nowMs).isEmpty()) {
            log = log.with(BolusLog.Kind.DEMAND, 1_000_000, 31_000, nowMs);
            nowMs += 8 * 60_000;
        }
        assertFalse(log.isCapReached(PLAIN, nowMs), "nobody was refused yet");
        BolusLog told = log.withRefused(BolusLog.Kind.DEMAND, BolusLog.Refusal.CAP_PER_4_HOURS, nowMs);

        assertTrue(told.isCapReached(PLAIN, nowMs));
        assertTrue(told.isCapReached(PLAIN, 4 * HOUR_MS + 30_999));
        assertFalse(told.isCapReached(PLAIN, 4 * HOUR_MS + 31_000));
    }
}
