package org.steadyflow.hal.chip;

import java.util.Arrays;
import java.util.List;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.SerialLink;

/**
 * Registers of one TMC5160 over its serial line: reads that are asked again once, writes that are counted by the chip.
 * Data sheet Rev. 1.08, section 5; IFCNT, section 6.1.
 *
 * <p>A read takes 12 bytes of line time in either wiring; a group of n writes with its count 8 n + 12, all sent at one
 * go. One thread.
 */
final class Tmc5160Port {
    /** The chip counts every write that it accepted, modulo 256. */
    static final int IFCNT = 0x02;

    /**
     * Longest wait for one answer: 60 bytes at 115,200 baud take it. Two of them, as a failed call may use, are a tenth
     * of what a tick has.
     */
    static final long WITHIN_NS = 5_000_000;

    /** The chip listens anew after 63 bit times of silence (section 5.1): those of 115,200 baud. */
    static final long SILENT_NS = 550_000;

    private static final byte[] NOTHING = {};
    private static final int HEARD_BYTES = 64;
    private static final int MOST_HEARD = 4;

    private static final int COUNT_MASK = 0xFF;

    /** One register and what to write to it. */
    record Write(int register, int value) {}

    private final SerialLink link;
    private final int node;
    private final Tmc5160.Wiring wiring;
    private final long withinNs;

    private Counters counters = Counters.ZERO;
    /** What IFCNT was when it was last read; meaningless unless {@link #countKnown}. */
    private int count;

    private boolean countKnown;
    /** Writes sent since without asking whether they took. */
    private int unasked;

    Tmc5160Port(SerialLink link, int node, Tmc5160.Wiring wiring, long withinNs) {
        this.withinNs = withinNs;
        this.link = link;
        this.node = node;
        this.wiring = wiring;
    }

    Counters counters() {
        return counters;
    }

    /** The register's 32 bits, signed. */
    Reading read(int register) {
        return read(Tmc5160Datagram.request(node, register), register);
    }

    /** Writes and at once asks for a register. Whether the write took is found with the next group's. */
    Reading writeUnaskedAndRead(Write write, int register) {
        unasked++;
        return read(together(List.of(write), register), register);
    }

    /**
     * Writes all, in this order, and has the chip's count say that it took them. What it did not take is written again
     * once: only absolute values are written, so that twice is as good as once.
     *
     * @return NONE; WRITE_LOST where it took not all of them twice; RESET where its count began anew; a fault of the
     *     line
     */
    ChipFault write(List<Write> writes) {
        ChipFault fault = countKnown ? ChipFault.NONE : learnCount();
        if (fault.isNone()) {
            fault = writeOnce(writes);
        }
        if (fault == ChipFault.WRITE_LOST) {
            counters = counters.plusRetried();
            fault = writeOnce(writes);
            counters = fault.isNone() ? counters : counters.plusFailed();
        }
        return fault;
    }

    /** Forgets what the chip counted, for one that may have been reset. */
    void forgetCount() {
        countKnown = false;
    }

    private ChipFault learnCount() {
        Reading now = read(IFCNT);
        count = (int) now.value() & COUNT_MASK;
        countKnown = now.isGood();
        unasked = 0;
        return now.fault();
    }

    private ChipFault writeOnce(List<Write> writes) {
        int due = writes.size() + unasked;
        int before = count;
        Reading after = read(together(writes, IFCNT), IFCNT);
        unasked = 0;
        countKnown = after.isGood();
        if (!after.isGood()) {
            return after.fault();
        }
        count = (int) after.value() & COUNT_MASK;
        int taken = count - before & COUNT_MASK;
        if (taken == due) {
            return ChipFault.NONE;
        }
        return taken < due ? ChipFault.WRITE_LOST : ChipFault.RESET;
    }

    /**
     * Sends what ends with a question for this register; where the answer is damaged, asks that question alone again.
     */
    private Reading read(byte[] out, int register) {
        Reading first = exchange(out, register);
        if (first.isGood()) {
            return first;
        }
        if (first.fault() == ChipFault.GONE) {
            counters = counters.plusFailed();
            return first;
        }
        counters = counters.plusRetried();
        Reading second = exchange(Tmc5160Datagram.request(node, register), register);
        counters = second.isGood() ? counters : counters.plusFailed();
        return second;
    }

    /** What comes after a disturbed exchange must not be taken for the begin of the next. */
    private Reading exchange(byte[] out, int register) {
        Reading answer = exchanged(out, register);
        switch (answer.fault()) {
            case SHORT, BAD_CHECKSUM, BAD_ECHO -> settle();
            case NONE, NOT_ACKNOWLEDGED, NO_ANSWER, WRITE_LOST, WRONG_CHIP, NOT_READY, IMPOSSIBLE, GONE, RESET -> {}
        }
        return answer;
    }

    /** Hears what still comes until nothing does; a line that never falls silent is not waited for. */
    private void settle() {
        BusResult heard = BusResult.SHORT;
        for (int i = 0; i < MOST_HEARD && (heard == BusResult.SHORT || heard.isOk()); i++) {
            heard = link.exchange(NOTHING, new byte[HEARD_BYTES], SILENT_NS);
        }
    }

    private Reading exchanged(byte[] out, int register) {
        counters = counters.plusAsked();
        int echo =
                switch (wiring) {
                    case SINGLE_WIRE -> out.length;
                    case SEPARATE -> 0;
                };
        byte[] in = new byte[echo + Tmc5160Datagram.REPLY_BYTES];
        BusResult result = link.exchange(out, in, withinNs);
        boolean echoed = Arrays.equals(in, 0, echo, out, 0, echo);
        // A reply never begins with 0: only the echo came, so the line is whole and the chip is silent.
        if (result == BusResult.SHORT && echoed && in[echo] == 0) {
            return Reading.failed(ChipFault.NO_ANSWER);
        }
        if (!result.isOk()) {
            return Reading.failed(ChipFault.of(result));
        }
        return echoed ? Tmc5160Datagram.reply(in, echo, register) : Reading.failed(ChipFault.BAD_ECHO);
    }

    private byte[] together(List<Write> writes, int register) {
        byte[] all = new byte[writes.size() * Tmc5160Datagram.WRITE_BYTES + Tmc5160Datagram.REQUEST_BYTES];
        int at = 0;
        for (Write write : writes) {
            byte[] one = Tmc5160Datagram.write(node, write.register(), write.value());
            System.arraycopy(one, 0, all, at, one.length);
            at += one.length;
        }
        byte[] request = Tmc5160Datagram.request(node, register);
        System.arraycopy(request, 0, all, at, request.length);
        return all;
    }
}
