package org.steadyflow.simulator.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.simulator.world.ConservationViolation;
import org.steadyflow.simulator.world.WorldTruth;
import org.steadyflow.telemetry.journal.Damage;
import org.steadyflow.telemetry.journal.JournalVerifier;
import org.steadyflow.telemetry.journal.Storage;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Entry;
import org.steadyflow.telemetry.message.Event;

/**
 * The judge. It reads the simulated world, and ledger and journal as they stand on the simulated disk; never a variable
 * of the firmware:
 *
 * <ol>
 *   <li value="1">the shaft's true travel lies inside the recorded interval, at every tick; while the motor may turn
 *       back, that reaches down by the reverse authority
 *   <li value="2">that interval is no wider than one authority, and one more for each stop that lost the position, of
 *       which an alarm tells
 *   <li value="3">each dose is given at most once, and nothing beyond the order
 *   <li value="4">no window of time gets more than its cap
 *   <li value="5">the motor never moves without durable authority, and never backwards without durable reverse
 *       authority of at most 2 mL
 *   <li value="8">the journal's hash chain is whole, or each of its breaks is journalled
 *   <li value="10">no alarm without a cause
 *   <li value="20">the world itself conserves volume
 * </ol>
 *
 * Numbers are those of docs/hazards.md. One thread.
 */
final class Referee {
    /** Violations that are told; one more says that there are more. */
    static final int LIMIT = 50;

    private static final double ENCODER_COUNT_MICROSTEPS = 12.5;
    /** Millionths. */
    private static final double NOMINAL_YIELD = 1e6;

    private static final long NS_PER_MS = 1_000_000L;
    private static final long NEVER = Long.MIN_VALUE;

    private final WorldTruth truth;
    private final JournalTail journal;
    private final LedgerTail ledger;
    private final LedgerTail copy;
    private final List<String> violations = new ArrayList<>();
    private final OrderCheck orderCheck;
    private final AlarmCheck alarmCheck;
    private final Order order;
    private final CalibratedShaft shaft;

    private long tag;
    private final long mostReverse;
    private Authority durable = Authority.NONE;
    private long lastTravel;
    private long reverseLost;
    private int powerCuts;
    private long outsideSinceNs = NEVER;
    private boolean toldUnsure;
    private final Set<String> damageTold = new HashSet<>();

    Referee(WorldTruth truth, SimulatedDisk disk, Order order, MicrostepVolume microstep) {
        this.truth = truth;
        this.journal = new JournalTail(disk.journal());
        this.ledger = LedgerTail.of(disk.ledger());
        this.copy = LedgerTail.of(disk.chip());
        this.order = order;
        this.mostReverse = microstep.microstepsIn(Volume.ofMillilitres(2));
        this.shaft = new CalibratedShaft(truth);
        this.orderCheck = new OrderCheck(order, microstep, this::violate);
        this.alarmCheck = new AlarmCheck(truth, order, orderCheck::isNearCap, this::violate);
    }

    /** The disk has written: what is durable may have changed. */
    void diskChanged() throws IOException {
        journal.read(this::journalled);
        Authority onChip = copy.read();
        settle(newer(ledger.read(), onChip));
    }

    /** The motor may move as soon as one of the copies allows it. */
    private static Authority newer(Authority one, Authority other) {
        return other.number() > one.number() ? other : one;
    }

    /** The pump starts on this disk, for the first time or again. */
    void pumpStarted() throws IOException {
        journal.read(this::journalled);
        Authority newest = newer(ledger.readAll(), copy.readAll());
        shaft.forgetAfter(newest.number());
        settle(newest);
    }

    private void settle(Authority newest) {
        if (newest.number() != durable.number()) {
            durable = newest;
            if (isOurs()) {
                shaft.learn(durable);
            }
            checkWidth();
        }
    }

    /** Newest record on the disk. */
    Authority durable() {
        return durable;
    }

    /** The tag by which the ledger names this acceptance of the prescription; 0 before it. */
    long tag() {
        return tag;
    }

    /** A line of the journal. A run accepts one prescription. */
    private void journalled(Entry entry) {
        long atNs = entry.monotonicMs() * NS_PER_MS;
        switch (entry.event()) {
            case Event.PrescriptionAccepted _ -> {
                tag = order.acceptedAt(entry.wallMs()).tag();
                orderCheck.begin(truth.nowNs());
                alarmCheck.accepted(atNs);
            }
            case Event.StoreDamaged damaged -> damageTold.add(damaged.where());
            case Event.PartStarted part -> partStarted(part, atNs);
            case Event.WaitTimed wait -> alarmCheck.due(wait.dueWallMs());
            case Event.PrescriptionEnded _ -> orderCheck.end();
            case Event.AlarmRaised raised -> {
                toldUnsure |= raised.code() == AlarmCode.VOLUME_UNSURE;
                alarmCheck.raised(raised, atNs);
            }
            case Event.InfusionPaused _, Event.InfusionStopped _ -> alarmCheck.halted(atNs);
            case Event.InfusionStarted _ -> {
                orderCheck.infusionStarted(atNs);
                alarmCheck.started(atNs);
            }
            case Event.DoseMissed missed -> {
                switch (missed.decision()) {
                    case "SKIP" -> alarmCheck.doseSkipped();
                    case "ASK" -> alarmCheck.prompted(atNs);
                    default -> {}
                }
            }
            case Event.RampDownBegun _ -> alarmCheck.rampedDown();
            default -> {}
        }
    }

    private void partStarted(Event.PartStarted part, long atNs) {
        orderCheck.partStarted(part, atNs);
        alarmCheck.partStarted();
        if (part.kind().equals("PROMPT")) {
            alarmCheck.prompted(atNs);
        }
    }

    /** Mains and battery are gone; the encoder's position with them. */
    void powerCut() {
        powerCuts++;
        reverseLost += isOurs() && durable.reverse() > 0 ? durable.reverse() + resolution() : 0;
        alarmCheck.halted(truth.nowNs());
        journal.restart();
    }

    /** After each tick's physics. */
    void look() {
        long travel = shaft.travel();
        checkInterval(travel);
        checkDirection(travel);
        orderCheck.look(travel, truth.nowNs(), isOurs() ? durable.width() : 0);
    }

    /** What an encoder count gives by the yield in force, and one microstep for rounding. */
    private long resolution() {
        int yield = Math.max(durable.scale().below(), durable.scale().above());
        return (long) Math.ceil(ENCODER_COUNT_MICROSTEPS * yield / NOMINAL_YIELD) + 1;
    }

    private boolean isOurs() {
        return tag != 0 && durable.order() == tag;
    }

    /** At the end of the run. */
    List<String> finish(Storage stored) throws IOException {
        for (Damage damage : JournalVerifier.verify(stored).breaks()) {
            if (!damageTold.contains(damage.segment() + ", byte " + damage.position())) {
                violate(8, "the journal's chain is broken and no line says so: " + damage);
            }
        }
        judgeWorld(truth.conservationViolation());
        // where the shaft stood still, each start that lost the position costs one count of the encoder, and no more
        if (durable.width() > resolution() * powerCuts && !toldUnsure) {
            violate(2, "the position was lost and no alarm said so");
        }
        alarmCheck.finish();
        return List.copyOf(violations);
    }

    /** A world that makes or loses liquid proves nothing about the pump. */
    void judgeWorld(Optional<ConservationViolation> found) {
        found.ifPresent(violation -> violate(20, violation.toString()));
    }

    private void checkInterval(long travel) {
        if (!isOurs()) {
            if (travel > resolution()) {
                violateOnce(5, "the shaft moved " + travel + " microsteps before any authority was durable");
            }
            return;
        }
        boolean above = travel > durable.authorised() + resolution();
        boolean below = travel < durable.settled() - durable.reverse() - resolution();
        if (above) {
            violateOnce(
                    5, "the shaft is at " + travel + " microsteps, beyond its authority of " + durable.authorised());
        }
        if (above || below) {
            violateOnce(
                    1,
                    "the shaft is at " + travel + " microsteps, outside the recorded interval ["
                            + (durable.settled() - durable.reverse()) + ", " + durable.authorised() + "]");
        } else {
            outsideSinceNs = NEVER;
        }
    }

    private void checkDirection(long travel) {
        boolean mayTurnBack = isOurs() && durable.reverse() > 0;
        if (travel < lastTravel && !mayTurnBack) {
            violateOnce(5, "the shaft turned back from " + lastTravel + " to " + travel + " without reverse authority");
        }
        lastTravel = travel;
    }

    private void checkWidth() {
        if (!isOurs()) {
            return;
        }
        long authority = orderCheck.greatestAuthority();
        long lost = authority * powerCuts + reverseLost;
        if (durable.reverse() > mostReverse || durable.reverse() < 0) {
            violate(5, "a reverse authority of " + durable.reverse() + " microsteps; " + mostReverse + " are allowed");
        }
        if (durable.width() > lost) {
            violate(
                    2,
                    "after " + powerCuts + " stops that lost the position the interval is " + durable.width()
                            + " microsteps wide; " + lost + " are allowed");
        }
        if (durable.authorised() - durable.settled() > lost + authority + resolution()) {
            violate(
                    2,
                    "the recorded interval [" + durable.settled() + ", " + durable.authorised()
                            + "] is wider than one authority of " + authority + " microsteps");
        }
    }

    /** One violation for each time that it begins, not one a tick. */
    private void violateOnce(int check, String what) {
        if (outsideSinceNs == NEVER || outsideSinceNs == truth.nowNs()) {
            violate(check, what);
            outsideSinceNs = truth.nowNs();
        }
    }

    private void violate(int check, String what) {
        if (violations.size() < LIMIT) {
            violations.add(
                    "check " + check + " at " + RunLog.seconds(truth.nowNs()).toPlainString() + " s: " + what);
        } else if (violations.size() == LIMIT) {
            violations.add("and more");
        }
    }
}
