package org.steadyflow.firmware.prescription;

import java.util.Optional;
import org.steadyflow.firmware.dose.AmountUnit;
import org.steadyflow.firmware.dose.Body;
import org.steadyflow.firmware.dose.Conversion;
import org.steadyflow.firmware.dose.Conversion.Converted;
import org.steadyflow.firmware.dose.Conversion.Refused;
import org.steadyflow.firmware.dose.DoseArithmetic;
import org.steadyflow.firmware.dose.DoseText;
import org.steadyflow.firmware.dose.OrderedDose;
import org.steadyflow.firmware.dose.OrderedRate;
import org.steadyflow.firmware.dose.Per;
import org.steadyflow.firmware.text.Parsed;
import org.steadyflow.firmware.text.Parsed.Bad;
import org.steadyflow.firmware.text.Parsed.Good;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/**
 * Reads the volumes and rates that may also be doses, and turns these into mL and mL/h, once. Of one reading, one thread.
 */
record DoseReader(Section section, DoseBasis basis) {
    private static final String DRUG_UNITS = "(?i)(g|gm|grams?|mg|mcg|[u\u00b5\u03bc]g|ng|units?|iu|u|meq|mmol|kcal)";

    /** A unit that a person who orders doses would write, right or wrong: mg, IU/kg/h, ml/kg, mL/h/site. */
    private static final String UNIT_OF_A_DOSE = "(" + DRUG_UNITS + "(/.*)?|[^/ ]+/(.+/)?(kg|m2|sites?)(/.*)?)";

    Optional<Volume> volume(Field field, Bounds<Volume> bounds) {
        Optional<Parsed<OrderedDose>> dose = section.textAt(field)
                .filter(DoseReader::isOfADose)
                .map(DoseText::dose)
                .filter(parsed -> !(parsed instanceof Good<OrderedDose>(OrderedDose good) && isFluid(good)));
        return dose.isEmpty()
                ? section.quantity(field, QuantityText::volume, bounds)
                : ordered(field, dose.get()).flatMap(order -> converted(field, order).flatMap(volume -> within(
                        field, volume, QuantityText.text(volume), bounds)));
    }

    Optional<FlowRate> rate(Field field, Bounds<FlowRate> bounds) {
        Optional<Parsed<OrderedRate>> rate =
                section.textAt(field).filter(DoseReader::isOfADose).map(DoseText::rate);
        return rate.isEmpty()
                ? section.quantity(field, QuantityText::rate, bounds)
                : ordered(field, rate.get()).flatMap(order -> converted(field, order).flatMap(flow -> within(
                        field, flow, FlowReader.written(flow), bounds)));
    }

    private static boolean isOfADose(String text) {
        return text.substring(text.indexOf(' ') + 1).matches(UNIT_OF_A_DOSE);
    }

    private static boolean isFluid(OrderedDose dose) {
        return dose.amount().unit() == AmountUnit.MILLILITRE && dose.per() == Per.NOTHING;
    }

    private <T> Optional<T> ordered(Field field, Parsed<T> parsed) {
        return switch (parsed) {
            case Good<T>(T value) -> Optional.of(value);
            case Bad<T>(Parsed.Fault _, String why) -> {
                section.reportValue(field, why);
                yield Optional.empty();
            }
        };
    }

    private Optional<Volume> converted(Field field, OrderedDose dose) {
        boolean isKnown = knowsConcentration(dose.amount().unit()) && knowsBody(dose.per());
        return isKnown
                ? converted(field, DoseArithmetic.volume(dose, basis.concentration().flatMap(c -> c), body()))
                : Optional.empty();
    }

    private Optional<FlowRate> converted(Field field, OrderedRate rate) {
        boolean isKnown = knowsConcentration(rate.amount().unit()) && knowsBody(rate.per()) && knowsSites(field, rate);
        int sites = basis.sites().flatMap(number -> number).orElse(1);
        return isKnown
                ? converted(
                        field, DoseArithmetic.rate(rate, basis.concentration().flatMap(c -> c), body(), sites))
                : Optional.empty();
    }

    private Body body() {
        return basis.body().orElse(Body.NONE);
    }

    private boolean knowsConcentration(AmountUnit unit) {
        return basis.concentration().isPresent() || !unit.countsDrug();
    }

    private boolean knowsBody(Per per) {
        boolean needsBody = per == Per.KILOGRAM || per == Per.SQUARE_METRE;
        return basis.body().isPresent() || !needsBody;
    }

    private boolean knowsSites(Field field, OrderedRate rate) {
        boolean needsSites = rate.per() == Per.SITE;
        if (needsSites && basis.sites().equals(Optional.of(Optional.empty()))) {
            section.reportValue(field, "is counted per site and needs sites; add " + Fields.SITES.asWritten());
        }
        return !needsSites || basis.sites().flatMap(number -> number).isPresent();
    }

    private <T> Optional<T> converted(Field field, Conversion<T> conversion) {
        return switch (conversion) {
            case Converted<T>(T value, var _) -> Optional.of(value);
            case Refused<T>(String why) -> {
                section.reportValue(field, why);
                yield Optional.empty();
            }
        };
    }

    private <T extends Comparable<? super T>> Optional<T> within(
            Field field, T value, String written, Bounds<T> bounds) {
        boolean isOutside = bounds.areAbove(value) || bounds.areBelow(value);
        if (isOutside) {
            section.reportValue(
                    field,
                    "comes to " + written + ", which is too " + (bounds.areAbove(value) ? "small" : "large")
                            + "; write what comes to " + bounds);
        }
        return isOutside ? Optional.empty() : Optional.of(value);
    }
}
