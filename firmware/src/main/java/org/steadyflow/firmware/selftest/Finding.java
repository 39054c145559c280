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
        FAILED
    }

    static Finding passed(String words) {
        return new Finding(Verdict.PASSED, words);
    }

    static Finding notTried(String why) {
        return new Finding(Verdict.NOT_TRIED, why);
    }

    static Finding failed(String words) {
        return new Finding(Verdict.FAILED, words);
    }

    static Finding of(boolean good, String goodWords, String badWords) {
        return good ? passed(goodWords) : failed(badWords);
    }

    boolean isFailed() {
        return verdict == Verdict.FAILED;
    }
}
