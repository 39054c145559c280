package org.steadyflow.telemetry.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What the pump says on the operator socket: its status four times a second, and an answer to each request. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = OperatorMessage.Reply.class, name = "REPLY"),
    @JsonSubTypes.Type(value = OperatorMessage.Status.class, name = "STATUS"),
})
public sealed interface OperatorMessage {
    /**
     * Whether a request was obeyed.
     *
     * @param reasons a sentence for each thing that stood against it; of one that was obeyed, what to be warned of
     * @param reasonNeeded it was not obeyed for want of a {@link OperatorRequest#reason()} alone
     */
    record Reply(String id, boolean obeyed, List<String> reasons, boolean reasonNeeded) implements OperatorMessage {
        public Reply {
            reasons = List.copyOf(reasons);
        }

        /** Of a request that a reason would not change. */
        public Reply(String id, boolean obeyed, List<String> reasons) {
            this(id, obeyed, reasons, false);
        }
    }

    /**
     * The pump as it is at one tick.
     *
     * @param tick number of the tick in this boot: a status that does not grow is stale
     * @param phase RECOVERING, IDLE, READY, INFUSING, WAITING, PAUSED, STOPPED or COMPLETE
     * @param order what is being given; empty fields and zeros without a prescription
     * @param alarms not over, highest priority first
     * @param audioPausedMs rest of the audio pause, 0 for none
     * @param pharmacySeenMs time since the pharmacy's last signed beat, -1 where no pharmacy is configured
     * @param envelopeMissing the pump's monitor holds no envelope of this order: it has to be confirmed once more
     * @param ticking how punctual the ticks of this boot are
     */
    record Status(
            int schema,
            String pump,
            int boot,
            long tick,
            long wallMs,
            String phase,
            OrderStatus order,
            LineStatus line,
            List<AlarmStatus> alarms,
            long audioPausedMs,
            long pharmacySeenMs,
            boolean storeFailed,
            boolean envelopeMissing,
            TickStatus ticking)
            implements OperatorMessage {
        public Status {
            alarms = List.copyOf(alarms);
        }
    }

    /**
     * What is being given.
     *
     * @param part number of the running part, from 0
     * @param partName for people, for example {@code dose 2}
     * @param dose number of the running dose from 1, 0 for none
     * @param doses doses in all
     * @param rateNlPerH the prescribed flow of the running part, whether or not it flows now
     * @param partProgrammedNl what the running part gives in all
     * @param partLowerNl the least that it has given
     * @param partUpperNl the most that it may have given
     * @param totalProgrammedNl the volume to infuse
     * @param totalLowerNl the least that all doses have given
     * @param totalUpperNl the most that they may have given
     * @param timeLeftMs of the running part at its rate; -1 where a person or the clock ends it
     * @param nextDoseWallMs when the next dose is due, 0 for none
     * @param prompt what a person is asked to confirm with the start key, empty for nothing
     * @param bolus doses on request, zeros where the prescription has none
     * @param titration rates that a person may choose, zeros where the prescription has none
     * @param course how the rate goes over time; no pieces where it is one rate, or doses alone
     */
    record OrderStatus(
            String prescriptionId,
            String patient,
            String drug,
            String concentration,
            String route,
            int part,
            String partName,
            int dose,
            int doses,
            long rateNlPerH,
            long partProgrammedNl,
            long partLowerNl,
            long partUpperNl,
            long totalProgrammedNl,
            long totalLowerNl,
            long totalUpperNl,
            long timeLeftMs,
            long nextDoseWallMs,
            String prompt,
            BolusStatus bolus,
            TitrationStatus titration,
            CourseStatus course) {}

    /**
     * Doses on request.
     *
     * @param demandNl one dose, 0 where the prescription has none
     * @param clinicianNl one dose that a clinician gives, 0 for none
     * @param loadingNl the dose with which it begins, 0 for none
     * @param lockoutMs from one granted dose to the next, at the least
     * @param capPerHourNl most in any hour, with the basal flow, 0 for no such cap
     * @param capPerFourHoursNl most in any four hours, 0 for no such cap
     * @param lockedForMs until the lockout is over, 0 where it is
     * @param attempts how often the patient asked
     * @param granted how often a dose was granted
     * @param capReached the next dose would be beyond a cap
     * @param running such a dose is being given
     */
    record BolusStatus(
            long demandNl,
            long clinicianNl,
            long loadingNl,
            long lockoutMs,
            long capPerHourNl,
            long capPerFourHoursNl,
            long lockedForMs,
            long attempts,
            long granted,
            boolean capReached,
            boolean running) {
        public static final BolusStatus NONE = new BolusStatus(0, 0, 0, 0, 0, 0, 0, 0, 0, false, false);
    }

    /**
     * Rates that a person may choose while the infusion runs.
     *
     * @param stepNlPerH most that one change may be, 0 for no limit
     */
    record TitrationStatus(long leastNlPerH, long mostNlPerH, long stepNlPerH) {
        public static final TitrationStatus NONE = new TitrationStatus(0, 0, 0);
    }

    /**
     * How the rate goes over time.
     *
     * @param pieces one after another, without the waits between them; what was over before a change is left out
     * @param elapsedMs of all their time together
     * @param asksAgain a wait for a person is still to come
     */
    record CourseStatus(List<CoursePiece> pieces, long elapsedMs, boolean asksAgain) {
        public static final CourseStatus NONE = new CourseStatus(List.of(), 0, false);

        public CourseStatus {
            pieces = List.copyOf(pieces);
        }
    }

    /** A volume at one rate, or at a rate that changes evenly. */
    record CoursePiece(String name, long volumeNl, long fromNlPerH, long toNlPerH, long lastsMs) {}

    /** What the sensors say. */
    record LineStatus(
            long downstreamMmhg,
            long downstreamLimitMmhg,
            long upstreamMmhg,
            boolean air,
            boolean doorClosed,
            boolean mainsPresent,
            int chargePermille) {}

    /**
     * One alarm that is not over.
     *
     * @param action CONTINUE, STOP or POWER_OFF
     * @param endsByItself it ends with its cause, and acknowledging it changes nothing
     * @param acceptedBy the pharmacist who accepted it, empty for nobody
     */
    record AlarmStatus(
            long alarm,
            AlarmCode code,
            Priority priority,
            String action,
            long raisedAgoMs,
            boolean causeHolds,
            boolean acknowledged,
            boolean endsByItself,
            String detail,
            String acceptedBy) {}

    /**
     * How punctual the ticks are, summed up every ten seconds; zeros before that.
     *
     * @param ticks ticks run in this boot
     * @param late ticks that began more than 10 ms after their time
     * @param missed ticks left out because their whole period had passed
     * @param p50Us half of the ticks did not begin later than this after their time, microseconds
     * @param p99Us 99 of 100 ticks
     * @param p999Us 999 of 1,000 ticks
     * @param maxUs the latest
     */
    record TickStatus(long ticks, long late, long missed, long p50Us, long p99Us, long p999Us, long maxUs) {
        public static final TickStatus NONE = new TickStatus(0, 0, 0, 0, 0, 0, 0);
    }
}
