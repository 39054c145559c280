package org.steadyflow.firmware.therapy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.hal.quantity.Volume;

/**
 * The doses of a patient-controlled regimen that were granted, and what may still be. Times are the pump's own running
 * time in milliseconds, which stands still while it is off: no loss of power makes a lockout or a window shorter.
 *
 * <p>A dose counts in full from the moment it is granted until a window after its end, whatever became of it; so no
 * window ever gets more than its cap, wherever it begins. What orders before this one gave of the same drug counts as
 * if it were this one's.
 *
 * @param recent those of this order that a window still counts, oldest first
 * @param attempts how often the patient asked for a dose, granted or not
 * @param granted how often it was granted
 * @param loaded the loading dose was granted or refused: it comes once
 * @param cappedAtMs when the last request was refused for a cap; {@link #NEVER} where none was since the last grant
 * @param earlier what orders before this one gave, in volumes of this one's drug, oldest first
 */
public record BolusLog(
        List<Given> recent, long attempts, long granted, boolean loaded, long cappedAtMs, List<Earlier> earlier) {
    public static final long NEVER = Long.MIN_VALUE;
    public static final BolusLog EMPTY = new BolusLog(List.of(), 0, 0, false, NEVER, List.of());

    private static final Duration UNDER_WAY = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration FOUR_HOURS = Duration.ofHours(4);
    /** No cap looks further back. */
    public static final Duration LONGEST_WINDOW = FOUR_HOURS;

    public BolusLog {
        recent = List.copyOf(recent);
        earlier = List.copyOf(earlier);
    }

    /** The same after orders that gave this. */
    public BolusLog after(List<Earlier> others) {
        return new BolusLog(recent, attempts, granted, loaded, cappedAtMs, others);
    }

    /** Whether a window may still count something of an order that was over at {@code endedMs} and gave these doses. */
    public static boolean counts(List<Given> doses, long endedMs, long nowMs) {
        long lastMs =
                doses.isEmpty() ? endedMs : Math.max(endedMs, doses.getLast().endMs());
        return nowMs - lastMs < LONGEST_WINDOW.toMillis();
    }

    /** One dose; {@code endMs} is when all of it is in. */
    public record Given(long atMs, long endMs, long nanolitres) {}

    /** Who asks for a dose. */
    public enum Kind {
        DEMAND,
        CLINICIAN,
        LOADING
    }

    /** Why a dose is not granted. */
    public enum Refusal {
        LOCKOUT,
        CAP_PER_HOUR,
        CAP_PER_4_HOURS,
        /** Another one runs, or the program has not come to where they are given. */
        RUNNING,
        /** Not enough is left for it. */
        EMPTY;

        /** Whether waiting for a window makes it possible. */
        boolean isCap() {
            return switch (this) {
                case CAP_PER_HOUR, CAP_PER_4_HOURS -> true;
                case LOCKOUT, RUNNING, EMPTY -> false;
            };
        }
    }

    /** What this kind of dose is; zero where the regimen has none. */
    public static Volume volumeOf(Regimen.PatientControlled regimen, Kind kind) {
        return switch (kind) {
            case DEMAND -> regimen.demand();
            case CLINICIAN -> regimen.clinicianBolus();
            case LOADING -> regimen.loading();
        };
    }

    /** How long a dose takes, and a second for what is under way, milliseconds. */
    public static long lastsMs(Regimen.PatientControlled regimen, Volume dose) {
        return regimen.bolusRate().durationFor(dose).plus(UNDER_WAY).toMillis();
    }

    /** Why a dose of this kind is refused at {@code nowMs}; empty where it may be given. */
    public Optional<Refusal> refusal(Regimen.PatientControlled regimen, Kind kind, long nowMs) {
        if (kind == Kind.DEMAND && lockedForMs(regimen, nowMs) > 0) {
            return Optional.of(Refusal.LOCKOUT);
        }
        return capRefusal(regimen, volumeOf(regimen, kind), nowMs);
    }

    /** Time until the lockout is over, milliseconds, 0 where it is. */
    public long lockedForMs(Regimen.PatientControlled regimen, long nowMs) {
        long untilMs = Long.MIN_VALUE;
        for (Earlier other : earlier) {
            untilMs = Math.max(untilMs, lockedUntilMs(regimen, other.doses()));
        }
        untilMs = Math.max(untilMs, lockedUntilMs(regimen, recent));
        return untilMs > nowMs ? untilMs - nowMs : 0;
    }

    private static long lockedUntilMs(Regimen.PatientControlled regimen, List<Given> doses) {
        return doses.isEmpty()
                ? Long.MIN_VALUE
                : doses.getLast().atMs() + regimen.lockout().toMillis();
    }

    /** A request was refused for a cap, and the next one would be as well. */
    public boolean isCapReached(Regimen.PatientControlled regimen, long nowMs) {
        return cappedAtMs != NEVER
                && capRefusal(regimen, regimen.demand(), nowMs).isPresent();
    }

    private Optional<Refusal> capRefusal(Regimen.PatientControlled regimen, Volume volume, long nowMs) {
        if (isBeyond(regimen.capPerHour(), HOUR, regimen, volume, nowMs)) {
            return Optional.of(Refusal.CAP_PER_HOUR);
        }
        return isBeyond(regimen.capPer4Hours(), FOUR_HOURS, regimen, volume, nowMs)
                ? Optional.of(Refusal.CAP_PER_4_HOURS)
                : Optional.empty();
    }

    /** With this dose a window would hold more than its cap; a window of basal flow counts in full. */
    private boolean isBeyond(
            Optional<Volume> cap, Duration window, Regimen.PatientControlled regimen, Volume volume, long nowMs) {
        if (cap.isEmpty()) {
            return false;
        }
        long sum = Math.addExact(
                volume.nanolitres(), regimen.basal().volumeIn(window).nanolitres());
        for (int i = recent.size() - 1; i >= 0 && nowMs - recent.get(i).endMs() < window.toMillis(); i--) {
            sum = Math.addExact(sum, recent.get(i).nanolitres());
        }
        for (Earlier other : earlier) {
            sum = Math.addExact(sum, other.inWindow(window, regimen, nowMs));
        }
        return sum > cap.get().nanolitres();
    }

    /** After a granted dose that takes {@code lastsMs}. */
    public BolusLog with(Kind kind, long nanolitres, long lastsMs, long nowMs) {
        List<Given> kept = new ArrayList<>();
        for (Given given : recent) {
            if (nowMs - given.endMs() < FOUR_HOURS.toMillis()) {
                kept.add(given);
            }
        }
        kept.add(new Given(nowMs, nowMs + lastsMs, nanolitres));
        long demand = kind == Kind.DEMAND ? 1 : 0;
        List<Earlier> counted =
                earlier.stream().filter(other -> other.counts(nowMs)).toList();
        return new BolusLog(kept, attempts + demand, granted + demand, loaded || kind == Kind.LOADING, NEVER, counted);
    }

    /** After a refused one. */
    public BolusLog withRefused(Kind kind, Refusal why, long nowMs) {
        long demand = kind == Kind.DEMAND ? 1 : 0;
        boolean isLoaded = loaded || kind == Kind.LOADING;
        return new BolusLog(recent, attempts + demand, granted, isLoaded, why.isCap() ? nowMs : cappedAtMs, earlier);
    }
}
