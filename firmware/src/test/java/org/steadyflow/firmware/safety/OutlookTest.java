package org.steadyflow.firmware.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that time ahead and waiting decide, from both sides of each threshold. */
class OutlookTest {
    private static final long MIN_NS = Duration.ofMinutes(1).toNanos();

    private static long causes(Outlook outlook, TherapyTraits traits) {
        return new Standing(false, false, 0, 0, false, false, false, 0, false, false, false, 0, outlook).causes(traits);
    }

    private static long causes(Outlook outlook) {
        return causes(outlook, TherapyTraits.USUAL);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "30, 30", "240, 240"})
    @Tag("REQ-107")
    void theEndIsNearBelowTheTimeThatIsSet(int nearMin, int leftMin) {
        long nearNs = nearMin * MIN_NS;
        long leftNs = leftMin * MIN_NS;
        assertEquals(0, causes(new Outlook(leftNs, nearNs, Outlook.NEVER, 0, false, false)));
        assertEquals(AlarmRow.NEAR_END.bit(), causes(new Outlook(leftNs - 1, nearNs, Outlook.NEVER, 0, false, false)));
    }

    @Test
    @Tag("REQ-107")
    void aWarningIsFromAMinuteToFourHours() {
        for (long nearNs : new long[] {MIN_NS - 1, 240 * MIN_NS + 1}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Outlook(Outlook.NEVER, nearNs, Outlook.NEVER, 0, false, false));
        }
    }

    @Test
    void aPersonIsAwaitedAfterFiveMinutes() {
        long nearNs = Outlook.NEAR_END_NS;
        assertEquals(0, causes(new Outlook(Outlook.NEVER, nearNs, Outlook.NEVER, 5 * MIN_NS, false, false)));
        assertEquals(
                AlarmRow.PERSON_AWAITED.bit(),
                causes(new Outlook(Outlook.NEVER, nearNs, Outlook.NEVER, 5 * MIN_NS + 1, false, false)));
    }

    @Test
    void theKeepOpenFlowEndsWithinFiveMinutes() {
        long nearNs = Outlook.NEAR_END_NS;
        assertEquals(0, causes(new Outlook(Outlook.NEVER, nearNs, 5 * MIN_NS, 0, false, false)));
        assertEquals(
                AlarmRow.KEEP_OPEN_ENDING.bit(),
                causes(new Outlook(Outlook.NEVER, nearNs, 5 * MIN_NS - 1, 0, false, false)));
    }

    @Test
    @Tag("REQ-112")
    void aCapAndAnOldDrugAreToldAsSoonAsTheyAreSo() {
        long nearNs = Outlook.NEAR_END_NS;
        assertEquals(
                AlarmRow.DOSE_LIMIT.bit(), causes(new Outlook(Outlook.NEVER, nearNs, Outlook.NEVER, 0, true, false)));
        assertEquals(
                AlarmRow.DRUG_EXPIRED.bit(), causes(new Outlook(Outlook.NEVER, nearNs, Outlook.NEVER, 0, false, true)));
    }

    @ParameterizedTest
    @CsvSource({"false, 600", "true, 60"})
    @Tag("REQ-96")
    void aPauseIsTooLongByTheTherapy(boolean lifeSustaining, long limitS) {
        TherapyTraits traits = new TherapyTraits(lifeSustaining, true, false);
        long limitNs = Duration.ofSeconds(limitS).toNanos();
        for (long pausedNs : new long[] {limitNs, limitNs + 1}) {
            Standing paused = new Standing(
                    false, false, pausedNs, 0, false, false, false, 0, false, false, false, 0, Outlook.NOTHING);
            assertEquals(pausedNs > limitNs ? AlarmRow.PAUSED_TOO_LONG.bit() : 0, paused.causes(traits));
        }
    }
}
