package org.steadyflow.firmware.therapy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.steadyflow.firmware.dose.Amount;
import org.steadyflow.firmware.dose.Concentration;
import org.steadyflow.firmware.prescription.Drug;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/**
 * What a patient-controlled order that is over leaves to the next one of its drug: its doses and its basal flow count
 * in the windows of that one. Times are the pump's own running time in milliseconds.
 *
 * @param drug which all volumes here are of
 * @param basal flow beside the doses
 * @param startedMs when it was first started
 * @param endedMs when it was over
 * @param doses that were granted, oldest first
 */
public record Earlier(Drug drug, FlowRate basal, long startedMs, long endedMs, List<BolusLog.Given> doses) {
    /** As much as any flow gives in an hour; beyond every cap, and what is more counts no further. */
    private static final long MOST_NL = 10_000_000_000L;

    private static final long NS_PER_MS = 1_000_000;

    public Earlier {
        doses = List.copyOf(doses);
    }

    /** Whether a window may still count some of it. */
    public boolean counts(long nowMs) {
        return BolusLog.counts(doses, endedMs, nowMs);
    }

    /** Of the same drug by its name, whatever letters are tall. */
    public boolean isOf(Drug other) {
        return key(drug).equals(key(other));
    }

    private static String key(Drug drug) {
        return drug.name().strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The same amount of drug as volumes of {@code other}, rounded up; empty where the two cannot be compared: one of
     * them has no concentration, or they count in units of different kinds.
     */
    public Optional<Earlier> as(Drug other) {
        if (drug.concentration().equals(other.concentration())) {
            return Optional.of(this);
        }
        Optional<Amount> here = drug.concentration().map(Concentration::perMillilitre);
        Optional<Amount> there = other.concentration().map(Concentration::perMillilitre);
        boolean isComparable =
                here.isPresent() && there.isPresent() && here.get().canBeComparedWith(there.get());
        return isComparable ? Optional.of(as(other, here.get(), there.get())) : Optional.empty();
    }

    private Earlier as(Drug other, Amount here, Amount there) {
        BigDecimal more = here.in(there.unit()).value();
        BigDecimal of = there.value();
        long perHourNl = scaled(basal.volumeIn(Duration.ofHours(1)).nanolitres() + 1, more, of);
        FlowRate flow = basal.isZero() ? basal : FlowRate.of(new Volume(perHourNl), Duration.ofHours(1));
        List<BolusLog.Given> scaled = doses.stream()
                .map(dose -> new BolusLog.Given(dose.atMs(), dose.endMs(), scaled(dose.nanolitres(), more, of)))
                .toList();
        return new Earlier(other, flow, startedMs, endedMs, scaled);
    }

    private static long scaled(long nanolitres, BigDecimal more, BigDecimal of) {
        return BigDecimal.valueOf(nanolitres)
                .multiply(more)
                .divide(of, 0, RoundingMode.CEILING)
                .min(BigDecimal.valueOf(MOST_NL))
                .longValueExact();
    }

    /** What a window that ends at {@code nowMs} or later holds of it beside a whole window of the new basal flow. */
    long inWindow(Duration window, Regimen.PatientControlled next, long nowMs) {
        long fromMs = nowMs - window.toMillis();
        long sum = 0;
        for (BolusLog.Given dose : doses) {
            sum = dose.endMs() > fromMs ? Math.addExact(sum, dose.nanolitres()) : sum;
        }
        long ranMs = endedMs - Math.max(startedMs, fromMs);
        boolean addsFlow = ranMs > 0 && basal.compareTo(next.basal()) > 0;
        return addsFlow ? Math.addExact(sum, over(next.basal(), ranMs)) : sum;
    }

    /** By how much its basal flow gave more than the new one would have, rounded up. */
    private long over(FlowRate next, long forMs) {
        long forNs = Math.multiplyExact(forMs, NS_PER_MS);
        return basal.volumeIn(forNs).nanolitres() + 1 - next.volumeIn(forNs).nanolitres();
    }
}
