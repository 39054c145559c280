package org.steadyflow.firmware.core;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.therapy.BolusLog;
import org.steadyflow.firmware.therapy.Earlier;

/**
 * What orders leave behind: a prescription is an authority to give its volume once, and windows do not end with an
 * order.
 *
 * @param used prescriptions that were started, in the order of their first start, at most {@link #USED_MOST}; the one
 *     that runs is among them
 * @param given doses on request of orders that are over and that a window may still count, oldest first
 */
public record Past(List<Used> used, List<Earlier> given) {
    /** More than a home gets in the time that the journal is kept. */
    public static final int USED_MOST = 64;

    public static final Past NONE = new Past(List.of(), List.of());

    private static final long NOT_ENDED = Long.MIN_VALUE;
    private static final long MS_PER_MINUTE = 60_000;
    private static final long S_PER_MINUTE = 60;

    public Past {
        used = List.copyOf(used);
        given = List.copyOf(given);
    }

    /**
     * A prescription that was started.
     *
     * @param sha256 of its canonical text
     * @param startedWallMs when it first was, by the wall clock
     * @param startedUpMs the same in the pump's own running time
     * @param endedWallMs when it was over
     */
    public record Used(String sha256, long startedWallMs, long startedUpMs, long endedWallMs) {
        /** Why it cannot be accepted once more. */
        String sentence(String id) {
            String ended = endedWallMs == NOT_ENDED ? "" : " and ended on " + shown(endedWallMs);
            return id + " was started on " + shown(startedWallMs) + ended
                    + ", and a prescription is given once; ask the pharmacy for a new one with an id of its own";
        }

        /** To the minute. */
        private static String shown(long wallMs) {
            long seconds = Math.floorDiv(wallMs, MS_PER_MINUTE) * S_PER_MINUTE;
            return LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC)
                            .toString()
                            .replace('T', ' ') + " UTC";
        }
    }

    /** The prescription with this hash, if it was started. */
    public Optional<Used> usedBy(String sha256) {
        return used.stream().filter(one -> one.sha256().equals(sha256)).findFirst();
    }

    /** After a start of this prescription; only the first one counts. */
    public Past started(String sha256, long wallMs, long upMs) {
        if (usedBy(sha256).isPresent()) {
            return this;
        }
        List<Used> next = new ArrayList<>(used);
        next.add(new Used(sha256, wallMs, upMs, NOT_ENDED));
        return new Past(next.subList(Math.max(next.size() - USED_MOST, 0), next.size()), given);
    }

    /** After this order is over; one that was never started leaves nothing. */
    public Past ended(Order order, BolusLog boluses, long wallMs, long upMs) {
        Optional<Used> own = usedBy(order.sha256());
        return own.isEmpty() ? this : endedAt(own.get(), wallMs).with(order, own.get(), boluses, upMs);
    }

    /** The same of an order whose doses are known elsewhere. */
    public Past endedAt(Used own, long wallMs) {
        List<Used> next = new ArrayList<>(used);
        next.replaceAll(
                one -> one.equals(own) ? new Used(own.sha256(), own.startedWallMs(), own.startedUpMs(), wallMs) : one);
        return new Past(next, given);
    }

    private Past with(Order order, Used own, BolusLog boluses, long upMs) {
        List<Earlier> next = new ArrayList<>(given);
        next.removeIf(earlier -> !earlier.counts(upMs));
        if (order.prescription().regimen() instanceof Regimen.PatientControlled regimen) {
            next.add(new Earlier(
                    order.prescription().drug(), regimen.basal(), own.startedUpMs(), upMs, boluses.recent()));
        }
        return new Past(used, next);
    }

    /**
     * What counts in the windows of this prescription, in volumes of its drug.
     *
     * @return empty where something of it cannot be compared
     */
    public Optional<List<Earlier>> countedFor(Prescription prescription, long upMs) {
        List<Earlier> counted = new ArrayList<>();
        if (!(prescription.regimen() instanceof Regimen.PatientControlled)) {
            return Optional.of(counted);
        }
        for (Earlier earlier : given) {
            if (earlier.counts(upMs) && earlier.isOf(prescription.drug())) {
                Optional<Earlier> asThis = earlier.as(prescription.drug());
                if (asThis.isEmpty()) {
                    return Optional.empty();
                }
                counted.add(asThis.get());
            }
        }
        return Optional.of(counted);
    }
}
