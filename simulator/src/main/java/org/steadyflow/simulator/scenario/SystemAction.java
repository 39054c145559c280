package org.steadyflow.simulator.scenario;

import java.time.Duration;

/** Something that happens to the pump's computer; the simulation carries it out. */
public sealed interface SystemAction extends Action {
    /** Writes and forces take this long from now on until it is over. */
    record DiskStall(Duration lasting) implements SystemAction {}

    /** No room for anything new until {@link DiskFreed}. */
    record DiskFull() implements SystemAction {}

    record DiskFreed() implements SystemAction {}

    /** Writes and forces fail until {@link DiskMended}. */
    record DiskBroken() implements SystemAction {}

    record DiskMended() implements SystemAction {}

    /** The chip with the ledger's second copy does not answer until {@link FramMended}. */
    record FramBroken() implements SystemAction {}

    record FramMended() implements SystemAction {}

    /** Another chip is in its place, and holds nothing. */
    record FramReplaced() implements SystemAction {}

    /** The next tick comes this much later. */
    record DelayTick(Duration by) implements SystemAction {}

    /** Control ends without a word and is started again. */
    record KillControl(Duration downFor) implements SystemAction {}

    /** No supply at all for so long: control ends, unforced writes may be gone, the encoder is lost. */
    record CutPower(Duration lasting) implements SystemAction {}
}
