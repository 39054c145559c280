package org.steadyflow.firmware.prescription;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.steadyflow.firmware.dose.Concentration;
import org.steadyflow.hal.quantity.Volume;

/** Reads what hangs: the drug and the container of a file, or of a part of a sequence. Of one reading, one thread. */
record ContentsReader(Section section) {
    private static final Bounds<Volume> CONTAINERS = Bounds.ofVolume(FileLimits.VOLUME_LEAST, FileLimits.VOLUME_MOST);
    private static final Bounds<Volume> RESIDUALS = Bounds.ofVolume(Volume.ZERO, FileLimits.VOLUME_MOST);
    private static final Map<String, String> ONE_TO_A_PART = Map.of(
            Fields.CONTAINER_COUNT.name(), " is not for a part; leave it out, and write a part for each container");

    DrugFound drug() {
        return section.object(Fields.DRUG, Fields.OF_DRUG)
                .map(inside -> {
                    inside.require(Fields.DRUG_NAME);
                    Optional<String> name = inside.words(Fields.DRUG_NAME, FileLimits.TEXT_CHARS);
                    Optional<Optional<Concentration>> concentration = inside.orNone(
                            Fields.CONCENTRATION, inside.quantity(Fields.CONCENTRATION, QuantityText::concentration));
                    return new DrugFound(
                            name.flatMap(shown -> concentration.map(strength -> new Drug(shown, strength))),
                            concentration);
                })
                .orElse(DrugFound.NOTHING);
    }

    Optional<Container> container() {
        return container(Fields.OF_CONTAINER, Map.of());
    }

    Optional<Container> containerOfAPart() {
        return container(Fields.OF_CONTAINER_OF_A_PART, ONE_TO_A_PART);
    }

    private Optional<Container> container(List<Field> fields, Map<String, String> elsewhere) {
        return section.object(Fields.CONTAINER, fields, elsewhere).flatMap(inside -> {
            inside.require(Fields.CONTAINER_VOLUME);
            Optional<Volume> volume = inside.quantity(Fields.CONTAINER_VOLUME, QuantityText::volume, CONTAINERS);
            Optional<Volume> residual = inside.orUsual(
                    Fields.RESIDUAL, inside.quantity(Fields.RESIDUAL, QuantityText::volume, RESIDUALS), Volume.ZERO);
            Optional<Integer> count = fields.contains(Fields.CONTAINER_COUNT)
                    ? inside.orUsual(
                            Fields.CONTAINER_COUNT, inside.count(Fields.CONTAINER_COUNT, FileLimits.CONTAINERS_MOST), 1)
                    : Optional.of(1);
            return volume.flatMap(whole -> residual.filter(rest -> leavesSome(inside, whole, rest))
                    .flatMap(rest -> count.map(number -> new Container(whole, rest, number))));
        });
    }

    private static boolean leavesSome(Section section, Volume volume, Volume residual) {
        boolean leaves = volume.isMoreThan(residual);
        if (!leaves) {
            section.reportValue(
                    Fields.RESIDUAL,
                    "leaves nothing to infuse from " + QuantityText.text(volume)
                            + "; write only what cannot be drawn from the container");
        }
        return leaves;
    }
}
