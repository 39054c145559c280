package org.steadyflow.firmware.prescription;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** Regimens that a file can say, of every type. */
final class Regimens {
    private Regimens() {}

    static Arbitrary<Regimen> any() {
        return Arbitraries.oneOf(continuous(), intermittent(), stepped(), tapered(), patientControlled(), sequence());
    }

    private static Arbitrary<Regimen> continuous() {
        return Combinators.combine(volumes(), rateChoices(), titrations().optional())
                .as((volume, rate, titration) -> new Regimen.Continuous(volume, rate.of(volume), titration));
    }

    /** Every rate is among them. */
    private static Arbitrary<Titration> titrations() {
        return flows(99_999).optional().map(step -> new Titration(FileLimits.RATE_LEAST, FileLimits.RATE_MOST, step));
    }

    private static Arbitrary<Regimen> intermittent() {
        Arbitrary<Regimen> byThemselves = Combinators.combine(
                        smallVolumes(),
                        rateChoices(),
                        Arbitraries.integers().between(1, FileLimits.DOSES_MOST),
                        Arbitraries.of(true, false),
                        missedDoses(86_400))
                .as((volume, rate, count, keepOpen, rule) ->
                        new Regimen.Intermittent(volume, rate.of(volume), Duration.ofDays(30), count, keepOpen, rule));
        Arbitrary<Regimen> hung = Combinators.combine(
                        smallVolumes(),
                        dailies(),
                        Arbitraries.of(true, false),
                        missedDoses(4 * 3_600),
                        flushes().optional(),
                        flushes().optional())
                .as((volume, times, keepOpen, rule, before, after) -> new Regimen.Intermittent(
                        volume,
                        FlowRate.ofMillilitresPerHour(100),
                        times,
                        30,
                        keepOpen,
                        rule,
                        ContainerUse.EACH_DOSE,
                        before,
                        after));
        return Arbitraries.oneOf(byThemselves, hung);
    }

    /** At least four hours apart, midnight included. */
    private static Arbitrary<DoseTimes> dailies() {
        Arbitrary<List<LocalTime>> times = Combinators.combine(
                        Arbitraries.integers().between(0, 239),
                        Arbitraries.integers().between(1, 6))
                .as((first, count) -> {
                    List<LocalTime> list = new ArrayList<>();
                    for (int i = 0; i < count; i++) {
                        list.add(LocalTime.MIN.plusMinutes(first + 240L * i));
                    }
                    return list;
                });
        return Combinators.combine(times, Arbitraries.of("Europe/Berlin", "America/St_Johns", "UTC", "Etc/GMT+5"))
                .as((list, zone) -> new DoseTimes.Daily(list, ZoneId.of(zone)));
    }

    /** At most an hour long. */
    private static Arbitrary<Flush> flushes() {
        return Combinators.combine(Arbitraries.longs().between(100_000, 100_000_000), Prescriptions.names())
                .as((volume, fluid) -> new Flush(new Volume(volume), FlowRate.ofMillilitresPerHour(100), fluid));
    }

    private static Arbitrary<MissedDoseRule> missedDoses(long mostSeconds) {
        return Arbitraries.oneOf(
                Arbitraries.of(new MissedDoseRule.Skip(), new MissedDoseRule.Ask()),
                Arbitraries.longs()
                        .between(60, mostSeconds)
                        .map(seconds -> new MissedDoseRule.GiveLate(Duration.ofSeconds(seconds))));
    }

    private static Arbitrary<Regimen> stepped() {
        Arbitrary<StepEnd> ends = Arbitraries.oneOf(
                Arbitraries.longs().between(1, 7_200).map(seconds -> new StepEnd.After(Duration.ofSeconds(seconds))),
                Arbitraries.longs().between(100_000, 200_000_000).map(nl -> new StepEnd.Given(new Volume(nl))));
        Arbitrary<Step> steps = Combinators.combine(flows(10_000), ends, Arbitraries.of(true, false))
                .as(Step::new);
        return Combinators.combine(
                        steps.list().ofMaxSize(6),
                        flows(10_000),
                        volumes(),
                        titrations().optional())
                .as((before, last, rest, titration) -> {
                    List<Step> all = new ArrayList<>();
                    for (Step step : before) {
                        all.add(new Step(step.rate(), step.end(), step.confirmed() && !all.isEmpty()));
                    }
                    all.add(new Step(last, new StepEnd.Rest(), !all.isEmpty()));
                    Volume least = Regimen.Stepped.before(all).plus(FileLimits.VOLUME_LEAST);
                    return new Regimen.Stepped(rest.orMore(least), all, titration);
                });
    }

    private static Arbitrary<Regimen> tapered() {
        return Combinators.combine(
                        Arbitraries.longs().between(10_000_000, 4_000_000_000L),
                        Arbitraries.longs().between(36_000, 72_000),
                        Arbitraries.longs().between(0, 14_400),
                        Arbitraries.longs().between(1, 14_400),
                        Arbitraries.of(true, false))
                .as((volume, duration, oneRamp, otherRamp, isUpFirst) -> new Regimen.Tapered(
                        new Volume(volume),
                        Duration.ofSeconds(duration),
                        Duration.ofSeconds(isUpFirst ? oneRamp : otherRamp),
                        Duration.ofSeconds(isUpFirst ? otherRamp : oneRamp)));
    }

    private static Arbitrary<Regimen> patientControlled() {
        Arbitrary<Volume> boluses =
                Arbitraries.longs().between(10_000, 5_000_000).map(Volume::new);
        Arbitrary<Volume> orNone = Arbitraries.oneOf(Arbitraries.just(Volume.ZERO), boluses);
        Arbitrary<FlowRate> basals = Arbitraries.oneOf(Arbitraries.just(FlowRate.ZERO), flows(500));
        return Combinators.combine(
                        basals,
                        boluses,
                        Arbitraries.longs().between(600, 86_400),
                        Arbitraries.integers().between(1, 3),
                        orNone,
                        orNone,
                        volumes())
                .as((basal, demand, lockout, caps, loading, clinician, volume) -> {
                    Volume inAnHour =
                            demand.plus(basal.volumeIn(Duration.ofHours(1))).plus(FileLimits.VOLUME_LEAST);
                    Volume in4Hours = inAnHour.times(4);
                    return new Regimen.PatientControlled(
                            volume.orMore(Volume.ofMillilitres(10)),
                            basal,
                            demand,
                            FlowRate.ofMillilitresPerHour(120),
                            Duration.ofSeconds(lockout),
                            caps == 1 ? Optional.empty() : Optional.of(inAnHour),
                            caps == 2 ? Optional.empty() : Optional.of(in4Hours),
                            loading,
                            clinician);
                });
    }

    private static Arbitrary<Regimen> sequence() {
        Arbitrary<SequencePart> parts = Combinators.combine(
                        Prescriptions.names(),
                        Prescriptions.drugs().optional(),
                        volumes(),
                        rateChoices(),
                        Prescriptions.names().optional())
                .as((name, drug, volume, rate, prompt) -> new SequencePart(
                        name,
                        drug,
                        new Container(volume.plus(Volume.ofMillilitres(3)), Volume.ofMillilitres(1)),
                        volume,
                        rate.of(volume),
                        prompt));
        return parts.list().ofMinSize(1).ofMaxSize(6).map(Regimen.Sequence::new);
    }

    /** A rate typed as such, or one that follows from a volume and a time. */
    private interface RateChoice {
        FlowRate of(Volume volume);
    }

    private static Arbitrary<RateChoice> rateChoices() {
        Arbitrary<RateChoice> typed = flows(100_000).map(rate -> volume -> rate);
        Arbitrary<RateChoice> derived = Arbitraries.longs()
                .between(3_600, 36_000)
                .map(nsPerNl -> volume -> FlowRate.of(volume, Duration.ofNanos(volume.nanolitres() * nsPerNl)));
        return Arbitraries.oneOf(typed, derived);
    }

    /** At most what the slowest rate gives in the longest interval. */
    private static Arbitrary<Volume> smallVolumes() {
        return Arbitraries.longs().between(100_000, 72_000_000).map(Volume::new);
    }

    private static Arbitrary<Volume> volumes() {
        return Arbitraries.longs().between(100_000, 9_000_000_000L).map(Volume::new);
    }

    /** From 0.1 mL/h. */
    static Arbitrary<FlowRate> flows(long mostHundredths) {
        return Arbitraries.longs()
                .between(10, mostHundredths)
                .map(hundredths -> FlowRate.ofMillilitresPerHour(BigDecimal.valueOf(hundredths, 2)));
    }
}
