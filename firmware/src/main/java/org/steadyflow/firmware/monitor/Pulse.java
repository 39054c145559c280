package org.steadyflow.firmware.monitor;

/**
 * One answer of control: what its last tick did, and a sum over all of it that only a loop that ran through can make.
 * The call for the buzzer is no part of the sum: it changes nothing but the sound. All positions are nominal volume of
 * the shaft in control's coordinate, nanolitres rounded down.
 *
 * @param session one number for each start of control
 * @param question number of the question that it answers
 * @param tick number of the tick, growing by one
 * @param orderId id of the order's envelope, 0 while there is none
 * @param turnNl what control holds a turn of the magnet for, as a fraction
 * @param turnDivisor positive
 * @param command kind of the motor command: 0 off, 1 hold, 2 move
 * @param targetNl where a move ends, else 0
 * @param shaftNl where the motor's encoder saw the shaft
 * @param yieldMillionths what a turn gives there of its nominal volume, as control believes
 * @param authority number of the durable authority, 0 where none covers the shaft
 * @param authorityEndNl how far the shaft may go under it
 * @param authorityFloorNl how far back it may be turned
 * @param calls control's own sounder may be dead while it should sound: the second buzzer is to sound for it
 * @param flow what the stages of the tick left, one after the other
 * @param answer sum over all of it
 */
public record Pulse(
        long session,
        long question,
        long tick,
        long orderId,
        long turnNl,
        long turnDivisor,
        int command,
        long targetNl,
        long shaftNl,
        int yieldMillionths,
        long authority,
        long authorityEndNl,
        long authorityFloorNl,
        boolean calls,
        long flow,
        long answer) {

    /** Whether a tick that ran through all its stages makes this of that challenge. */
    boolean answers(long challenge) {
        return flow == Challenge.expectedFlow(challenge) && answer == sum();
    }

    private long sum() {
        long sum = Challenge.mix(flow, session);
        sum = Challenge.mix(sum, question);
        sum = Challenge.mix(sum, tick);
        sum = Challenge.mix(sum, orderId);
        sum = Challenge.mix(sum, turnNl);
        sum = Challenge.mix(sum, turnDivisor);
        sum = Challenge.mix(sum, command);
        sum = Challenge.mix(sum, targetNl);
        sum = Challenge.mix(sum, shaftNl);
        sum = Challenge.mix(sum, yieldMillionths);
        sum = Challenge.mix(sum, authority);
        sum = Challenge.mix(sum, authorityEndNl);
        return Challenge.mix(sum, authorityFloorNl);
    }
}
