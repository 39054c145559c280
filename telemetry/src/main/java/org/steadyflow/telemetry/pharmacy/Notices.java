package org.steadyflow.telemetry.pharmacy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.steadyflow.telemetry.message.Priority;

/** Decides what about links and journals deserves a person's eye. Pure. */
final class Notices {
    /** What cannot be mended stays in view so long after it last happened; the pump's page keeps it for good. */
    static final Duration KEPT_IN_VIEW = Duration.ofHours(24);

    private Notices() {}

    /** The most urgent first. */
    static List<View.Notice> of(List<View.Pump> pumps, List<View.Gap> gaps, List<View.Trouble> troubles) {
        List<View.Notice> notices = new ArrayList<>();
        pumps.stream().filter(Notices::isSilentInTherapy).map(Notices::silent).forEach(notices::add);
        gaps.stream().map(Notices::gap).forEach(notices::add);
        troubles.stream().map(Notices::trouble).forEach(notices::add);
        notices.sort(Comparator.comparing(View.Notice::priority)
                .reversed()
                .thenComparing(Comparator.comparingLong(View.Notice::sinceMs).reversed()));
        return List.copyOf(notices);
    }

    /** A pump without a therapy may be switched off. */
    private static boolean isSilentInTherapy(View.Pump pump) {
        boolean inTherapy = pump.phase().isUnderWay() || pump.phase() == Phase.READY;
        return inTherapy && pump.link() == View.Link.SILENT;
    }

    private static View.Notice silent(View.Pump pump) {
        return new View.Notice(
                pump.pump(),
                "PUMP_SILENT",
                Priority.MEDIUM,
                pump.lastSeenMs(),
                pump.pump()
                        + " is silent: nothing was heard from it for more than 90 s. Its infusion goes on without a link.");
    }

    private static View.Notice gap(View.Gap gap) {
        SeqRange range = new SeqRange(gap.firstSeq(), gap.lastSeq());
        boolean open = gap.state().equals(Gaps.OPEN);
        String sentence = open
                ? gap.pump() + " has not sent " + range + " of its journal yet."
                : range + " of the journal of " + gap.pump() + " are lost for good: the pump keeps them no longer.";
        return new View.Notice(
                gap.pump(), open ? "GAP_OPEN" : "GAP_LOST", Priority.MEDIUM, gap.openedMs(), capital(sentence));
    }

    private static View.Notice trouble(View.Trouble trouble) {
        return new View.Notice(
                trouble.pump(), trouble.kind().name(), trouble.kind().priority(), trouble.lastMs(), trouble.sentence());
    }

    private static String capital(String sentence) {
        return sentence.startsWith("line") ? "L" + sentence.substring(1) : sentence;
    }
}
