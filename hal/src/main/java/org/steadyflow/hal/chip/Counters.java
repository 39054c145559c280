package org.steadyflow.hal.chip;

/**
 * How well a chip's bus does, since its driver was made.
 *
 * @param asked transfers begun, retries included
 * @param retried transfers and groups of writes that were done a second time
 * @param failed calls whose second try failed as well, or that were not worth one
 */
public record Counters(long asked, long retried, long failed) {
    static final Counters ZERO = new Counters(0, 0, 0);

    Counters plusAsked() {
        return new Counters(asked + 1, retried, failed);
    }

    Counters plusRetried() {
        return new Counters(asked, retried + 1, failed);
    }

    Counters plusFailed() {
        return new Counters(asked, retried, failed + 1);
    }
}
