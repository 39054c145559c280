package org.steadyflow.telemetry.link;

/**
 * What the link must not forget.
 *
 * @param pump whose journal
 * @param seq last line that the pharmacy has confirmed, 0 for none
 * @param hash its SHA-256, hex; empty for none
 * @param counter highest counter of the pharmacy that was believed, 0 for none
 */
record Position(String pump, long seq, String hash, long counter) {
    static Position start(String pump) {
        return new Position(pump, 0, "", 0);
    }

    Position confirmed(long upToSeq, String lineHash) {
        return new Position(pump, upToSeq, lineHash, counter);
    }

    Position heard(long newCounter) {
        return new Position(pump, seq, hash, newCounter);
    }
}
