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
        boolean wasAway = before.cycleNs() != 0 && sample.monotonicNs() - before.cycleNs() > MonitorLimits.AWAY_NS;
        MonitorState turned = turned(before, sample);
        // while the motor turns nobody changes the limits that it runs under
        boolean took = input.handed().isPresent() && turned.shaft().stands(turned.cycleNs());
        MonitorState handed =
                took ? turned.withAccount(Account.begin(input.handed().get())) : turned;
        MonitorState heard = heard(handed, input.pulses());
        MonitorState seen = input.acknowledged() ? acknowledged(heard) : heard;
        MonitorState watched = watched(seen);
        MonitorState moved = moved(watched, sample, wasAway);
        MonitorState after = withRailWatched(moved, sample);
        return new MonitorRecord(after, act(after), sounds(after), took);
    }

    /** Where the shaft is now, and what flowed. */
    private static MonitorState turned(MonitorState before, MonitorSample sample) {
        long nowNs = sample.monotonicNs();
        Shaft shaft = before.shaft().after(sample);
        int sinceKept = shaft.known()
                ? before.kept().map(kept -> Shaft.since(kept, shaft.angle())).orElse(0)
                : 0;
        long counts = shaft.counts() - before.shaft().counts() + sinceKept;
        Optional<Account> account = before.account();
        if (account.isPresent()) {
            int declared = before.heard()
                    .map(Pulse::yieldMillionths)
                    .orElse(account.get().yieldMillionths());
            long ns = before.cycleNs() == 0 ? 0 : nowNs - before.cycleNs();
            account = Optional.of(account.get().after(counts, declared, shaft.stands(nowNs), ns));
        }
        return before.atCycle(shaft, account, shaft.known() ? Optional.empty() : before.kept(), nowNs);
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
        MonitorState next = state.withBeat(state.beat().answered(pulse, state.cycleNs()), Optional.of(pulse));
        if (state.mode() != Mode.GUARDING || state.grant().isEmpty()) {
            return next;
        }
        if (isNewSession) {
            return next.in(Mode.WAITING, Cause.NONE);
        }
        Grant grant = state.grant().get().with(pulse);
        MonitorState granted = next.withGrant(Optional.of(grant));
        return agrees(granted, grant, pulse) ? granted : granted.in(Mode.TRIPPED, Cause.DISAGREES);
    }

    private static boolean agrees(MonitorState state, Grant grant, Pulse pulse) {
        if (state.account().isEmpty()) {
            return true;
        }
        Account account = state.account().get();
        long shaftFl = grant.shaftFl(state.shaft().counts(), account.femtolitresPerCount());
        return Grant.agrees(pulse, shaftFl, account.envelope().highestRateNlPerH());
    }

    private static MonitorState acknowledged(MonitorState state) {
        return switch (state.mode()) {
            case TRIPPED, UNSOUND -> {
                MonitorState free = state.in(Mode.WAITING, Cause.NONE).withOdd(0);
                yield state.account()
                        .map(account -> free.withAccount(account.fromHere()))
                        .orElse(free);
            }
            case WAITING, PROVING, GUARDING -> state;
        };
    }

    /** What the shaft did against everything that limits it. */
    private static MonitorState watched(MonitorState state) {
        if (!isArming(state)) {
            return state;
        }
        Cause broken = broken(state);
        return broken == Cause.NONE ? state : state.in(Mode.TRIPPED, broken);
    }

    private static Cause broken(MonitorState state) {
        if (state.shaft().isLost(state.cycleNs())) {
            return Cause.ANGLE_LOST;
        }
        if (state.account().isEmpty()) {
            return turnsWithoutEnvelope(state) ? Cause.NO_ENVELOPE : Cause.NONE;
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
        return state.grant().isPresent()
                && Math.abs(state.shaft().counts() - state.grant().get().tiedCounts()) > MonitorLimits.MARGIN_COUNTS;
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
            case PROVING -> wasAway ? state.in(Mode.WAITING, Cause.NONE) : proved(state, sample, isLate);
            case GUARDING ->
                isLate || wasAway || !isForThisMechanism(state) ? state.in(Mode.WAITING, Cause.NONE) : state;
        };
    }

    private static boolean mayProve(MonitorState state, boolean wasAway) {
        boolean answers = state.heard().isPresent() && !state.beat().isLate(state.cycleNs()) && !wasAway;
        boolean seesShaft = state.shaft().known() && !state.shaft().isLost(state.cycleNs());
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
        Grant tied = Grant.tied(state.heard().orElseThrow(), state.shaft().counts());
        return state.in(Mode.PROVING, Cause.NONE)
                .withProof(Proof.begin(state.cycleNs()))
                .withGrant(Optional.of(tied))
                .withOdd(0);
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
        Grant tied = Grant.tied(state.heard().orElseThrow(), state.shaft().counts());
        return state.in(Mode.GUARDING, Cause.NONE).withGrant(Optional.of(tied));
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
            case WAITING ->
                state.isOrderUnderWay() && state.cycleNs() - state.beat().goodNs() > MonitorLimits.LONELY_NS;
            case PROVING, GUARDING -> false;
        };
    }
}
