package org.steadyflow.telemetry.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.steadyflow.telemetry.order.Measure.Body;

/**
 * Reads the medication of an order and reckons what one mL and one container of it hold. Of one reading, one thread.
 */
final class ProductReader {
    /**
     * Fluids that a drug is given in. Where an order does not say what is active, one of these beside a drug is not.
     */
    private static final List<String> CARRIERS =
            List.of("dextrose", "glucose", "sodium chloride 0.", "saline", "water for injection", "ringer");

    private static final int LIMIT_INGREDIENTS = 50;

    /**
     * One ingredient.
     *
     * @param strength an amount per mL, or an amount per container
     * @param per the volume that the strength is written for, where it is written for one
     */
    private record Ingredient(
            Element element, Optional<String> name, Optional<Measure> strength, Optional<Measure> per, boolean isDrug) {
        /** R5 names the ratio otherwise than R4. */
        String strengthPath() {
            return element.path(element.has("strengthRatio") ? "strengthRatio" : "strength");
        }

        boolean isPerContainer() {
            return strength.filter(Measure::isAmount).isPresent();
        }

        boolean isFluid() {
            return strength.filter(Measure::isVolume).isPresent();
        }
    }

    private final Resources resources;
    private final Findings findings;
    private final Quantities quantities;

    ProductReader(Resources resources, Findings findings) {
        this.resources = resources;
        this.findings = findings;
        this.quantities = new Quantities(findings);
    }

    /** The product of a MedicationRequest of R4 or R5. */
    Product read(Element order) {
        Optional<Element> both = order.one("medication"); // R5 has one element for the two of R4
        Optional<Element> reference =
                both.flatMap(element -> element.one("reference")).or(() -> order.one("medicationReference"));
        Optional<Element> concept =
                both.flatMap(element -> element.one("concept")).or(() -> order.one("medicationCodeableConcept"));
        reference.ifPresent(element -> element.pass("identifier", "type"));
        Optional<Element> medication = reference.flatMap(element -> resources.meantBy(element, "Medication"));
        Optional<String> shown = reference.flatMap(element -> element.text("display"));
        if (medication.isPresent()) {
            return read(medication.get(), shown, both.isPresent() ? "totalVolume" : "amount");
        }
        if (reference.isPresent()) {
            findings.note(reference.get().path(), "the medication that it means is not in the file");
        }
        String path = order.path("medication[x]");
        concept.ifPresent(element -> element.pass("coding", "text"));
        return new Product(
                concept.flatMap(Concepts::name).or(() -> shown),
                Optional.empty(),
                Optional.empty(),
                "Medication.amount",
                path,
                "the order has no Medication with the strength of its ingredients");
    }

    private Product read(Element medication, Optional<String> shown, String volume) {
        String amount = medication.path(volume);
        medication.pass("resourceType", "id", "meta", "text", "language", "identifier", "manufacturer");
        medication
                .text("status")
                .filter(status -> !status.equals("active"))
                .ifPresent(status -> findings.confirm(medication.path("status"), "is " + Words.quote(status)));
        medication.pass("form", "doseForm", "batch", "marketingAuthorizationHolder", "contained", "definition");
        List<Ingredient> ingredients = medication.all("ingredient").stream()
                .limit(LIMIT_INGREDIENTS)
                .map(this::ingredient)
                .toList();
        List<Ingredient> told = drugs(ingredients);
        Optional<Measure> container = container(medication, ingredients, told);
        Optional<String> coded = medication.one("code").flatMap(Concepts::name);
        medication.pass("code");
        Optional<String> drug = told.size() == 1 ? told.getFirst().name() : Optional.empty();
        listUnread(medication);
        Optional<String> name = drug.or(() -> coded).or(() -> shown);
        String path = medication.path("ingredient");
        if (told.size() != 1) {
            String why = told.isEmpty()
                    ? "the medication has no ingredient with a strength"
                    : "it has several active ingredients, so a dose of the whole is no amount of one of them";
            return new Product(name, Optional.empty(), container, amount, path, why);
        }
        confirmMixture(told.getFirst(), ingredients.size(), container);
        Optional<Measure> concentration = concentration(told.getFirst(), container);
        String why = concentration.isPresent() ? "" : "no amount in one mL follows from its strength";
        return new Product(
                name, concentration, container, amount, told.getFirst().strengthPath(), why);
    }

    private void listUnread(Element medication) {
        medication.unread().forEach(path -> findings.notExpressed(path, Unread.SENTENCE));
    }

    private Ingredient ingredient(Element element) {
        Optional<String> name = Stream.of("item", "itemCodeableConcept")
                .flatMap(child -> element.one(child).stream())
                .flatMap(item -> Concepts.name(item).stream())
                .findFirst()
                .or(() -> element.one("itemReference").flatMap(item -> item.text("display")));
        element.pass("id", "item", "itemCodeableConcept", "itemReference");
        Optional<Element> ratio = element.one("strengthRatio").or(() -> element.one("strength"));
        Optional<Element> quantity = element.one("strengthQuantity");
        Optional<Measure> strength = ratio.flatMap(this::strength).or(() -> quantity.flatMap(quantities::measure));
        Optional<Measure> per = ratio.flatMap(stated -> stated.one("denominator"))
                .flatMap(quantities::stated)
                .flatMap(Quantities.Stated::measure)
                .filter(Measure::isVolume);
        boolean isCarrier = element.text("isActive").map("false"::equals).orElseGet(() -> isCarrier(name));
        return new Ingredient(element, name, strength, per, !isCarrier);
    }

    private Optional<Measure> strength(Element ratio) {
        return quantities
                .ratio(ratio)
                .flatMap(stated -> quantities.orListed(stated, ratio))
                .filter(measure -> measure.body() == Body.NONE && measure.time().isEmpty());
    }

    private static boolean isCarrier(Optional<String> name) {
        return name.map(text -> text.toLowerCase(Locale.ROOT))
                .filter(text -> CARRIERS.stream().anyMatch(text::contains))
                .isPresent();
    }

    /** The active ingredients; a carrier that stands alone is what is infused. */
    private List<Ingredient> drugs(List<Ingredient> ingredients) {
        List<Ingredient> drugs = ingredients.stream()
                .filter(Ingredient::isDrug)
                .filter(ingredient -> ingredient.strength().isPresent())
                .toList();
        if (drugs.isEmpty()) {
            return ingredients.stream()
                    .filter(ingredient -> ingredient.strength().isPresent())
                    .toList();
        }
        ingredients.stream()
                .filter(ingredient ->
                        !ingredient.isDrug() && !ingredient.element().has("isActive"))
                .forEach(ingredient -> findings.confirm(
                        ingredient.element().path("isActive"),
                        Words.quote(ingredient.name().orElse("")) + " was taken for the fluid that the drug is in"));
        return drugs;
    }

    private Optional<Measure> container(Element medication, List<Ingredient> all, List<Ingredient> drugs) {
        Optional<Measure> stated = medication
                .one("totalVolume")
                .flatMap(quantities::measure)
                .or(() -> medication.one("amount").flatMap(quantities::ratio).flatMap(Quantities.Stated::measure))
                .filter(Measure::isVolume);
        return stated.or(() -> mixed(all)).or(() -> strengthsVolume(drugs));
    }

    /** The fluids that are mixed in one container. */
    private static Optional<Measure> mixed(List<Ingredient> all) {
        boolean isPerContainer = !all.isEmpty() && all.stream().allMatch(Ingredient::isPerContainer);
        return all.stream()
                .filter(ingredient -> isPerContainer && ingredient.isFluid())
                .flatMap(ingredient -> ingredient.strength().stream())
                .map(fluid -> fluid.value().times(fluid.unit().size()))
                .reduce(Fraction::plus)
                .map(Measure::millilitres);
    }

    /** A strength that is written for 500 mL is likely that of a bag of 500 mL; whether it is, a person says. */
    private Optional<Measure> strengthsVolume(List<Ingredient> drugs) {
        List<Measure> volumes = new ArrayList<>();
        drugs.forEach(drug -> drug.per().ifPresent(volumes::add));
        boolean isOne = volumes.size() == drugs.size() && !drugs.isEmpty();
        boolean isShared = isOne && volumes.stream().allMatch(volumes.getFirst()::isAsMuchAs);
        if (!isShared || volumes.getFirst().isAsMuchAs(Measure.millilitres(Fraction.ONE))) {
            return Optional.empty();
        }
        Measure volume = volumes.getFirst();
        findings.confirm(
                drugs.getFirst().strengthPath() + ".denominator",
                "the strength is written for " + volume.text().orElse("a volume")
                        + ", which was taken for what the container holds");
        return Optional.of(volume);
    }

    /**
     * Orders also write there the strength of the concentrate that goes into the bag: a hundred times that of the bag.
     */
    private void confirmMixture(Ingredient drug, int ingredients, Optional<Measure> container) {
        boolean isWrittenForAll =
                drug.per().flatMap(volume -> container.map(volume::isAsMuchAs)).orElse(drug.isPerContainer());
        if (ingredients > 1 && !isWrittenForAll && drug.strength().isPresent()) {
            findings.confirm(
                    drug.strengthPath(),
                    "was taken for the strength of the mixture; see that it is not that of the drug before it is mixed");
        }
    }

    private static Optional<Measure> concentration(Ingredient drug, Optional<Measure> container) {
        Optional<Measure> strength = drug.strength();
        if (!drug.isPerContainer()) {
            boolean isPerOne = drug.per()
                    .filter(Measure.millilitres(Fraction.ONE)::isAsMuchAs)
                    .isPresent();
            return isPerOne ? strength : strength.map(Measure::readable);
        }
        return strength.filter(amount -> amount.unit() != DrugUnit.ML)
                .flatMap(amount -> container
                        .filter(volume -> !volume.value().isZero())
                        .map(volume -> new Measure(
                                amount.value().dividedBy(volume.value()),
                                amount.unit(),
                                Body.NONE,
                                Optional.empty(),
                                true)))
                .map(Measure::readable);
    }
}
