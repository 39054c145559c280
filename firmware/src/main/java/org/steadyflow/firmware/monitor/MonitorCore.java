package org.steadyflow.firmware.monitor;

import java.util.List;
import java.util.Optional;
import org.steadyflow.hal.device.MonitorSample;

/** One cycle of the monitor as a pure function. Without state of its own; any thread. */
public final class MonitorCore {
    private MonitorCore() {}

    /** One cycle. Never throws for what the world, control or people do. */
    public static MonitorRecord step(MonitorState before, MonitorInput input) {
        MonitorSample sample = input.sample();
        long awayNs = before.cycleNs() == 0 ? 0 : sample.monotonicNs() - before.cycleNs();
        boolean wasAway = awayNs > before.toleratedNs(MonitorLimits.AWAY_NS);
        MonitorState turned = turned(before, sample);
        Taking taking = taking(turned, input.handed());
        MonitorState handed = taking == Taking.TAKEN
                ? turned.withBooks(turned.books().with(input.handed().orElseThrow()))
                : turned;
        MonitorState heard = heard(handed, input.pulses());
        boolean isSeen =
                input.acknowledged().isPresent() && input.acknowledged().get() == heard.trips();
        MonitorState seen = isSeen ? acknowledged(heard) : heard;
        MonitorState watched = watched(seen);
        MonitorState moved = moved(watched, sample, wasAway);
        MonitorState after = withRailWatched(moved, sample);
        return new MonitorRecord(after, act(after), sounds(after), taking);
    }

    private static Taking taking(MonitorState state, Optional<Envelope> handed) {
        if (handed.isEmpty()) {
            return Taking.NONE;
        }
        // while the motor turns nobody changes the limits that it runs under
        return state.shaft().stands(state.cycleNs()) ? state.books().worth(handed.get()) : Taking.TURNS;
    }

    /** Where the shaft is now, and what flowed. */
    private static MonitorState turned(MonitorState before, MonitorSample sample) {
        long nowNs = sample.monotonicNs();
        Shaft shaft = before.shaft().after(sample);
        long counts = shaft.counts() - before.shaft().counts();
        Books books = isArming(before) ? before.books().turned(counts) : before.books();
        Optional<Account> account = books.account();
        if (account.isPresent()) {
            int declared = before.heard()
                    .map(Pulse::yieldMillionths)
                    .orElse(account.get().yieldMillionths());
            long ns = before.cycleNs() == 0 ? 0 : nowNs - before.cycleNs();
            Account counted = sinceKept(before, account.get(), shaft, nowNs);
            books = books.with(Optional.of(counted.after(counts, declared, shaft.stands(nowNs), ns)));
        }
        return before.atCycle(shaft, books, shaft.known() ? Optional.empty() : before.kept(), nowNs);
    }

    /** The first angle after a start says how far the shaft went since the last one was kept. */
    private static Account sinceKept(MonitorState before, Account account, Shaft shaft, long nowNs) {
        if (before.kept().isEmpty() || !shaft.known()) {
            return account;
        }
        MonitorState.KeptAngle kept = before.kept().get();
        return account.afterAbsence(Shaft.since(kept.angle(), shaft.angle()), kept.agoNs(nowNs));
    }

    private static MonitorState heard(MonitorState before, List<Pulse> pulses) {
        MonitorState state = before;
        for (int i = 0; i < pulses.size(); i++) {
            state = heard(state, pulses.get(i));
        }
        return state;
    }

    private static MonitorState heard(MonitorState state, Pulse pulse) {
        if (state.mode() == Mode.PROVING && state.proof().isDeaf()) {
            return state;
        }
        return switch (state.beat().worth(pulse)) {
            case STALE -> state;
            case WRONG -> isArming(state) ? state.in(Mode.TRIPPED, Cause.WRONG_ANSWER) : state;
            case RIGHT -> answered(state, pulse);
        };
    }

    private static MonitorState answered(MonitorState state, Pulse pulse) {
        boolean isNewSession = pulse.session() != state.beat().session();
        boolean isAgain = isNewSession || state.beat().isLate(state.cycleNs());
        MonitorState next = state.withBeat(state.beat().answered(pulse, state.cycleNs()), Optional.of(pulse))
                .withBooks(state.books().heard(pulse.orderId(), isAgain, state.cycleNs()));
        if (state.mode() != Mode.GUARDING || state.grant().isEmpty()) {
            return next;
        }
        if (isNewSession) {
            return next.in(Mode.WAITING, Cause.NONE);
        }
        return compared(next.withGrant(Optional.of(state.grant().get().with(pulse))), pulse);
    }

    /** The two encoders with each other. */
    private static MonitorState compared(MonitorState state, Pulse pulse) {
        if (state.account().isEmpty()) {
            return state;
        }
        Account account = state.account().get();
        Grant grant = state.grant().orElseThrow();
        long shaftFl = grant.shaftFl(state.shaft().counts(), account.femtolitresPerCount());
        Grant compared = grant.compared(pulse, shaftFl, account.envelope().highestRateNlPerH());
        MonitorState next = state.withGrant(Optional.of(compared));
        boolean agrees = Math.abs(account.offFl() + compared.beyondFl()) <= MonitorLimits.AGREE_FL;
        return agrees ? next : next.in(Mode.TRIPPED, Cause.DISAGREES);
    }

    private static MonitorState acknowledged(MonitorState state) {
        return switch (state.mode()) {
            case TRIPPED, UNSOUND ->
                state.in(Mode.WAITING, Cause.NONE)
                        .withOdd(0)
                        .withGrant(Optional.empty())
                        .withBooks(state.books().acknowledged());
            case WAITING, PROVING, GUARDING -> state;
        };
    }

    /** What the shaft did against everything that limits it. */
    private static MonitorState watched(MonitorState state) {
        if (!isArming(state)) {
            boolean wentBlind = state.mode() == Mode.WAITING
                    && state.grant().isPresent()
                    && state.shaft().isLost(state.cycleNs());
            return wentBlind ? state.in(Mode.TRIPPED, Cause.ANGLE_LOST) : state;
        }
        Cause broken = broken(state);
        return broken == Cause.NONE ? state : state.in(Mode.TRIPPED, broken);
    }

    private static Cause broken(MonitorState state) {
        if (state.shaft().isLost(state.cycleNs())) {
            return Cause.ANGLE_LOST;
        }
        if (turnsWithoutEnvelope(state)) {
            return Cause.NO_ENVELOPE;
        }
        if (state.account().isEmpty()) {
            return Cause.NONE;
        }
        Account account = state.account().get();
        Cause ofEnvelope = account.broken();
        if (ofEnvelope != Cause.NONE || state.grant().isEmpty()) {
            return ofEnvelope;
        }
        Grant grant = state.grant().get();
        return grant.broken(grant.shaftFl(state.shaft().counts(), account.femtolitresPerCount()));
    }

    private static boolean turnsWithoutEnvelope(MonitorState state) {
        long margin = MonitorLimits.marginCounts(state.turnNl(), state.turnDivisor());
        return state.books().isLoose() && Math.abs(state.books().looseCounts()) > margin;
    }

    private static boolean isArming(MonitorState state) {
        return state.mode() == Mode.PROVING || state.mode() == Mode.GUARDING;
    }

    /** From mode to mode. */
    private static MonitorState moved(MonitorState state, MonitorSample sample, boolean wasAway) {
        long nowNs = state.cycleNs();
        boolean isLate = state.beat().isLate(nowNs);
        return switch (state.mode()) {
            case TRIPPED, UNSOUND -> state;
            case WAITING -> mayProve(state, wasAway) ? beginProof(state) : state;
            case PROVING ->
                wasAway || isBlind(state) ? state.in(Mode.WAITING, Cause.NONE) : proved(state, sample, isLate);
            case GUARDING ->
                isLate || wasAway || isBlind(state) || !isForThisMechanism(state)
                        ? state.in(Mode.WAITING, Cause.NONE)
                        : state;
        };
    }

    /** So long without an angle that the next one could be another turn's. */
    private static boolean isBlind(MonitorState state) {
        return state.shaft().isBlind(state.cycleNs(), state.toleratedNs(MonitorLimits.ANGLE_NS));
    }

    private static boolean mayProve(MonitorState state, boolean wasAway) {
        boolean answers = state.heard().isPresent() && !state.beat().isLate(state.cycleNs()) && !wasAway;
        boolean seesShaft = state.shaft().known() && !isBlind(state);
        return answers && seesShaft && isForThisMechanism(state);
    }

    private static boolean isForThisMechanism(MonitorState state) {
        if (state.account().isEmpty() || state.heard().isEmpty()) {
            return true;
        }
        Pulse pulse = state.heard().get();
        return state.account().get().envelope().isForTurn(pulse.turnNl(), pulse.turnDivisor());
    }

    private static MonitorState beginProof(MonitorState state) {
        return tied(state.in(Mode.PROVING, Cause.NONE))
                .withProof(state.proof().again(state.cycleNs()))
                .withOdd(0);
    }

    /** The two coordinates of this control, tied already or from here on. */
    private static MonitorState tied(MonitorState state) {
        Pulse pulse = state.heard().orElseThrow();
        Optional<Grant> before = state.grant();
        if (before.isPresent() && before.get().session() == pulse.session()) {
            return state.withGrant(Optional.of(before.get().again(pulse)));
        }
        long off = before.map(Grant::beyondFl).orElse(0L);
        Books books = state.books();
        return state.withBooks(off == 0 ? books : books.with(books.account().map(account -> account.off(off))))
                .withGrant(Optional.of(Grant.tied(pulse, state.shaft().counts())));
    }

    private static MonitorState proved(MonitorState state, MonitorSample sample, boolean isLate) {
        boolean wasDeaf = state.proof().isDeaf();
        if (isLate && !wasDeaf) {
            return state.in(Mode.WAITING, Cause.NONE);
        }
        long nowNs = state.cycleNs();
        Proof.Result result = state.proof().after(sample.railUp(), sample.stopKeyHeld(), isLate, nowNs);
        if (result.wrong() != Cause.NONE) {
            return state.in(Mode.UNSOUND, result.wrong());
        }
        MonitorState next = state.withProof(result.proof());
        if (wasDeaf && !result.proof().isDeaf()) {
            // what was missed on purpose is not held against control
            return next.withBeat(next.beat().pardoned(nowNs), next.heard());
        }
        return result.proof().isDone() ? guarding(next) : next;
    }

    private static MonitorState guarding(MonitorState state) {
        return tied(state.in(Mode.GUARDING, Cause.NONE));
    }

    /** A switch that does not do what it is told. */
    private static MonitorState withRailWatched(MonitorState state, MonitorSample sample) {
        boolean isOdd =
                switch (state.mode()) {
                    case GUARDING -> !sample.railUp() && !sample.stopKeyHeld();
                    case WAITING, TRIPPED -> sample.railUp();
                    case PROVING, UNSOUND -> false;
                };
        if (!isOdd) {
            return state.oddNs() == 0 ? state : state.withOdd(0);
        }
        if (state.oddNs() == 0) {
            return state.withOdd(state.cycleNs());
        }
        boolean isTooLong = state.cycleNs() - state.oddNs() > MonitorLimits.RAIL_ODD_NS;
        Cause cause = sample.railUp() ? Cause.RAIL_STAYS_UP : Cause.RAIL_STAYS_DOWN;
        return isTooLong ? state.in(Mode.UNSOUND, cause) : state;
    }

    private static Act act(MonitorState state) {
        return switch (state.mode()) {
            case GUARDING -> Act.KICK;
            case PROVING -> state.proof().act();
            case WAITING, TRIPPED, UNSOUND -> Act.CUT;
        };
    }

    private static boolean sounds(MonitorState state) {
        return switch (state.mode()) {
            case TRIPPED, UNSOUND -> true;
            case WAITING -> isLonely(state) || isCalled(state);
            case PROVING -> state.proof().chirps() || isCalled(state);
            case GUARDING -> isCalled(state);
        };
    }

    /** Control is gone in the middle of an order, or does not come back to one that a restart has cut. */
    private static boolean isLonely(MonitorState state) {
        long limit = state.heard().isPresent() ? MonitorLimits.LONELY_NS : MonitorLimits.NEVER_HEARD_NS;
        return state.isOrderUnderWay() && state.cycleNs() - state.beat().goodNs() > limit;
    }

    private static boolean isCalled(MonitorState state) {
        return state.heard().map(Pulse::calls).orElse(false) && !state.beat().isLate(state.cycleNs());
    }
}
