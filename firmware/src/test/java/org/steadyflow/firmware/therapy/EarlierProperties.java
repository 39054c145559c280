package org.steadyflow.firmware.therapy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import org.steadyflow.firmware.dose.AmountUnit;
import org.steadyflow.firmware.dose.Concentration;
import org.steadyflow.firmware.prescription.Drug;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/**
 * One order of a drug after another, each with its own strength, basal flow, doses and caps: what went in, counted by a
 * model that keeps all of it as drug, never passes the cap of the order that grants a dose.
 */
class EarlierProperties {
    private static final List<BolusLog.Kind> KINDS = List.of(BolusLog.Kind.values());
    private static final long HOUR_MS = 3_600_000;
    private static final BigInteger MS = BigInteger.valueOf(HOUR_MS);
    private static final int STEPS = 60;

    /** Drug in ng times an hour's milliseconds: whole numbers, whatever the flow. */
    private record Flowed(long fromMs, long toMs, BigInteger perMs) {
        BigInteger in(long windowFromMs, long windowToMs) {
            long ms = Math.min(toMs, windowToMs) - Math.max(fromMs, windowFromMs);
            return ms > 0 ? perMs.multiply(BigInteger.valueOf(ms)) : BigInteger.ZERO;
        }
    }

    private final List<Flowed> flowed = new ArrayList<>();
    private List<Earlier> past = new ArrayList<>();
    private long nowMs;

    @Property(tries = 400)
    @Tag("REQ-34")
    @Tag("REQ-39")
    void noWindowHoldsMoreThanItsCapWhateverEndedAndBegan(@ForAll @LongRange(min = 0) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        flowed.clear();
        past = new ArrayList<>();
        nowMs = 0;
        for (int order = 0; order < 6; order++) {
            run(random);
            nowMs += random.nextLong(HOUR_MS / 2);
        }
    }

    private void run(SplittableRandom random) {
        int strength = 1 + random.nextInt(4);
        Drug drug =
                new Drug("morphine", Optional.of(new Concentration(BigDecimal.valueOf(strength), AmountUnit.NANOGRAM)));
        Regimen.PatientControlled regimen = regimen(random);
        BolusLog log = BolusLog.EMPTY.after(
                past.stream().map(one -> one.as(drug).orElseThrow()).toList());
        long startedMs = nowMs;
        int steps = random.nextInt(STEPS);
        BigInteger basal = BigInteger.valueOf(regimen.basal().nanolitresPerHour() * strength);
        for (int step = 0; step < steps; step++) {
            BolusLog.Kind kind = KINDS.get(random.nextInt(KINDS.size()));
            Volume dose = BolusLog.volumeOf(regimen, kind);
            long lastsMs = BolusLog.lastsMs(regimen, dose);
            boolean isRefused = log.refusal(regimen, kind, nowMs).isPresent();
            if (isRefused) {
                log = log.withRefused(kind, log.refusal(regimen, kind, nowMs).orElseThrow(), nowMs);
            } else {
                log = log.with(kind, dose.nanolitres(), lastsMs, nowMs);
                BigInteger drugPerMs = BigInteger.valueOf(dose.nanolitres() * strength)
                        .multiply(MS)
                        .divide(BigInteger.valueOf(lastsMs));
                flowed.add(new Flowed(nowMs, nowMs + lastsMs, drugPerMs));
            }
            long passesMs = isRefused ? random.nextLong(HOUR_MS / 6) : lastsMs;
            flowed.add(new Flowed(nowMs, nowMs + passesMs, basal));
            nowMs += passesMs;
            if (!isRefused) {
                check(regimen, strength);
            }
        }
        past.removeIf(one -> !one.counts(nowMs));
        past.add(new Earlier(drug, regimen.basal(), startedMs, nowMs, log.recent()));
    }

    private void check(Regimen.PatientControlled regimen, int strength) {
        regimen.capPerHour().ifPresent(cap -> check(cap, HOUR_MS, strength));
        regimen.capPer4Hours().ifPresent(cap -> check(cap, 4 * HOUR_MS, strength));
    }

    private void check(Volume cap, long windowMs, int strength) {
        BigInteger sum = BigInteger.ZERO;
        for (Flowed one : flowed) {
            sum = sum.add(one.in(nowMs - windowMs, nowMs));
        }
        // a nanolitre for each rounding of the model's own
        BigInteger most = BigInteger.valueOf((cap.nanolitres() + flowed.size()) * strength)
                .multiply(MS);
        BigInteger given = sum;
        assertTrue(sum.compareTo(most) <= 0, () -> given + " of " + most + " in " + windowMs + " ms at " + nowMs);
    }

    private static Regimen.PatientControlled regimen(SplittableRandom random) {
        FlowRate basal = random.nextBoolean() ? FlowRate.ZERO : FlowRate.ofMillilitresPerHour(1 + random.nextInt(4));
        long hourMl = 4L + random.nextInt(8);
        boolean hasHour = random.nextBoolean();
        return new Regimen.PatientControlled(
                Volume.ofMillilitres(9_000),
                basal,
                Volume.ofMillilitres(1 + random.nextInt(2)),
                FlowRate.ofMillilitresPerHour(60 + random.nextInt(200)),
                Duration.ofMinutes(5 + random.nextInt(20)),
                hasHour ? Optional.of(Volume.ofMillilitres(hourMl + 4)) : Optional.empty(),
                hasHour ? Optional.empty() : Optional.of(Volume.ofMillilitres(18 + random.nextInt(20))),
                Volume.ofMillilitres(1 + random.nextInt(3)),
                Volume.ofMillilitres(1 + random.nextInt(3)));
    }

    @Property(tries = 2_000)
    @Tag("REQ-39")
    void countedInAnotherStrengthItIsNeverLess(
            @ForAll @LongRange(min = 1, max = 1_000_000_000) long nanolitres,
            @ForAll @LongRange(min = 1, max = 10_000) long here,
            @ForAll @LongRange(min = 1, max = 10_000) long there) {
        Drug one = new Drug("a", Optional.of(new Concentration(BigDecimal.valueOf(here), AmountUnit.MICROGRAM)));
        Drug other = new Drug("A ", Optional.of(new Concentration(BigDecimal.valueOf(there), AmountUnit.MILLIGRAM)));
        Earlier earlier =
                new Earlier(one, FlowRate.ofMillilitresPerHour(3), 0, 5, List.of(new BolusLog.Given(0, 5, nanolitres)));
        Earlier as = earlier.as(other).orElseThrow();
        BigInteger was = BigInteger.valueOf(nanolitres).multiply(BigInteger.valueOf(here));
        BigInteger is =
                BigInteger.valueOf(as.doses().getFirst().nanolitres()).multiply(BigInteger.valueOf(there * 1_000));
        assertTrue(is.compareTo(was) >= 0);
        assertTrue(is.subtract(was).compareTo(BigInteger.valueOf(there * 1_000)) < 0);
        assertTrue(as.basal().nanolitresPerHour() * there * 1_000 >= 3_000_000 * here);
        assertTrue(earlier.isOf(other));
        assertEquals(Optional.empty(), earlier.as(new Drug("a", Optional.empty())));
    }
}
