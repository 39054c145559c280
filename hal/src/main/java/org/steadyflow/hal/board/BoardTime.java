package org.steadyflow.hal.board;

import java.util.concurrent.locks.LockSupport;

/** The time that a board's parts live in: the computer's, or that of emulated chips. One thread. */
public interface BoardTime {
    /** Sixty bytes at 115,200 baud: no answer of a real chip takes longer. */
    long ANSWER_NS = 5_000_000;

    /** Nanoseconds since an arbitrary start; never goes back. */
    long monotonicNs();

    /** Lets a chip work for so long, at least. */
    void nap(long ns);

    /** Longest wait for one answer of a chip, nanoseconds. */
    long patienceNs();

    /** The computer's own. */
    static BoardTime ofThisComputer() {
        return new BoardTime() {
            @Override
            public long monotonicNs() {
                return System.nanoTime();
            }

            @Override
            public void nap(long ns) {
                LockSupport.parkNanos(ns);
            }

            @Override
            public long patienceNs() {
                return ANSWER_NS;
            }
        };
    }

    /** The same time with another longest wait, nanoseconds. */
    static BoardTime withPatience(BoardTime time, long patienceNs) {
        return new BoardTime() {
            @Override
            public long monotonicNs() {
                return time.monotonicNs();
            }

            @Override
            public void nap(long ns) {
                time.nap(ns);
            }

            @Override
            public long patienceNs() {
                return patienceNs;
            }
        };
    }
}
