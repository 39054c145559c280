package org.steadyflow.firmware.core;

import org.steadyflow.hal.device.MotorSample;

/**
 * One record of the ledger: the motor may move inside it once it is durable. All travel in microsteps since the
 * prescription was accepted.
 *
 * @param number grows by one with each record, from 1; 0 for none
 * @param order tag of the prescription, 0 for none
 * @param part segment of the program
 * @param partStart travel at which the part began, on the scale by which doses are counted
 * @param settled the shaft had travelled at least this far when the record was made
 * @param width by how much the upper bound of travel was then above the lower one
 * @param authorised the shaft never travels further than this under this record, upper bound
 * @param anchor the driver's coordinate at which the lower bound of travel is 0
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
        long anchor,
        int unsettledStops,
        long reverse) {
    public static final Authority NONE = new Authority(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Room that a note of where the shaft stands leaves for what the encoder cannot resolve. */
    static final long NOTE_ROOM = MotorSample.ENCODER_RESOLUTION_MICROSTEPS;

    /** A record that allows nothing backwards. */
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
        this(number, order, part, partStart, settled, width, authorised, anchor, unsettledStops, 0);
    }

    /** Whether the motor may move on by it: a note of where the shaft stands has just the room of an encoder count. */
    boolean allowsFlow() {
        long room = authorised - settled - width;
        return reverse == 0 && room > 0 && room != NOTE_ROOM;
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
