package org.steadyflow.firmware.library;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.steadyflow.firmware.dose.Body;
import org.steadyflow.firmware.dose.Concentration;
import org.steadyflow.firmware.dose.Conversion;
import org.steadyflow.firmware.dose.Conversion.Converted;
import org.steadyflow.firmware.dose.Conversion.Refused;
import org.steadyflow.firmware.dose.DoseArithmetic;
import org.steadyflow.firmware.dose.DoseText;
import org.steadyflow.firmware.dose.OrderedDose;
import org.steadyflow.firmware.dose.OrderedRate;
import org.steadyflow.firmware.prescription.QuantityText;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** Lays a value of a prescription beside a limit of the library. */
sealed interface Scale<T> {
    /** Both in one unit. */
    record Sides(BigDecimal value, BigDecimal limit) {
        /** What rounding a dose to nanolitres may have added or taken: one ten-thousandth passes no limit. */
        private static final BigDecimal WHOLE = new BigDecimal("1000000");

        boolean isAbove() {
            return value.multiply(WHOLE).compareTo(limit.multiply(WHOLE.add(DoseArithmetic.MOST_PPM))) > 0;
        }

        boolean isBelow() {
            return value.multiply(WHOLE).compareTo(limit.multiply(WHOLE.subtract(DoseArithmetic.MOST_PPM))) < 0;
        }
    }

    /** The two, or why they cannot be laid side by side. */
    Conversion<Sides> against(T limit);

    /** The value as a person compares it with that limit. */
    String valueBeside(T limit);

    String text(T limit);

    /** A volume against a dose. */
    record OfDose(Volume volume, Optional<Concentration> concentration, Body body) implements Scale<OrderedDose> {
        @Override
        public Conversion<Sides> against(OrderedDose limit) {
            return DoseArithmetic.nearestVolume(limit, concentration, body)
                    .then(most -> converted(volume.millilitres(), most.millilitres()));
        }

        @Override
        public String valueBeside(OrderedDose limit) {
            Conversion<OrderedDose> value =
                    DoseArithmetic.dose(volume, limit.amount().unit(), limit.per(), concentration, body);
            return switch (value) {
                case Converted<OrderedDose>(OrderedDose dose, BigDecimal error) ->
                    distinct(DoseText.displayRounded(dose), DoseText.display(dose), text(limit));
                case Refused<OrderedDose>(String why) -> QuantityText.display(volume);
            };
        }

        @Override
        public String text(OrderedDose limit) {
            return DoseText.display(limit);
        }
    }

    /** A flow against a running dose. */
    record OfRate(FlowRate flow, Optional<Concentration> concentration, Body body, int sites)
            implements Scale<OrderedRate> {
        @Override
        public Conversion<Sides> against(OrderedRate limit) {
            return DoseArithmetic.nearestRate(limit, concentration, body, sites)
                    .then(most -> converted(
                            product(flow.nanolitres(), most.perNs()), product(most.nanolitres(), flow.perNs())));
        }

        @Override
        public String valueBeside(OrderedRate limit) {
            return switch (DoseArithmetic.doseRate(flow, limit, concentration, body, sites)) {
                case Converted<OrderedRate>(OrderedRate rate, BigDecimal error) ->
                    distinct(DoseText.displayRounded(rate), DoseText.display(rate), text(limit));
                case Refused<OrderedRate>(String why) -> QuantityText.display(flow);
            };
        }

        @Override
        public String text(OrderedRate limit) {
            return DoseText.display(limit);
        }

        private static BigDecimal product(long one, long other) {
            return BigDecimal.valueOf(one).multiply(BigDecimal.valueOf(other));
        }
    }

    /** A time against a time. */
    record OfTime(Duration time) implements Scale<Duration> {
        @Override
        public Conversion<Sides> against(Duration limit) {
            return converted(BigDecimal.valueOf(time.toNanos()), BigDecimal.valueOf(limit.toNanos()));
        }

        @Override
        public String valueBeside(Duration limit) {
            return distinct(QuantityText.display(time), QuantityText.text(time), text(limit));
        }

        @Override
        public String text(Duration limit) {
            return QuantityText.display(limit);
        }
    }

    private static Conversion<Sides> converted(BigDecimal value, BigDecimal limit) {
        return new Converted<>(new Sides(value, limit), BigDecimal.ZERO);
    }

    /** All digits where rounding would make value and limit look the same. */
    private static String distinct(String rounded, String exact, String limit) {
        return rounded.equals(limit) ? exact : rounded;
    }
}
