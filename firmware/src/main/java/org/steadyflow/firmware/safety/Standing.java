package org.steadyflow.firmware.safety;

/**
 * Where therapy, stores and pharmacy stand, for the rows of the alarm table that no sensor decides.
 *
 * @param complete the volume to infuse is in and no person has seen to it
 * @param keepOpenAfterEnd the keep-open flow after the end runs
 * @param pausedForNs how long the infusion has been paused or stopped; 0 when it is not
 * @param unstartedForNs how long a prescription has been accepted and not started; 0 when it is not
 * @param startMissed a dose could not start at its time, and no person has seen to it
 * @param positionContradicted the encoder reads less than the ledger has settled
 * @param storeFailed the disk with journal and ledger refused a commit
 * @param copyFailed the chip with the ledger's second copy refused one
 * @param commitPendingNs age of the oldest line or authority that is not durable; 0 when there is none
 * @param authorityUsedUp flow is due and the durable authority does not cover it
 * @param volumeUnsure a stop lost the position, or a store was damaged: what was given is an interval
 * @param clockUnsure the wall clock jumped
 * @param restartsTooOften the pump has started again and again within minutes, and no person has seen to it
 * @param unreachableForNs time since the pharmacy's last signed beat; 0 where no pharmacy is expected
 * @param outlook what lies ahead of the therapy
 */
public record Standing(
        boolean complete,
        boolean keepOpenAfterEnd,
        long pausedForNs,
        long unstartedForNs,
        boolean startMissed,
        boolean positionContradicted,
        boolean storeFailed,
        boolean copyFailed,
        long commitPendingNs,
        boolean authorityUsedUp,
        boolean volumeUnsure,
        boolean clockUnsure,
        boolean restartsTooOften,
        long unreachableForNs,
        Outlook outlook) {

    private static final long S_NS = 1_000_000_000L;
    static final long PAUSED_TOO_LONG_NS = 600 * S_NS;
    static final long PAUSED_TOO_LONG_LIFE_SUSTAINING_NS = 60 * S_NS;
    static final long PERSON_AWAITED_NS = 300 * S_NS;
    static final long KEEP_OPEN_ENDING_NS = 300 * S_NS;
    static final long NOT_STARTED_NS = 300 * S_NS;
    static final long COMMIT_LATE_NS = 2 * S_NS;
    static final long UNREACHABLE_NS = 120 * S_NS;
    static final long UNREACHABLE_LONG_NS = 900 * S_NS;

    /** Of a pump whose second copy is sound, and that has not started again and again. */
    public Standing(
            boolean complete,
            boolean keepOpenAfterEnd,
            long pausedForNs,
            long unstartedForNs,
            boolean startMissed,
            boolean positionContradicted,
            boolean storeFailed,
            long commitPendingNs,
            boolean authorityUsedUp,
            boolean volumeUnsure,
            boolean clockUnsure,
            long unreachableForNs,
            Outlook outlook) {
        this(
                complete,
                keepOpenAfterEnd,
                pausedForNs,
                unstartedForNs,
                startMissed,
                positionContradicted,
                storeFailed,
                false,
                commitPendingNs,
                authorityUsedUp,
                volumeUnsure,
                clockUnsure,
                false,
                unreachableForNs,
                outlook);
    }

    /** The rows that hold, as a set, before what the therapy changes of them. */
    long causes(TherapyTraits traits) {
        return rowsOfTherapy(traits) | rowsOfOutlook() | rowsOfStores() | rowsOfPharmacy();
    }

    private long rowsOfTherapy(TherapyTraits traits) {
        long pausedLimitNs = traits.lifeSustaining() ? PAUSED_TOO_LONG_LIFE_SUSTAINING_NS : PAUSED_TOO_LONG_NS;
        return AlarmRow.INFUSION_COMPLETE.bitIf(complete)
                | AlarmRow.KVO_RUNNING.bitIf(keepOpenAfterEnd)
                | AlarmRow.PAUSED_TOO_LONG.bitIf(pausedForNs > pausedLimitNs)
                | AlarmRow.NOT_STARTED.bitIf(unstartedForNs > NOT_STARTED_NS)
                | AlarmRow.START_MISSED.bitIf(startMissed)
                | AlarmRow.VOLUME_UNSURE.bitIf(volumeUnsure)
                | AlarmRow.CLOCK_UNSURE.bitIf(clockUnsure);
    }

    private long rowsOfOutlook() {
        return AlarmRow.NEAR_END.bitIf(outlook.timeLeftNs() < outlook.nearEndNs())
                | AlarmRow.KEEP_OPEN_ENDING.bitIf(outlook.keepOpenLeftNs() < KEEP_OPEN_ENDING_NS)
                | AlarmRow.PERSON_AWAITED.bitIf(outlook.personAwaitedForNs() > PERSON_AWAITED_NS)
                | AlarmRow.DOSE_LIMIT.bitIf(outlook.doseLimitReached())
                | AlarmRow.DRUG_EXPIRED.bitIf(outlook.drugExpired());
    }

    private long rowsOfStores() {
        boolean late = storeFailed || commitPendingNs > COMMIT_LATE_NS;
        return AlarmRow.MOTOR_FAULT.bitIf(positionContradicted)
                | AlarmRow.JOURNAL_AUTHORITY_USED_UP.bitIf(authorityUsedUp)
                | AlarmRow.JOURNAL_LATE.bitIf(late && !authorityUsedUp)
                | AlarmRow.LEDGER_COPY_FAILED.bitIf(copyFailed)
                | AlarmRow.RESTARTS_TOO_OFTEN.bitIf(restartsTooOften);
    }

    private long rowsOfPharmacy() {
        boolean isLong = unreachableForNs > UNREACHABLE_LONG_NS;
        return AlarmRow.PHARMACY_UNREACHABLE_LONG.bitIf(isLong)
                | AlarmRow.PHARMACY_UNREACHABLE.bitIf(unreachableForNs > UNREACHABLE_NS && !isLong);
    }
}
