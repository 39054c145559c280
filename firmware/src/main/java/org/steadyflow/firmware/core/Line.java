package org.steadyflow.firmware.core;

import java.util.Optional;
import org.steadyflow.firmware.library.LineHistory;

/**
 * What is in the line to the patient, and how long the container at its other end hangs.
 *
 * @param history what ran in the line since it was last flushed
 * @param setWasOut the set was out of the pump since something last ran in it: perhaps it is another one
 * @param mark what the journal knows of the container
 * @param hang the container's hang time; empty where none is watched
 * @param set how the set was used, which its flow depends on
 */
public record Line(LineHistory history, boolean setWasOut, HangMark mark, Optional<HangWatch> hang, SetUse set) {
    /** Of a new set, with no container. */
    public static final Line NEW = new Line(LineHistory.EMPTY, false, HangMark.NONE, Optional.empty(), SetUse.NEW);

    /** This runs in it. */
    public Line ran(String name) {
        return new Line(history.ran(name), false, mark, hang, set);
    }

    /** This has flushed it. */
    public Line flushed(String name) {
        return new Line(history.flushed(name), false, mark, hang, set);
    }

    /** The set was taken out. */
    public Line withSetOut() {
        return new Line(history, true, mark, hang, set);
    }

    /** A person says that the set is a new one. */
    public Line renewed() {
        return new Line(LineHistory.EMPTY, false, mark, hang, set);
    }

    /** What the journal knows of the container, and what is counted from there. */
    public Line hung(HangMark nextMark, Optional<HangWatch> nextHang) {
        return new Line(history, setWasOut, nextMark, nextHang, set);
    }

    /** The set has been used. */
    public Line used(SetUse next) {
        return new Line(history, setWasOut, mark, hang, next);
    }
}
