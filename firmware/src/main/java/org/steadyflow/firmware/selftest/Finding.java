package org.steadyflow.firmware.selftest;

/**
 * What a step came to.
 *
 * @param words one sentence without its full stop
 */
public record Finding(Verdict verdict, String words) {
    /** Whether the pump may go on. */
    public enum Verdict {
        PASSED,
        /** It could not be tried here, which the words say; no fault by itself. */
        NOT_TRIED,
        /** A file could not be looked at: a fault at a start, and told without a stop in the middle of an order. */
        UNREAD,
        FAILED
    }

    static Finding passed(String words) {
        return new Finding(Verdict.PASSED, words);
    }

    static Finding notTried(String why) {
        return new Finding(Verdict.NOT_TRIED, why);
    }

    static Finding unread(String words) {
        return new Finding(Verdict.UNREAD, words);
    }

    /** Where nothing is lost by waiting, what could not be looked at has failed. */
    Finding strict() {
        return verdict == Verdict.UNREAD ? failed(words) : this;
    }

    static Finding failed(String words) {
        return new Finding(Verdict.FAILED, words);
    }

    static Finding of(boolean good, String goodWords, String badWords) {
        return good ? passed(goodWords) : failed(badWords);
    }

    boolean isUnread() {
        return verdict == Verdict.UNREAD;
    }

    boolean isFailed() {
        return verdict == Verdict.FAILED;
    }
}
