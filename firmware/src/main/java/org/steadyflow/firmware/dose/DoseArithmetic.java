package org.steadyflow.firmware.dose;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.Function;
import org.steadyflow.firmware.dose.Conversion.Converted;
import org.steadyflow.firmware.dose.Conversion.Refused;
import org.steadyflow.firmware.text.PlainNumber;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/**
 * From what was ordered to what flows, and back. All steps are exact; one rounding stands at the end, to a whole
 * nanolitre or a whole nanolitre per hour, so that the result has an exact text in mL or mL/h.
 */
public final class DoseArithmetic {
    /** Largest error of that rounding, in millionths: 0.01 %. */
    public static final BigDecimal MOST_PPM = new BigDecimal("100");

    /** Most decimals of an amount that was reckoned back from a volume or a flow. */
    public static final int BACK_DECIMALS = 12;

    private static final BigDecimal NL_PER_ML = new BigDecimal("1000000");
    private static final BigDecimal S_PER_H = new BigDecimal("3600");
    private static final BigDecimal NS_PER_S = new BigDecimal("1000000000");
    private static final BigDecimal MOST_NL = BigDecimal.valueOf(Volume.LIMIT_NL);
    private static final BigDecimal MOST_NL_PER_H = new BigDecimal("10000000000");
    private static final int NL_DECIMALS = 6;

    private DoseArithmetic() {}

    /** The volume of a dose; refused where rounding to a nanolitre is off by more than {@link #MOST_PPM}. */
    public static Conversion<Volume> volume(OrderedDose dose, Optional<Concentration> concentration, Body body) {
        return precise(nearestVolume(dose, concentration, body), "nanolitre");
    }

    /**
     * The flow of a running dose; refused where rounding to a nanolitre per hour is off by more than {@link #MOST_PPM}.
     *
     * @param sites where it runs in, 1 or more; counted only by a rate per site
     */
    public static Conversion<FlowRate> rate(
            OrderedRate rate, Optional<Concentration> concentration, Body body, int sites) {
        return precise(nearestRate(rate, concentration, body, sites), "nanolitre per hour");
    }

    /**
     * As {@link #volume}, however coarse: for a limit, which an ordered dose is compared with after the same rounding.
     */
    public static Conversion<Volume> nearestVolume(OrderedDose dose, Optional<Concentration> concentration, Body body) {
        return millilitres(dose.amount(), dose.per(), concentration, body, 1)
                .then(exact -> rounded(exact.times(NL_PER_ML), MOST_NL, "10,000 L", Volume::ofNanolitres));
    }

    /**
     * As {@link #rate}, however coarse: for a limit, which an ordered rate is compared with after the same rounding.
     */
    public static Conversion<FlowRate> nearestRate(
            OrderedRate rate, Optional<Concentration> concentration, Body body, int sites) {
        return millilitres(rate.amount(), rate.per(), concentration, body, sites)
                .then(exact -> rounded(
                        exact.times(NL_PER_ML).times(S_PER_H).dividedBy(seconds(rate.time())),
                        MOST_NL_PER_H,
                        "10,000 mL/h",
                        perHour -> FlowRate.ofMillilitresPerHour(BigDecimal.valueOf(perHour, NL_DECIMALS))));
    }

    /** The drug in a volume, in the unit of the concentration; exact. */
    public static Amount amountIn(Volume volume, Concentration concentration) {
        return concentration.perMillilitre().times(volume.millilitres());
    }

    /** What a volume is as a dose in the unit wanted, to {@link #BACK_DECIMALS} decimals. */
    public static Conversion<OrderedDose> dose(
            Volume volume, AmountUnit unit, Per per, Optional<Concentration> concentration, Body body) {
        Fraction given = Fraction.of(volume.millilitres());
        return millilitres(one(unit), per, concentration, body, 1)
                .then(each -> back(given.dividedBy(each), value -> new OrderedDose(new Amount(value, unit), per)));
    }

    /** What a flow is as a running dose in the units of {@code wanted}, to {@link #BACK_DECIMALS} decimals. */
    public static Conversion<OrderedRate> doseRate(
            FlowRate flow, OrderedRate wanted, Optional<Concentration> concentration, Body body, int sites) {
        AmountUnit unit = wanted.amount().unit();
        Fraction given = new Fraction(BigDecimal.valueOf(flow.nanolitres()), BigDecimal.valueOf(flow.perNs()))
                .times(NS_PER_S)
                .times(seconds(wanted.time()))
                .dividedBy(NL_PER_ML);
        return millilitres(one(unit), wanted.per(), concentration, body, sites)
                .then(each -> back(
                        given.dividedBy(each),
                        value -> new OrderedRate(new Amount(value, unit), wanted.per(), wanted.time())));
    }

    /** One amount for this patient, in millilitres of this container; exact. */
    private static Conversion<Fraction> millilitres(
            Amount amount, Per per, Optional<Concentration> concentration, Body body, int sites) {
        Check.that(sites >= 1, "no site");
        return inFluid(amount, concentration).then(fluid -> forBody(fluid, per, body, sites));
    }

    private static Conversion<Fraction> inFluid(Amount amount, Optional<Concentration> concentration) {
        if (!amount.unit().countsDrug()) {
            return Conversion.exact(Fraction.of(amount.value()));
        }
        if (concentration.isEmpty()) {
            return new Refused<>("is counted in " + amount.unit() + " and needs drug.concentration; add it, as in"
                    + " \"concentration\": \"2 " + amount.unit() + "/mL\"");
        }
        Amount each = concentration.get().perMillilitre();
        if (!amount.canBeComparedWith(each)) {
            return new Refused<>("is counted in " + amount.unit() + ", and that cannot be had from a concentration in "
                    + each.unit() + "/mL; write both in units that count the same thing");
        }
        return Conversion.exact(Fraction.of(amount.in(each.unit()).value()).dividedBy(each.value()));
    }

    private static Conversion<Fraction> forBody(Fraction fluid, Per per, Body body, int sites) {
        return switch (per) {
            case NOTHING -> Conversion.exact(fluid);
            case KILOGRAM -> timesSize(fluid, body.weightKg(), "per kg and needs body.weight", "\"weight\": \"70 kg\"");
            case SQUARE_METRE ->
                timesSize(
                        fluid,
                        body.surfaceM2(),
                        "per m2 and needs body.surface, or body.weight and body.height",
                        "\"surface\": \"1.8 m2\"");
            case SITE -> Conversion.exact(fluid.times(BigDecimal.valueOf(sites)));
        };
    }

    private static Conversion<Fraction> timesSize(
            Fraction fluid, Optional<BigDecimal> size, String need, String example) {
        return size.map(value -> Conversion.exact(fluid.times(value)))
                .orElseGet(() -> new Refused<>("is counted " + need + "; add it, as in \"body\": {" + example + "}"));
    }

    private static <T> Conversion<T> rounded(Fraction exact, BigDecimal most, String mostText, Function<Long, T> type) {
        if (exact.isMoreThan(most)) {
            return new Refused<>("comes to more than " + mostText + "; check the dose, the concentration and the body");
        }
        BigInteger nearest = exact.nearest();
        BigDecimal error = exact.isZero() ? BigDecimal.ZERO : exact.errorPpm(new BigDecimal(nearest));
        return new Converted<>(type.apply(nearest.longValueExact()), error);
    }

    private static <T> Conversion<T> precise(Conversion<T> conversion, String grain) {
        return switch (conversion) {
            case Converted<T>(T value, BigDecimal errorPpm)
            when errorPpm.compareTo(MOST_PPM) > 0 ->
                new Refused<>("comes to " + value + " when rounded to a whole " + grain + ", which is "
                        + percent(errorPpm) + " % off; 0.01 % is the most, so order more, or a weaker concentration");
            case Converted<T> converted -> converted;
            case Refused<T> refused -> refused;
        };
    }

    private static String percent(BigDecimal ppm) {
        return PlainNumber.text(ppm.movePointLeft(4).setScale(3, RoundingMode.UP));
    }

    private static <T> Conversion<T> back(Fraction exact, Function<BigDecimal, T> type) {
        BigDecimal nearest = exact.nearest(BACK_DECIMALS);
        BigDecimal error = exact.isZero() ? BigDecimal.ZERO : exact.errorPpm(nearest);
        return new Converted<>(type.apply(nearest), error);
    }

    private static Amount one(AmountUnit unit) {
        return new Amount(BigDecimal.ONE, unit);
    }

    private static BigDecimal seconds(PerTime time) {
        return BigDecimal.valueOf(time.length().toSeconds());
    }
}
