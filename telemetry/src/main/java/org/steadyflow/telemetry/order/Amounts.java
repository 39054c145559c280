package org.steadyflow.telemetry.order;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.steadyflow.telemetry.order.Measure.Body;

/**
 * Writes amounts and rates as a prescription has them, and remembers what they need beside them: the concentration of
 * the drug, the patient's weight or surface. Of one reading, one thread.
 */
final class Amounts {
    private final Product product;
    private final Findings findings;
    private final Set<Body> perBody = EnumSet.noneOf(Body.class);

    Amounts(Product product, Findings findings) {
        this.product = product;
        this.findings = findings;
    }

    /** The text; empty, and listed at the path, where none is exact or the drug's strength is of another kind. */
    Optional<String> text(Measure measure, String path) {
        return written(measure, path).flatMap(Measure::text);
    }

    /** Whether it can be written exactly, without listing it where not. */
    boolean isExact(Measure measure) {
        return inFluid(measure)
                .or(() -> Optional.of(measure))
                .flatMap(Measure::text)
                .isPresent();
    }

    private Optional<Measure> written(Measure measure, String path) {
        perBody.add(measure.body());
        if (measure.unit() == DrugUnit.ML) {
            return orListed(measure, path);
        }
        if (product.concentration().isEmpty()) {
            findings.missing(
                    product.path(),
                    product.whyNone() + ", and an amount is ordered; add drug.concentration to the draft");
            return orListed(measure, path);
        }
        if (measure.unit().dimension() != concentration().unit().dimension()) {
            findings.missing(
                    path,
                    "is in " + measure.unit().text() + " and the strength of the drug in "
                            + concentration().unit().text() + "; neither follows from the other");
            return Optional.empty();
        }
        return orListed(inFluid(measure).orElse(measure), path);
    }

    private Optional<Measure> orListed(Measure measure, String path) {
        if (measure.text().isEmpty()) {
            findings.missing(
                    path, "no plain decimal is exactly it; write it by hand, with the rounding that you choose");
        }
        return Optional.of(measure);
    }

    private Measure concentration() {
        return product.concentration().orElseThrow();
    }

    /** The strength as the prescription has it, where it is a plain decimal; otherwise everything is written in mL. */
    Optional<String> concentrationText() {
        return product.concentration()
                .filter(measure -> measure.unit() != DrugUnit.ML)
                .flatMap(Measure::text);
    }

    /** In mL where the concentration itself is no plain decimal, as 1 g in 150 mL. */
    private Optional<Measure> inFluid(Measure measure) {
        boolean isWritable =
                product.concentration().isEmpty() || concentrationText().isPresent();
        return isWritable ? Optional.empty() : fluid(measure);
    }

    /** The volume, or volume rate, of fluid that has it in it; empty where the order does not say. */
    Optional<Measure> fluid(Measure measure) {
        if (measure.unit() == DrugUnit.ML) {
            return Optional.of(measure);
        }
        return product.concentration()
                .filter(strength ->
                        strength.unit().dimension() == measure.unit().dimension())
                .filter(strength -> !strength.value().isZero())
                .map(strength -> new Measure(
                        measure.value()
                                .times(measure.unit().size())
                                .dividedBy(
                                        strength.value().times(strength.unit().size())),
                        DrugUnit.ML,
                        measure.body(),
                        measure.time(),
                        false));
    }

    /** Whether two amounts are the same, if need be as volumes; empty where they cannot be compared. */
    Optional<Boolean> areSame(Measure one, Measure other) {
        if (one.isComparableWith(other)) {
            return Optional.of(one.isAsMuchAs(other));
        }
        return fluid(one).flatMap(a -> fluid(other).filter(a::isComparableWith).map(a::isAsMuchAs));
    }

    boolean isPer(Body body) {
        return perBody.contains(body);
    }

    String containerPath() {
        return product.containerPath();
    }

    Optional<Measure> container() {
        return product.container();
    }
}
