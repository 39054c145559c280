package org.steadyflow.firmware.core;

import org.steadyflow.firmware.motion.Scale;

/**
 * One record of the ledger: the motor may move inside it once it is durable. All travel in nominal microsteps of fluid
 * since the prescription was accepted.
 *
 * @param number grows by one with each record, from 1; 0 for none
 * @param order tag of the prescription, 0 for none
 * @param part segment of the program
 * @param partStart travel at which the part began, on the scale by which doses are counted
 * @param settled the shaft had travelled at least this far when the record was made
 * @param width by how much the upper bound of travel was then above the lower one
 * @param authorised the shaft never travels further than this under this record, upper bound
 * @param scale the lower bound of travel by the shaft's coordinate
 * @param unsettledStops stops so far after which the position could not be read back
 * @param reverse how far below {@code settled} the shaft may be turned back under this record; 0 for none. A record
 *     that allows this allows no flow
 */
public record Authority(
        long number,
        long order,
        int part,
        long partStart,
        long settled,
        long width,
        long authorised,
        Scale scale,
        int unsettledStops,
        long reverse) {
    public static final Authority NONE = new Authority(0, 0, 0, 0, 0, 0, 0, Scale.ZERO, 0, 0);

    /** Nothing backwards, of a shaft that gives its nominal volume, with travel 0 at the coordinate {@code anchor}. */
    public Authority(
            long number,
            long order,
            int part,
            long partStart,
            long settled,
            long width,
            long authorised,
            long anchor,
            int unsettledStops) {
        this(number, order, part, partStart, settled, width, authorised, Scale.startingAt(anchor), unsettledStops, 0);
    }

    /** Room that a note of where the shaft stands leaves for what the encoder cannot resolve. */
    public long noteRoom() {
        return scale.countMicrosteps();
    }

    /** The same by another scale. */
    public Authority withScale(Scale other) {
        return new Authority(
                number, order, part, partStart, settled, width, authorised, other, unsettledStops, reverse);
    }

    /** The same with so much room backwards. */
    public Authority withReverse(long microsteps) {
        return new Authority(
                number, order, part, partStart, settled, width, authorised, scale, unsettledStops, microsteps);
    }

    /** The same with another end. */
    Authority authorisedTo(long end) {
        return new Authority(number, order, part, partStart, settled, width, end, scale, unsettledStops, reverse);
    }

    /** Whether the motor may move on by it: a note of where the shaft stands has just the room of an encoder count. */
    public boolean allowsFlow() {
        long room = authorised - settled - width;
        return reverse == 0 && room > 0 && room != noteRoom();
    }

    /**
     * Greatest travel, on the upper bound, to which the motor may be sent. A note sends it nowhere: it may be from
     * before a start that is not durable yet.
     */
    long reach() {
        return allowsFlow() ? authorised : settled + width;
    }

    /** Least travel that the shaft can have had under this record, lower bound. */
    public long least() {
        return settled - reverse;
    }
}
