package org.steadyflow.firmware.prescription;

import org.steadyflow.firmware.text.Words;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.firmware.text.Words;

/** The rules that bind regimen, end, keep-open flow and container of one file. Of one reading, one thread. */
record Fit(Regimen regimen, KeepOpen keepOpen, Findings findings) {
    private static final String KEEP_OPEN = Fields.KEEP_OPEN.name();
    private static final String KEEP_OPEN_LIMIT = KEEP_OPEN + "." + Fields.KEEP_OPEN_LIMIT.name();
    private static final String INSTEAD = "; write less, or the container that is meant";

    /** What may come after the last of the volume, and the keep-open flow that this needs or leaves without use. */
    void checkEnd(EndAction atEnd, boolean lifeSustaining) {
        String field = Fields.AT_END.name();
        boolean isEndFit =
                switch (regimen) {
                    case Regimen.Continuous _, Regimen.Stepped _ -> true;
                    case Regimen.Intermittent _, Regimen.Tapered _ -> atEnd != EndAction.CONTINUE;
                    case Regimen.PatientControlled _, Regimen.Sequence _ -> atEnd == EndAction.STOP;
                };
        if (!isEndFit) {
            findings.add(
                    field,
                    ": " + Words.quote(Section.word(atEnd))
                            + " is not for this type, which leaves no flow that could go on;"
                            + " write \"stop\", or leave it out");
        } else if (atEnd == EndAction.CONTINUE && !lifeSustaining) {
            findings.add(
                    field,
                    ": \"continue\" gives more than was ordered and is only for a drug that is life_sustaining; write"
                            + " \"stop\" or \"keep_open\", or \"life_sustaining\": true");
        }
        if (isEndFit) {
            checkKeepOpen(atEnd);
        }
    }

    /** A keep-open flow is there exactly where it is wanted, and never faster than the infusion it follows. */
    private void checkKeepOpen(EndAction atEnd) {
        boolean isUsed = atEnd == EndAction.KEEP_OPEN || regimen.keepsOpenBetween();
        if (isUsed && !keepOpen.isWanted()) {
            String asked = atEnd == EndAction.KEEP_OPEN ? "at_end is keep_open" : "keep_open_between is true";
            findings.add(KEEP_OPEN, " is missing, and " + asked + "; add " + Fields.KEEP_OPEN.asWritten());
        }
        if (!isUsed && keepOpen.isWanted()) {
            findings.add(KEEP_OPEN, " is never used; write \"at_end\": \"keep_open\", or leave keep_open out");
        } else if (keepOpen.rate().compareTo(regimen.leastRate()) > 0) {
            String running = regimen.leastRate().equals(regimen.rate()) ? "running rate" : "slowest running rate";
            findings.add(
                    KEEP_OPEN + "." + Fields.KEEP_OPEN_RATE.name(),
                    ": " + FlowReader.written(keepOpen.rate()) + " is above the " + running + ", "
                            + FlowReader.written(regimen.leastRate()) + "; write at most the " + running);
        }
    }

    /** What is given comes from the containers that are there, and so does the keep-open flow after it. */
    void checkContainer(Container container) {
        if (keepOpen.isWanted() && !container.residual().isPositive()) {
            findings.add(
                    KEEP_OPEN,
                    " would run the container dry, as container.residual is 0 mL; write the residual of the container, or"
                            + " leave keep_open out");
        }
        switch (regimen) {
            case Regimen.Continuous continuous -> checkVolume(RegimenFields.VOLUME, continuous.volume(), container);
            case Regimen.Stepped stepped -> checkVolume(RegimenFields.VOLUME, stepped.volume(), container);
            case Regimen.Tapered tapered -> checkVolume(RegimenFields.VOLUME, tapered.volume(), container);
            case Regimen.PatientControlled asked -> checkVolume(RegimenFields.VOLUME, asked.volume(), container);
            case Regimen.Intermittent doses -> checkDoses(doses, container);
            case Regimen.Sequence _ -> {}
        }
    }

    private void checkVolume(Field field, Volume volume, Container containers) {
        Volume usable = containers.usableInAll();
        Volume left = usable.minus(volume);
        String name = containers.count() == 1 ? "the container gives" : "the containers give";
        if (volume.isMoreThan(usable)) {
            findings.add(
                    Fields.REGIMEN.name() + "." + field.name(),
                    ": " + QuantityText.text(volume) + " is more than " + name + ", which is "
                            + QuantityText.text(usable) + gives(containers) + INSTEAD);
        } else if (keepOpen.limit().isMoreThan(left)) {
            String still = containers.count() == 1 ? "the container still gives" : "the containers still give";
            findings.add(
                    KEEP_OPEN_LIMIT,
                    ": " + QuantityText.text(keepOpen.limit()) + " is more than the " + QuantityText.text(left)
                            + " that " + still + " after the dose" + gives(containers) + INSTEAD);
        }
    }

    /** Each dose comes from one container whole, with the keep-open flow after it. */
    private void checkDoses(Regimen.Intermittent doses, Container containers) {
        Container one = new Container(containers.volume(), containers.residual());
        boolean isEach = doses.containers() == ContainerUse.EACH_DOSE;
        int before = findings.size();
        checkVolume(RegimenFields.DOSE, doses.dose(), one);
        if (isEach && containers.count() > 1) {
            findings.add(
                    Fields.CONTAINER.name() + "." + Fields.CONTAINER_COUNT.name(),
                    " is not for containers of each_dose, which is one for each of the " + doses.count()
                            + "; leave it out");
        }
        if (!isEach && findings.size() == before) {
            checkCount(doses, containers);
        }
    }

    private void checkCount(Regimen.Intermittent doses, Container containers) {
        long need = needed(doses, containers.usable());
        if (need > containers.count()) {
            String there = containers.count() == 1 ? "one is there" : containers.count() + " are there";
            findings.add(
                    Fields.CONTAINER.name() + "." + Fields.CONTAINER_COUNT.name(),
                    ": " + doses.count() + " doses need " + need + " such containers, and " + there + "; write "
                            + Words.quote(Fields.CONTAINER_COUNT.name()) + ": " + need
                            + ", or \"containers\": \"each_dose\" where a person hangs one for each dose");
        }
    }

    /** Containers that all doses need; each but the last is drawn from as long as a whole dose is in it. */
    private long needed(Regimen.Intermittent doses, Volume usable) {
        Volume withFlow = doses.dose().plus(keepOpen.limit());
        Volume between = doses.keepOpenBetween() ? withFlow : doses.dose();
        long inEach = usable.nanolitres() / between.nanolitres();
        Volume beforeLast = usable.minus(withFlow);
        long inLast = 1 + beforeLast.nanolitres() / between.nanolitres();
        return 1 + Math.max(0, Math.ceilDiv(doses.count() - inLast, inEach));
    }

    /** A drug that keeps somebody alive never stops for a rinse. */
    void checkFlushes(boolean lifeSustaining) {
        boolean isFlushed = regimen instanceof Regimen.Intermittent doses
                && (doses.flushBefore().isPresent() || doses.flushAfter().isPresent());
        if (lifeSustaining && isFlushed) {
            findings.add(
                    Fields.LIFE_SUSTAINING.name(),
                    " is true, and such a drug is never interrupted by a flush; leave the flushes out, or write false");
        }
    }

    /** How the usable volume comes about, in brackets, where it is not simply the container's. */
    static String gives(Container container) {
        String residual = container.residual().isPositive()
                ? " less a residual of " + QuantityText.text(container.residual())
                : "";
        String count = container.count() > 1 ? container.count() + " times " : "";
        return residual.isEmpty() && count.isEmpty()
                ? ""
                : " (" + count + QuantityText.text(container.volume()) + residual + ")";
    }
}
