package org.steadyflow.firmware.core;

import org.steadyflow.firmware.therapy.BolusLog;
import org.steadyflow.hal.quantity.FlowRate;

/**
 * What people ask of the pump, by the bedside panel and the hard keys; the last two come down the link and cannot move
 * anything. {@code by} names who asks, at most 64 characters.
 */
public sealed interface Command {
    String by();

    /**
     * Accept a prescription; refused while another is not over.
     *
     * @param reason why soft limits of the drug library are passed, at most 200 characters; empty for none
     */
    record Accept(Order order, String by, String reason) implements Command {
        /** How a refusal begins that a reason would have prevented. */
        static final String REASON_NEEDED = "a reason is needed. ";

        /** Without a reason: a soft limit refuses it. */
        public Accept(Order order, String by) {
            this(order, by, "");
        }

        /** Whether an acceptance that was refused with this sentence lacks a reason and nothing else. */
        public static boolean lacksReason(String refusal) {
            return refusal.startsWith(REASON_NEEDED);
        }
    }

    /**
     * Something that was asked for and must not even be tried, such as an order with a bad signature: journalled, and
     * nothing else.
     *
     * @param what was asked for, as {@link org.steadyflow.telemetry.message.Event.CommandRefused} names it
     * @param why for people
     */
    record Rejected(String what, String why, String by) implements Command {}

    /** Start or resume; in a wait for a person, confirm it. Needs a closed door and no alarm that stops. */
    record Start(String by) implements Command {}

    /** Stop the motor at once; refused when nothing runs. */
    record Pause(String by) implements Command {}

    /** Acknowledge all alarms on the list. */
    record Acknowledge(String by) implements Command {}

    /** Silence the sounder for two minutes. */
    record PauseAudio(String by) implements Command {}

    /** A new container hangs and the line is primed; refused while a dose or a keep-open flow runs. */
    record ContainerChanged(String by) implements Command {}

    /** Take the prescription off; refused while a dose runs. A keep-open flow stops. */
    record End(String by) implements Command {}

    /** A dose of a patient-controlled regimen: the patient's key, or a clinician. */
    record RequestBolus(BolusLog.Kind kind, String by) implements Command {}

    /** Another rate for the rest of the infusion, inside its titration. */
    record Titrate(FlowRate rate, String by) implements Command {}

    /** Begin the ramp down of a tapered regimen now. */
    record RampDown(String by) implements Command {}

    /** From the link: a pharmacist accepted alarm {@code alarm}. */
    record AlarmAccepted(long alarm, String by) implements Command {}

    /** From the link: a signed beat says that somebody watches at the pharmacy. */
    record PharmacyPresent(String by) implements Command {}
}
