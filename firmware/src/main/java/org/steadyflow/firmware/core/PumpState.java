package org.steadyflow.firmware.core;

import java.util.Optional;
import org.steadyflow.firmware.motion.ShaftReference;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.safety.SafetyState;
import org.steadyflow.firmware.therapy.BolusLog;
import org.steadyflow.firmware.therapy.Program;
import org.steadyflow.firmware.therapy.Progress;
import org.steadyflow.firmware.therapy.Segment;
import org.steadyflow.firmware.therapy.WaitEnd;
import org.steadyflow.hal.device.MotorSample;

/**
 * All that the pump remembers from tick to tick. Immutable.
 *
 * @param order the prescription; empty in IDLE
 * @param lastKnown what the stores said at the start; empty once settled
 * @param shaft how the driver's coordinate and travel hang together
 * @param course where the running part stands
 * @param progress how far the running part is
 * @param commandedTravel travel that the motor was last told to reach, microsteps, lower bound
 * @param unsettledStops stops so far after which the position could not be read back
 * @param boluses doses on request that were granted
 * @param line what is in the line, and how long the container hangs
 * @param past what orders before this one have used up and given
 */
public record PumpState(
        Phase phase,
        Optional<Order> order,
        Optional<LastKnown> lastKnown,
        ShaftReference shaft,
        Course course,
        Progress progress,
        Grants grants,
        SafetyState safety,
        Flags flags,
        Clocks clocks,
        long commandedTravel,
        int unsettledStops,
        BolusLog boluses,
        Line line,
        Past past) {

    /** The segment that runs. Only while a prescription is accepted, else {@link java.util.NoSuchElementException}. */
    public Segment segment() {
        return order.orElseThrow().program().segment(course.part());
    }

    /** What a person is asked to confirm with the start key; empty for nothing. */
    public Optional<String> prompt() {
        return phase == Phase.WAITING && Waits.waitsForPerson(this)
                ? Optional.of(Waits.promptOf(segment()))
                : Optional.empty();
    }

    /** The container that a person hangs before they confirm; empty for none. */
    public Optional<WaitEnd.Hang> hangs() {
        return Waits.hangs(segment());
    }

    /** The program as it is now. Only while a prescription is accepted. */
    public Program program() {
        return order.orElseThrow().program();
    }

    /** Whether doses complete on the upper end of what may have been given. */
    boolean countsUpper() {
        return order.isPresent()
                && (order.get().prescription().highAlert()
                        || order.get().prescription().regimen() instanceof Regimen.PatientControlled);
    }

    /** What separates the scale by which doses are counted from the lower bound of travel. */
    long countOffset() {
        return countsUpper() ? shaft.widthMicrosteps() : 0;
    }

    /** Travel of the running part by that scale. */
    long partTravel(MotorSample motor) {
        return shaft.lower(motor) + countOffset() - course.partStart();
    }

    /** The encoder reads less than what is settled: it is wrong, and a record made from it would be as well. */
    boolean contradictsLedger(MotorSample motor) {
        Authority durable = grants.durable();
        boolean isComparable = lastKnown.isEmpty()
                && order.isPresent()
                && durable.order() == order.get().tag()
                && durable.scale().equals(shaft.scale());
        return isComparable && shaft.upper(motor) < durable.least() + durable.width();
    }

    /** This record is durable: what was asked for with it of the shaft holds from now on. */
    PumpState granted(Authority durable) {
        PumpState granted = withGrants(grants.withDurable(durable));
        boolean isAsked = grants.isPending() && durable.equals(grants.asked());
        boolean isOurs = order.isPresent() && order.get().tag() == durable.order();
        return isAsked && isOurs ? granted.withShaft(shaft.withScale(durable.scale())) : granted;
    }

    PumpState withPhase(Phase next) {
        return new PumpState(
                next,
                order,
                lastKnown,
                shaft,
                course,
                progress,
                grants,
                safety,
                flags,
                next == phase ? clocks : clocks.withPhaseNow(),
                commandedTravel,
                unsettledStops,
                boluses,
                line,
                past);
    }

    PumpState withOrder(Optional<Order> next) {
        return new PumpState(
                phase,
                next,
                lastKnown,
                shaft,
                course,
                progress,
                grants,
                safety,
                flags,
                clocks,
                commandedTravel,
                unsettledStops,
                boluses,
                line,
                past);
    }

    PumpState withShaft(ShaftReference next) {
        if (next.equals(shaft)) {
            return this;
        }
        return new PumpState(
                phase,
                order,
                lastKnown,
                next,
                course,
                progress,
                grants,
                safety,
                flags,
                clocks,
                commandedTravel,
                unsettledStops,
                boluses,
                line,
                past);
    }

    PumpState withCourse(Course next, Progress nextProgress) {
        return new PumpState(
                phase,
                order,
                lastKnown,
                shaft,
                next,
                nextProgress,
                grants,
                safety,
                flags,
                clocks,
                commandedTravel,
                unsettledStops,
                boluses,
                line,
                past);
    }

    PumpState withProgress(Progress next) {
        return withCourse(course, next);
    }

    PumpState withGrants(Grants next) {
        return new PumpState(
                phase,
                order,
                lastKnown,
                shaft,
                course,
                progress,
                next,
                safety,
                flags,
                clocks,
                commandedTravel,
                unsettledStops,
                boluses,
                line,
                past);
    }

    PumpState withSafety(SafetyState next) {
        return new PumpState(
                phase,
                order,
                lastKnown,
                shaft,
                course,
                progress,
                grants,
                next,
                flags,
                clocks,
                commandedTravel,
                unsettledStops,
                boluses,
                line,
                past);
    }

    PumpState withFlags(Flags next) {
        return new PumpState(
                phase,
                order,
                lastKnown,
                shaft,
                course,
                progress,
                grants,
                safety,
                next,
                clocks,
                commandedTravel,
                unsettledStops,
                boluses,
                line,
                past);
    }

    PumpState withClocks(Clocks next) {
        return new PumpState(
                phase,
                order,
                lastKnown,
                shaft,
                course,
                progress,
                grants,
                safety,
                flags,
                next,
                commandedTravel,
                unsettledStops,
                boluses,
                line,
                past);
    }

    PumpState withCommandedTravel(long next) {
        return new PumpState(
                phase,
                order,
                lastKnown,
                shaft,
                course,
                progress,
                grants,
                safety,
                flags,
                clocks,
                next,
                unsettledStops,
                boluses,
                line,
                past);
    }

    PumpState withBoluses(BolusLog next) {
        return new PumpState(
                phase,
                order,
                lastKnown,
                shaft,
                course,
                progress,
                grants,
                safety,
                flags,
                clocks,
                commandedTravel,
                unsettledStops,
                next,
                line,
                past);
    }

    PumpState withLine(Line next) {
        return new PumpState(
                phase,
                order,
                lastKnown,
                shaft,
                course,
                progress,
                grants,
                safety,
                flags,
                clocks,
                commandedTravel,
                unsettledStops,
                boluses,
                next,
                past);
    }

    PumpState withPast(Past next) {
        return new PumpState(
                phase,
                order,
                lastKnown,
                shaft,
                course,
                progress,
                grants,
                safety,
                flags,
                clocks,
                commandedTravel,
                unsettledStops,
                boluses,
                line,
                next);
    }

    PumpState settled(ShaftReference settledShaft, long travel, int stops) {
        return new PumpState(
                phase,
                order,
                Optional.empty(),
                settledShaft,
                course,
                progress,
                grants,
                safety,
                flags,
                clocks,
                travel,
                stops,
                boluses,
                line,
                past);
    }
}
