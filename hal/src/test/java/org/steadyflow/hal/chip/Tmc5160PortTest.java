package org.steadyflow.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.chip.Tmc5160Port.Write;

/** Every byte on the line, written out. */
class Tmc5160PortTest {
    private static final String ASK_XACTUAL = "05 01 21 6B";
    private static final String XACTUAL_12345 = "05 FF 21 00 00 30 39 BD";
    private static final String ASK_IFCNT = "05 01 02 39";
    private static final String IFCNT_0 = "05 FF 02 00 00 00 00 4C";
    private static final String IFCNT_1 = "05 FF 02 00 00 00 01 C5";
    private static final String IFCNT_255 = "05 FF 02 00 00 00 FF BF";
    private static final String VMAX_1399 = "05 01 A7 00 00 05 77 8D";
    private static final String XTARGET_FAR = "05 01 AD 80 00 00 10 C5";

    private static final String MOVE = VMAX_1399 + " " + XTARGET_FAR + " " + ASK_IFCNT;
    private static final List<Write> MOVE_WRITES = List.of(new Write(0x27, 1_399), new Write(0x2D, 0x8000_0010));

    private final ScriptedSerialLink line = new ScriptedSerialLink();
    private final Tmc5160Port single = new Tmc5160Port(line, 1, Tmc5160.Wiring.SINGLE_WIRE, Tmc5160Port.WITHIN_NS);
    private final Tmc5160Port separate = new Tmc5160Port(line, 1, Tmc5160.Wiring.SEPARATE, Tmc5160Port.WITHIN_NS);

    @Test
    void readsBehindTheEchoOnOneWire() {
        line.expect(ASK_XACTUAL, BusResult.OK, ASK_XACTUAL + " " + XACTUAL_12345);
        assertEquals(Reading.of(12_345), single.read(0x21));
        assertEquals(new Counters(1, 0, 0), single.counters());
    }

    @Test
    void readsTheAnswerAloneOnTwo() {
        line.expect(ASK_XACTUAL, BusResult.OK, "05 FF 21 FF FF FF FE CB");
        assertEquals(Reading.of(-2), separate.read(0x21));
        line.assertDone();
    }

    @Test
    void asksOnceMoreForADamagedAnswer() {
        line.expect(ASK_XACTUAL, BusResult.OK, "05 FF 21 00 00 30 38 BD");
        line.expect(ASK_XACTUAL, BusResult.OK, XACTUAL_12345);
        assertEquals(Reading.of(12_345), separate.read(0x21));
        assertEquals(new Counters(2, 1, 0), separate.counters());
    }

    @Test
    void doesNotTakeTheAnswerToAnotherQuestion() {
        line.expect(ASK_XACTUAL, BusResult.OK, IFCNT_1);
        line.expect(ASK_XACTUAL, BusResult.OK, IFCNT_1);
        assertEquals(Reading.failed(ChipFault.BAD_CHECKSUM), separate.read(0x21));
        assertEquals(new Counters(2, 1, 1), separate.counters());
    }

    @Test
    void tellsASilentChipFromASilentLine() {
        line.expect(ASK_XACTUAL, BusResult.SHORT, ASK_XACTUAL).expect(ASK_XACTUAL, BusResult.SHORT, ASK_XACTUAL);
        assertEquals(ChipFault.NO_ANSWER, single.read(0x21).fault());
        line.expect(ASK_XACTUAL, BusResult.TIMED_OUT, "").expect(ASK_XACTUAL, BusResult.TIMED_OUT, "");
        assertEquals(ChipFault.NO_ANSWER, single.read(0x21).fault());
        String half = ASK_XACTUAL + " 05 FF 21 00";
        line.expect(ASK_XACTUAL, BusResult.SHORT, half).expect(ASK_XACTUAL, BusResult.SHORT, half);
        assertEquals(ChipFault.SHORT, single.read(0x21).fault());
        line.assertDone();
    }

    @Test
    void comparesTheEcho() {
        String other = "05 01 20 6B";
        line.expect(ASK_XACTUAL, BusResult.OK, other + " " + XACTUAL_12345);
        line.expect(ASK_XACTUAL, BusResult.OK, other + " " + XACTUAL_12345);
        assertEquals(ChipFault.BAD_ECHO, single.read(0x21).fault());
    }

    @Test
    void asksNothingMoreOfALineThatIsGone() {
        line.expect(ASK_XACTUAL, BusResult.GONE, "");
        assertEquals(ChipFault.GONE, single.read(0x21).fault());
        assertEquals(new Counters(1, 0, 1), single.counters());
    }

    /** What was still on its way would be in front of the next answer. */
    @Test
    void hearsUntilNothingComesBeforeItAsksAgain() {
        line.andHears();
        line.expect(ASK_IFCNT, BusResult.OK, "FE 05 FF 02 00 00 00 01");
        line.expect("", BusResult.SHORT, "C5").expect("", BusResult.TIMED_OUT, "");
        line.expect(ASK_IFCNT, BusResult.OK, IFCNT_1);
        assertEquals(1, separate.read(0x02).value());
        line.assertDone();
    }

    @Test
    void aLineThatNeverFallsSilentIsNotWaitedFor() {
        line.andHears();
        for (int i = 0; i < 2; i++) {
            line.expect(ASK_IFCNT, BusResult.SHORT, "FE");
            for (int heard = 0; heard < 4; heard++) {
                line.expect("", BusResult.SHORT, "FE");
            }
        }
        assertEquals(ChipFault.SHORT, separate.read(0x02).fault());
        line.assertDone();
    }

    @Test
    void writesAGroupAtOneGoAndHasItCounted() {
        line.expect(ASK_IFCNT, BusResult.OK, IFCNT_255);
        line.expect(MOVE, BusResult.OK, IFCNT_1);
        assertEquals(ChipFault.NONE, separate.write(MOVE_WRITES));
        line.expect(VMAX_1399 + " " + ASK_IFCNT, BusResult.OK, "05 FF 02 00 00 00 02 8B");
        assertEquals(ChipFault.NONE, separate.write(MOVE_WRITES.subList(0, 1)));
        line.assertDone();
    }

    @Test
    void writesAgainWhatWasNotCounted() {
        line.expect(ASK_IFCNT, BusResult.OK, IFCNT_255);
        line.expect(MOVE, BusResult.OK, IFCNT_255);
        line.expect(MOVE, BusResult.OK, IFCNT_1);
        assertEquals(ChipFault.NONE, separate.write(MOVE_WRITES));
        assertEquals(new Counters(3, 1, 0), separate.counters());
        line.assertDone();
    }

    @Test
    void writesThatAreNeverCountedAreLost() {
        line.expect(ASK_IFCNT, BusResult.OK, IFCNT_255);
        line.expect(MOVE, BusResult.OK, IFCNT_0);
        line.expect(MOVE, BusResult.OK, IFCNT_1);
        assertEquals(ChipFault.WRITE_LOST, separate.write(MOVE_WRITES));
        assertEquals(new Counters(3, 1, 1), separate.counters());
    }

    @Test
    void asksForTheCountAloneWhereItsAnswerWasDamaged() {
        line.expect(ASK_IFCNT, BusResult.OK, IFCNT_255);
        line.expect(MOVE, BusResult.OK, "05 FF 02 00 00 00 01 C4");
        line.expect(ASK_IFCNT, BusResult.OK, IFCNT_1);
        assertEquals(ChipFault.NONE, separate.write(MOVE_WRITES));
        line.assertDone();
    }

    @Test
    void aCountThatJumpedIsAReset() {
        line.expect(ASK_IFCNT, BusResult.OK, "05 FF 02 00 00 00 07 E2");
        line.expect(MOVE, BusResult.OK, IFCNT_1);
        assertEquals(ChipFault.RESET, separate.write(MOVE_WRITES));
        line.assertDone();
    }

    @Test
    void learnsTheCountAnewAfterAnAnswerThatNeverCame() {
        line.expect(ASK_IFCNT, BusResult.OK, IFCNT_255);
        line.expect(MOVE, BusResult.TIMED_OUT, "").expect(ASK_IFCNT, BusResult.TIMED_OUT, "");
        assertEquals(ChipFault.NO_ANSWER, separate.write(MOVE_WRITES));
        line.expect(ASK_IFCNT, BusResult.OK, IFCNT_255).expect(MOVE, BusResult.OK, IFCNT_1);
        assertEquals(ChipFault.NONE, separate.write(MOVE_WRITES));
        line.assertDone();
    }
}
