package org.steadyflow.telemetry.order;

import java.util.Optional;

/** Lists what an instruction says and its regimen has no field for. Of one reading, one thread. */
final class Unkept {
    private final Findings findings;

    Unkept(Findings findings) {
        this.findings = findings;
    }

    /** Of an instruction that is no demand: caps, a gap, and bounds that nothing was made of. */
    void list(Instruction order) {
        order.caps()
                .forEach(cap -> findings.notExpressed(
                        cap.element().path(),
                        "only a patient-controlled regimen has caps; see that the doses keep it"));
        order.gap()
                .ifPresent(_ -> findings.notExpressed(
                        order.path("extension"),
                        "only a patient-controlled regimen has a lockout; see that the doses keep it"));
        boolean isBoundByDose = order.dose().isPresent() && !order.schedule().isRepeated();
        if (isBoundByDose) {
            listBounds(order);
        }
    }

    /** The time in which all is to be given, where the regimen ends with a volume. */
    void listBounds(Instruction order) {
        Schedule schedule = order.schedule();
        boolean isBound = schedule.bounds().isPresent() || schedule.days().isPresent();
        if (isBound) {
            findings.notExpressed(
                    schedule.path("bounds[x]"), "the regimen ends with its volume and not at a time; see that it does");
        }
    }

    /** A number of doses, and bounds that hold another number. */
    void listOtherCount(Schedule schedule) {
        Optional<Fraction> stated = schedule.count().map(Fraction::of);
        Optional<Fraction> bounded = RegimenDraft.bounded(schedule);
        boolean isBound = schedule.bounds().isPresent() || schedule.days().isPresent();
        if (stated.isPresent() && isBound && !stated.equals(bounded)) {
            findings.confirm(schedule.path("count"), "the bounds do not hold just this number of doses; it was taken");
        }
    }

    /** A day on which it begins, where that is no time at which a pump could. */
    void listStartDay(Schedule schedule) {
        schedule.startDay()
                .ifPresent(
                        day -> findings.notExpressed(
                                schedule.path("boundsPeriod.start"),
                                "begins on " + day
                                        + ", and a prescription begins at a time or when a person starts it; see that it does"));
    }
}
