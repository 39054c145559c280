package org.steadyflow.firmware.library;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import org.steadyflow.firmware.dose.Amount;
import org.steadyflow.firmware.dose.AmountUnit;
import org.steadyflow.firmware.dose.DoseText;
import org.steadyflow.firmware.dose.OrderedDose;
import org.steadyflow.firmware.dose.OrderedRate;
import org.steadyflow.firmware.prescription.Field;
import org.steadyflow.firmware.prescription.QuantityText;
import org.steadyflow.firmware.prescription.Section;
import org.steadyflow.firmware.text.Parsed;
import org.steadyflow.firmware.text.Parsed.Bad;
import org.steadyflow.firmware.text.Parsed.Fault;
import org.steadyflow.firmware.text.Parsed.Good;

/** Reads the limits of one entry; what is wrong is reported and left out. Of one reading, one thread. */
record LimitsReader(Section limits, AmountUnit unit) {
    DoseLimits read() {
        return new DoseLimits(
                doses(LibraryFields.DOSE),
                limits(LibraryFields.RATE, this::rate, LimitsReader::areRatesInOrder),
                doses(LibraryFields.BOLUS),
                limits(LibraryFields.DURATION, LimitsReader::time, (least, most) -> least.compareTo(most) <= 0),
                doses(LibraryFields.PER_24H));
    }

    private Limits<OrderedDose> doses(Field field) {
        return limits(field, this::dose, LimitsReader::areDosesInOrder);
    }

    private <T> Limits<T> limits(Field field, Function<String, Parsed<T>> parser, BiPredicate<T, T> areInOrder) {
        Optional<Section> section = limits.object(field, LibraryFields.OF_LIMIT);
        List<Optional<T>> read = LibraryFields.OF_LIMIT.stream()
                .map(limit -> section.flatMap(found -> found.quantity(limit, parser)))
                .toList();
        Optional<T> before = Optional.empty();
        for (int i = 0; i < read.size(); i++) {
            Optional<T> each = read.get(i);
            boolean isBelow = before.isPresent() && each.isPresent() && !areInOrder.test(before.get(), each.get());
            if (isBelow) {
                section.orElseThrow()
                        .reportValue(
                                LibraryFields.OF_LIMIT.get(i),
                                "is below the limit before it, or counted in another unit; write hard_least,"
                                        + " soft_least, soft_most and hard_most from the lowest to the highest, in one"
                                        + " unit");
            }
            before = each.or(keep(before));
        }
        return new Limits<>(read.get(0), read.get(1), read.get(2), read.get(3));
    }

    private static <T> Supplier<Optional<T>> keep(Optional<T> before) {
        return () -> before;
    }

    private static boolean areDosesInOrder(OrderedDose least, OrderedDose most) {
        return least.per() == most.per() && areInOrder(least.amount(), most.amount());
    }

    private static boolean areRatesInOrder(OrderedRate least, OrderedRate most) {
        return least.per() == most.per() && least.time() == most.time() && areInOrder(least.amount(), most.amount());
    }

    private static boolean areInOrder(Amount least, Amount most) {
        return least.canBeComparedWith(most) && least.compareWith(most) <= 0;
    }

    private Parsed<OrderedDose> dose(String text) {
        return DoseText.dose(text).then(dose -> counted(dose.amount(), dose));
    }

    private Parsed<OrderedRate> rate(String text) {
        return DoseText.rate(text).then(rate -> counted(rate.amount(), rate));
    }

    /** Fluid may be counted beside drug: mL/kg/h of a solution in mg/mL. */
    private <T> Parsed<T> counted(Amount amount, T value) {
        boolean isCounted =
                amount.unit().family() == unit.family() || !amount.unit().countsDrug();
        return isCounted
                ? new Good<>(value)
                : new Bad<>(
                        Fault.UNIT,
                        "is in " + amount.unit() + ", and the entry is counted in " + unit + "; write it so, or in mL");
    }

    private static Parsed<Duration> time(String text) {
        return QuantityText.duration(text)
                .then(time -> EntryReader.TIMES.areAbove(time) || EntryReader.TIMES.areBelow(time)
                        ? new Bad<>(Fault.TOO_LARGE, "is out of range; write " + EntryReader.TIMES)
                        : new Good<>(time));
    }
}
