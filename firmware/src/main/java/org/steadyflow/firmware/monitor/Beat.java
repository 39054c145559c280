package org.steadyflow.firmware.monitor;

/**
 * The conversation with control.
 *
 * @param session of the control that answers, 0 for none
 * @param tick number of its last tick
 * @param question number of the question that stands
 * @param challenge its number to reckon with
 * @param goodNs when the last right answer came
 */
record Beat(long session, long tick, long question, long challenge, long goodNs) {
    static Beat first(long seed, long nowNs) {
        return new Beat(0, 0, 1, Challenge.after(seed), nowNs);
    }

    /** What an answer is worth. */
    enum Worth {
        /** Answers no question that stands. */
        STALE,
        WRONG,
        RIGHT
    }

    Worth worth(Pulse pulse) {
        if (pulse.question() != question) {
            return Worth.STALE;
        }
        boolean grew = pulse.session() != session || pulse.tick() > tick;
        return grew && pulse.answers(challenge) ? Worth.RIGHT : Worth.WRONG;
    }

    /** The next question stands. */
    Beat answered(Pulse pulse, long nowNs) {
        return new Beat(pulse.session(), pulse.tick(), question + 1, Challenge.after(challenge), nowNs);
    }

    /** As if an answer had just come. */
    Beat pardoned(long nowNs) {
        return new Beat(session, tick, question, challenge, nowNs);
    }

    boolean isLate(long nowNs) {
        return nowNs - goodNs > MonitorLimits.HEARTBEAT_NS;
    }
}
