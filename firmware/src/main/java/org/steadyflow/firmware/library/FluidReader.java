package org.steadyflow.firmware.library;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.prescription.Field;
import org.steadyflow.firmware.prescription.Measure;
import org.steadyflow.firmware.prescription.QuantityText;
import org.steadyflow.firmware.prescription.Section;
import org.steadyflow.firmware.text.Parsed;
import org.steadyflow.firmware.text.Parsed.Bad;
import org.steadyflow.firmware.text.Parsed.Fault;
import org.steadyflow.firmware.text.Parsed.Good;
import org.steadyflow.firmware.text.PlainNumber;

/** Reads what an entry says of the fluid itself: vein, line, and how long it keeps. Of one reading, one thread. */
record FluidReader(Section entry) {
    private enum HangEnd {
        WARN,
        STOP
    }

    private static final Measure OSMOLARITY = new Measure("290 mOsm/L", List.of("mOsm/L"), List.of());
    private static final Measure WARMTH = new Measure("25 C", List.of("C"), List.of());
    private static final BigDecimal PH_MOST = new BigDecimal("14");
    private static final int MILLI = 3;

    Solution solution() {
        List<String> incompatible = entry.texts(LibraryFields.INCOMPATIBLE, LibraryLimits.LISTED)
                .map(texts ->
                        EntryReader.shownTexts(entry, LibraryFields.INCOMPATIBLE, texts, LibraryLimits.TEXT_CHARS))
                .orElse(List.of());
        Optional<Section> section = entry.object(LibraryFields.SOLUTION, LibraryFields.OF_SOLUTION);
        Optional<BigDecimal> phLeast =
                section.flatMap(fluid -> fluid.quantity(LibraryFields.PH_LEAST, FluidReader::ph));
        Optional<BigDecimal> phMost = section.flatMap(fluid -> fluid.quantity(LibraryFields.PH_MOST, FluidReader::ph));
        boolean isCrossed =
                phLeast.isPresent() && phMost.isPresent() && phLeast.get().compareTo(phMost.get()) > 0;
        if (isCrossed) {
            section.orElseThrow().reportValue(LibraryFields.PH_MOST, "is below the least pH; write at least that");
        }
        return new Solution(
                section.flatMap(fluid -> fluid.quantity(LibraryFields.OSMOLARITY, FluidReader::osmolarity)),
                phLeast,
                phMost,
                section.flatMap(fluid -> fluid.flag(LibraryFields.CENTRAL_ONLY)).orElse(false),
                incompatible);
    }

    private static Parsed<BigDecimal> ph(String text) {
        if (text.isEmpty()) {
            return new Bad<>(Fault.FORM, "is empty; write it like " + LibraryFields.PH_LEAST.example());
        }
        return PlainNumber.parse(text)
                .then(value -> value.compareTo(PH_MOST) <= 0
                        ? new Good<>(value)
                        : new Bad<>(Fault.TOO_LARGE, "is no pH; write 0 to 14"));
    }

    private static Parsed<Integer> osmolarity(String text) {
        return OSMOLARITY.parse(text).then(amount -> {
            boolean isWhole = amount.number().stripTrailingZeros().scale() <= 0;
            boolean isBelow = amount.number().compareTo(BigDecimal.valueOf(LibraryLimits.OSMOLARITY_MOST)) <= 0;
            return isWhole && isBelow
                    ? new Good<>(amount.number().intValueExact())
                    : new Bad<>(
                            Fault.TOO_LARGE,
                            "is out of range; write a whole number up to " + LibraryLimits.OSMOLARITY_MOST + " mOsm/L");
        });
    }

    private static Parsed<Integer> milliC(String text) {
        return WARMTH.parse(text).then(amount -> {
            BigDecimal milliC = amount.number().movePointRight(MILLI);
            boolean isWhole = milliC.stripTrailingZeros().scale() <= 0;
            boolean isBelow = milliC.compareTo(BigDecimal.valueOf(LibraryLimits.WARMTH_MOST_MILLI_C)) <= 0;
            return isWhole && isBelow
                    ? new Good<>(milliC.intValueExact())
                    : new Bad<>(Fault.TOO_LARGE, "is out of range; write 0 C to 60 C, to a thousandth");
        });
    }

    /** Empty where the entry says nothing, or where what it says is wrong and reported. */
    Optional<HangTime> hangTime() {
        Optional<HangEnd> end = entry.orUsual(
                LibraryFields.HANG_END, entry.choice(LibraryFields.HANG_END, HangEnd.values()), HangEnd.WARN);
        return entry.objects(LibraryFields.HANG_TIMES, LibraryFields.OF_HANG_TIME, HangTime.SPANS_MOST)
                .flatMap(this::spans)
                .flatMap(spans -> end.map(each -> new HangTime(spans, each == HangEnd.STOP)));
    }

    private Optional<List<HangTime.Span>> spans(List<Section> sections) {
        List<Optional<HangTime.Span>> spans = new ArrayList<>();
        for (Section section : sections) {
            boolean isLast = spans.size() == sections.size() - 1;
            spans.add(span(section, isLast));
        }
        return Section.all(spans).filter(this::areInOrder);
    }

    private static Optional<HangTime.Span> span(Section section, boolean isLast) {
        section.require(LibraryFields.TIME);
        Optional<Duration> time = section.quantity(LibraryFields.TIME, QuantityText::duration, EntryReader.TIMES);
        Optional<Integer> upTo = section.quantity(LibraryFields.UP_TO, FluidReader::milliC);
        if (isLast && section.has(LibraryFields.UP_TO)) {
            section.report(
                    LibraryFields.UP_TO,
                    " leaves open how long it keeps where it is warmer; add {" + LibraryFields.TIME.asWritten()
                            + "} as the last one, which holds for the rest");
            return Optional.empty();
        }
        if (!isLast) {
            section.require(LibraryFields.UP_TO);
        }
        Optional<Integer> end = isLast ? Optional.of(HangTime.ANY_WARMER_MILLI_C) : upTo;
        return end.flatMap(warmth -> time.map(keeps -> new HangTime.Span(warmth, keeps)));
    }

    private boolean areInOrder(List<HangTime.Span> spans) {
        boolean areInOrder = true;
        for (int i = 1; i < spans.size(); i++) {
            HangTime.Span cooler = spans.get(i - 1);
            HangTime.Span warmer = spans.get(i);
            boolean fits =
                    warmer.upToMilliC() > cooler.upToMilliC() && warmer.time().compareTo(cooler.time()) <= 0;
            if (!fits) {
                reportOrder(i + 1);
            }
            areInOrder &= fits;
        }
        return areInOrder;
    }

    private void reportOrder(int number) {
        Field field = LibraryFields.HANG_TIMES;
        entry.reportElement(
                field,
                number,
                " is out of order; write them from the coolest up, none keeping longer than a cooler one");
    }
}
