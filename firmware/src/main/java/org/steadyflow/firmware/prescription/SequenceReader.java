package org.steadyflow.firmware.prescription;

import java.util.Optional;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** Reads a regimen of containers one after another. Of one reading, one thread. */
record SequenceReader(FlowReader flows) {
    Optional<Regimen> read() {
        Section section = flows.section();
        section.require(RegimenFields.PARTS);
        return section.objects(RegimenFields.PARTS, RegimenFields.OF_PART, FileLimits.PARTS_MOST)
                .flatMap(parts -> Section.all(
                        parts.stream().map(part -> part(flows.in(part))).toList()))
                .map(Regimen.Sequence::new);
    }

    private static Optional<SequencePart> part(FlowReader flows) {
        Section section = flows.section();
        section.require(RegimenFields.PART_NAME, Fields.CONTAINER, RegimenFields.PART_VOLUME);
        Optional<String> name = section.words(RegimenFields.PART_NAME, FileLimits.TEXT_CHARS);
        ContentsReader contents = new ContentsReader(section);
        DrugFound found = contents.drug();
        Optional<Optional<Drug>> drug = section.orNone(Fields.DRUG, found.drug());
        Optional<Container> container = contents.containerOfAPart();
        FlowReader own = section.has(Fields.DRUG) ? flows.of(found.concentration()) : flows;
        Optional<Volume> volume = own.volume(RegimenFields.PART_VOLUME)
                .filter(wanted -> container.isEmpty() || fits(section, wanted, container.get()));
        Optional<FlowRate> rate = own.rateOrDuration(volume);
        Optional<Optional<String>> prompt =
                section.orNone(RegimenFields.PROMPT, section.words(RegimenFields.PROMPT, FileLimits.PROMPT_CHARS));
        return name.flatMap(shown -> drug.flatMap(inside -> container.flatMap(from -> volume.flatMap(
                v -> rate.flatMap(r -> prompt.map(asked -> new SequencePart(shown, inside, from, v, r, asked)))))));
    }

    private static boolean fits(Section section, Volume volume, Container container) {
        boolean fits = !volume.isMoreThan(container.usable());
        if (!fits) {
            section.report(
                    RegimenFields.PART_VOLUME,
                    ": " + QuantityText.text(volume) + " is more than the container of this part gives, which is "
                            + QuantityText.text(container.usable()) + Fit.gives(container)
                            + "; write less, or the container that is meant");
        }
        return fits;
    }
}
