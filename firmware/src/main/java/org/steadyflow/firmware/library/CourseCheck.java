package org.steadyflow.firmware.library;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.dose.Body;
import org.steadyflow.firmware.dose.Concentration;
import org.steadyflow.firmware.dose.Conversion.Converted;
import org.steadyflow.firmware.dose.Conversion.Refused;
import org.steadyflow.firmware.dose.OrderedDose;
import org.steadyflow.firmware.library.Scale.Sides;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** Lays one course beside the limits of one entry. Of one check, one thread. */
final class CourseCheck {
    private final LibraryEntry entry;
    private final Course course;
    private final Body body;
    private final int sites;
    private final List<Finding> findings = new ArrayList<>();

    CourseCheck(LibraryEntry entry, Course course, Body body, int sites) {
        this.entry = entry;
        this.course = course;
        this.body = body;
        this.sites = sites;
    }

    /** What is outside the limits, in the order of a prescription; of one limit the hard finding alone. */
    List<Finding> findings() {
        DoseLimits limits = entry.limits();
        course.dose().ifPresent(dose -> checkDose(course.doseField(), "The dose", limits.dose(), dose));
        course.slowest().ifPresent(this::checkSlowest);
        course.fastest().ifPresent(this::checkFastest);
        course.boluses().forEach(bolus -> checkDose(bolus.field(), "The bolus", limits.bolus(), bolus.volume()));
        checkTimes();
        checkMost(
                course.doseField(),
                "What may be given in 24 h",
                limits.perDay(),
                new Scale.OfDose(course.inADay(), concentration(), body));
        checkLeast(
                course.doseField(),
                "What may be given in 24 h",
                limits.perDay(),
                new Scale.OfDose(course.inADay(), concentration(), body));
        return findings.stream().distinct().toList();
    }

    private void checkDose(String field, String what, Limits<OrderedDose> limits, Volume volume) {
        Scale<OrderedDose> scale = new Scale.OfDose(volume, concentration(), body);
        checkMost(field, what, limits, scale);
        checkLeast(field, what, limits, scale);
    }

    private void checkSlowest(FlowRate flow) {
        checkLeast(
                course.rateField(),
                "The rate",
                entry.limits().rate(),
                new Scale.OfRate(flow, concentration(), body, sites));
    }

    private void checkFastest(FlowRate flow) {
        checkMost(
                course.rateField(),
                "The rate",
                entry.limits().rate(),
                new Scale.OfRate(flow, concentration(), body, sites));
    }

    private void checkTimes() {
        Limits<Duration> limits = entry.limits().duration();
        Scale<Duration> shortest = new Scale.OfTime(course.shortest());
        boolean isTimed = course.longest().isPresent();
        entry.rules()
                .minimumDuration()
                .ifPresent(least -> refuseBelow(
                        Severity.HARD, course.timeField(), "The shortest time", Optional.of(least), shortest));
        if (isTimed) {
            checkLeast(course.timeField(), "The time", limits, shortest);
            checkMost(
                    course.timeField(),
                    "The time",
                    limits,
                    new Scale.OfTime(course.longest().orElseThrow()));
        }
    }

    private <T> void checkMost(String field, String what, Limits<T> limits, Scale<T> scale) {
        boolean isRefused = refuseAbove(Severity.HARD, field, what, limits.hardMost(), scale);
        if (!isRefused) {
            refuseAbove(Severity.SOFT, field, what, limits.softMost(), scale);
        }
    }

    private <T> void checkLeast(String field, String what, Limits<T> limits, Scale<T> scale) {
        boolean isRefused = refuseBelow(Severity.HARD, field, what, limits.hardLeast(), scale);
        if (!isRefused) {
            refuseBelow(Severity.SOFT, field, what, limits.softLeast(), scale);
        }
    }

    private <T> boolean refuseAbove(Severity severity, String field, String what, Optional<T> limit, Scale<T> scale) {
        return limit.isPresent()
                && switch (scale.against(limit.get())) {
                    case Converted<Sides>(Sides sides, var exact) ->
                        sides.isAbove() && add(severity, field, what, "above", scale, limit.get());
                    case Refused<Sides>(String why) -> addUnknown(field, scale.text(limit.get()), why);
                };
    }

    private <T> boolean refuseBelow(Severity severity, String field, String what, Optional<T> limit, Scale<T> scale) {
        return limit.isPresent()
                && switch (scale.against(limit.get())) {
                    case Converted<Sides>(Sides sides, var exact) ->
                        sides.isBelow() && add(severity, field, what, "below", scale, limit.get());
                    case Refused<Sides>(String why) -> addUnknown(field, scale.text(limit.get()), why);
                };
    }

    private <T> boolean add(Severity severity, String field, String what, String side, Scale<T> scale, T limit) {
        String value = scale.valueBeside(limit);
        String most = scale.text(limit);
        String sentence = field + ": " + what + ", " + value + ", is " + side + " the " + word(severity) + " limit of "
                + entry.shownWithPatients() + ", " + most + advice(severity);
        findings.add(new Finding(severity, field, value, most, sentence));
        return true;
    }

    /** A limit that cannot be laid beside the order is not passed unseen. */
    private boolean addUnknown(String field, String limit, String why) {
        String sentence = field + ": The limit of " + entry.shownWithPatients() + ", " + limit + ", " + why + ".";
        findings.add(new Finding(Severity.HARD, field, "", limit, sentence));
        return true;
    }

    private static String word(Severity severity) {
        return switch (severity) {
            case SOFT -> "soft";
            case HARD -> "hard";
        };
    }

    static String advice(Severity severity) {
        return switch (severity) {
            case SOFT -> "; it needs a reason.";
            case HARD -> "; it cannot be given.";
        };
    }

    private Optional<Concentration> concentration() {
        return course.drug().concentration();
    }
}
