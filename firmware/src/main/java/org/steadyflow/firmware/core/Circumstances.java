package org.steadyflow.firmware.core;

import org.steadyflow.firmware.prescription.LineLimits;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Route;
import org.steadyflow.firmware.safety.Observation;
import org.steadyflow.firmware.safety.Situation;
import org.steadyflow.firmware.safety.Standing;
import org.steadyflow.firmware.therapy.TherapyPlanner;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** Tells safety what it needs to know of the state beside the sample. */
final class Circumstances {
    /** Flow that has been due for this long without authority is an alarm. */
    private static final long STARVED_NS = 300_000_000L;
    /** What the encoder cannot resolve, at the container's beginning and now. */
    private static final long CONTAINER_SLACK_MICROSTEPS = 2 * MotorSample.ENCODER_RESOLUTION_MICROSTEPS;

    private final PumpSetup setup;
    private final Parts parts;

    Circumstances(PumpSetup setup, Parts parts) {
        this.setup = setup;
        this.parts = parts;
    }

    Observation observe(PumpState state, SensorSample sample, boolean storeFailed, long stepNs) {
        boolean flowing = parts.wantsFlow(state, sample.motor());
        return new Observation(
                sample,
                situation(state, sample.motor(), flowing),
                standing(state, sample.motor(), storeFailed, flowing),
                setup.microstep(),
                stepNs);
    }

    private Situation situation(PumpState state, MotorSample motor, boolean flowing) {
        boolean armed = state.phase().isArmed();
        long shaft = state.shaft().lower(motor);
        return new Situation(
                armed,
                flowing,
                state.flags().freshLine(),
                flowing ? TherapyPlanner.rateAt(state.segment(), state.progress()) : FlowRate.ZERO,
                state.commandedTravel(),
                shaft,
                motor.driveMicrosteps() - state.shaft().anchorMicrosteps(),
                armed ? containerLeft(state, shaft) : 0,
                armed ? state.order().orElseThrow().prescription().limits() : LineLimits.USUAL,
                airRules(state));
    }

    private long containerLeft(PumpState state, long shaft) {
        long hungNl = state.course().containerNl();
        Volume gives = hungNl > 0
                ? new Volume(hungNl)
                : state.order().orElseThrow().prescription().container().usable();
        long usable = setup.microstep().microstepsIn(gives);
        return usable + CONTAINER_SLACK_MICROSTEPS - (shaft - state.course().containerStart());
    }

    private static boolean airRules(PumpState state) {
        Route route = state.order().map(o -> o.prescription().route()).orElse(Route.INTRAVENOUS_PERIPHERAL);
        return switch (route) {
            case INTRAVENOUS_PERIPHERAL, INTRAVENOUS_CENTRAL -> true;
            case SUBCUTANEOUS, EPIDURAL, ENTERAL -> false;
        };
    }

    private Standing standing(PumpState state, MotorSample motor, boolean storeFailed, boolean flowing) {
        Clocks clocks = state.clocks();
        Phase phase = state.phase();
        long inPhaseNs = clocks.tickNs() - clocks.phaseNs();
        return new Standing(
                state.flags().complete(),
                flowing && phase == Phase.WAITING && isAfterEnd(state),
                isHalted(state) ? inPhaseNs : 0,
                phase == Phase.READY ? inPhaseNs : 0,
                state.flags().doseMissed() || (phase.isArmed() && state.course().overdueTold()),
                state.contradictsLedger(motor),
                storeFailed,
                state.grants().isPending() ? clocks.tickNs() - state.grants().askedNs() : 0,
                clocks.starvedNs() > STARVED_NS,
                state.flags().volumeUnsure(),
                state.flags().clockUnsure(),
                setup.pharmacyExpected() ? (clocks.tickNs() - clocks.presenceNs()) / setup.pace() : 0,
                state.order()
                        .map(Order::prescription)
                        .map(Prescription::lifeSustaining)
                        .orElse(false));
    }

    /** Paused, or stopped by an alarm that is over: a stop that is still alarmed needs no second alarm. */
    private static boolean isHalted(PumpState state) {
        return state.phase() == Phase.PAUSED
                || (state.phase() == Phase.STOPPED
                        && state.safety().board().strongestStop().isEmpty());
    }

    private static boolean isAfterEnd(PumpState state) {
        return state.order()
                .orElseThrow()
                .program()
                .isAllDeliveredAt(state.course().part());
    }
}
