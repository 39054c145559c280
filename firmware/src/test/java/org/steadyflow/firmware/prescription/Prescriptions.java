package org.steadyflow.firmware.prescription;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.steadyflow.firmware.dose.AmountUnit;
import org.steadyflow.firmware.dose.Body;
import org.steadyflow.firmware.dose.Concentration;
import org.steadyflow.firmware.text.Words;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;

/** Orders that a file can say, of every type. */
public final class Prescriptions {
    /** What an order says beside its regimen and the end of it. */
    private record Rest(
            Drug drug,
            LineLimits limits,
            PowerLossRule powerLoss,
            Route route,
            StartRule start,
            Duration observe,
            Optional<String> pump,
            Body body) {}

    private Prescriptions() {}

    public static Arbitrary<Prescription> any() {
        return Combinators.combine(
                        Regimens.any(),
                        Regimens.flows(1_000),
                        Arbitraries.of(EndAction.values()),
                        rests(),
                        Arbitraries.integers().between(1, FileLimits.SITES_MOST),
                        Arbitraries.of(true, false))
                .as(Prescriptions::of);
    }

    private static Prescription of(
            Regimen regimen, FlowRate keepOpenRate, EndAction wanted, Rest rest, int sites, boolean highAlert) {
        EndAction end = possible(regimen, wanted);
        boolean keepsOpen = end == EndAction.KEEP_OPEN || regimen.keepsOpenBetween();
        FlowRate flow = keepOpenRate.compareTo(regimen.leastRate()) <= 0 ? keepOpenRate : FileLimits.RATE_LEAST;
        return new Prescription(
                "RX-1",
                "Patient 1",
                rest.drug(),
                rest.route(),
                container(regimen),
                regimen,
                end,
                keepsOpen ? new KeepOpen(flow, Volume.ofMillilitres(7)) : KeepOpen.NONE,
                rest.limits(),
                rest.powerLoss(),
                highAlert,
                end == EndAction.CONTINUE,
                rest.start(),
                rest.observe(),
                rest.pump(),
                rest.body(),
                rest.route() == Route.SUBCUTANEOUS ? sites : 1);
    }

    private static EndAction possible(Regimen regimen, EndAction wanted) {
        return switch (regimen) {
            case Regimen.Continuous _, Regimen.Stepped _ -> wanted;
            case Regimen.Intermittent _, Regimen.Tapered _ -> wanted == EndAction.CONTINUE ? EndAction.STOP : wanted;
            case Regimen.PatientControlled _, Regimen.Sequence _ -> EndAction.STOP;
        };
    }

    private static Container container(Regimen regimen) {
        Volume volume = regimen.volumePerContainer().plus(Volume.ofMillilitres(9));
        Volume residual = Volume.ofMillilitres(2);
        return switch (regimen) {
            case Regimen.Continuous _, Regimen.Stepped _, Regimen.Tapered _, Regimen.PatientControlled _ ->
                new Container(volume, residual, 3);
            case Regimen.Intermittent doses ->
                new Container(volume, residual, doses.containers() == ContainerUse.ONE ? doses.count() : 1);
            case Regimen.Sequence sequence -> sequence.parts().getFirst().container();
        };
    }

    private static Arbitrary<Rest> rests() {
        return Combinators.combine(
                        drugs(),
                        limits(),
                        powerLosses(),
                        Arbitraries.of(Route.values()),
                        starts(),
                        observations(),
                        Arbitraries.of("pump-1", "7").optional(),
                        bodies())
                .as(Rest::new);
    }

    private static Arbitrary<StartRule> starts() {
        return Arbitraries.oneOf(
                Arbitraries.just(new StartRule.WhenPressed()),
                Arbitraries.longs()
                        .between(60, 72 * 3_600)
                        .map(seconds -> new StartRule.After(Duration.ofSeconds(seconds))),
                Arbitraries.longs()
                        .between(946_684_800, 4_102_444_799L)
                        .map(second -> new StartRule.At(Instant.ofEpochSecond(second))));
    }

    private static Arbitrary<Duration> observations() {
        return Arbitraries.oneOf(
                Arbitraries.just(Duration.ZERO),
                Arbitraries.longs().between(60, 86_400).map(Duration::ofSeconds));
    }

    private static Arbitrary<Body> bodies() {
        return Combinators.combine(hundredths(30, 50_000), hundredths(2_000, 28_000), hundredths(5, 600))
                .as(Body::new);
    }

    private static Arbitrary<Optional<BigDecimal>> hundredths(long least, long most) {
        return Arbitraries.longs()
                .between(least, most)
                .map(number -> BigDecimal.valueOf(number, 2))
                .optional();
    }

    private static Arbitrary<LineLimits> limits() {
        return Combinators.combine(
                        Arbitraries.longs().between(100, 900),
                        Arbitraries.longs().between(50_000, 500_000),
                        Arbitraries.longs().between(0, 4_500_000))
                .as((mmHg, bubble, more) ->
                        new LineLimits(Pressure.ofMmHg(mmHg), new Volume(bubble), new Volume(bubble + more)));
    }

    private static Arbitrary<PowerLossRule> powerLosses() {
        return Arbitraries.longs()
                .between(0, 3_600)
                .map(seconds -> new PowerLossRule(seconds > 0, Duration.ofSeconds(seconds)));
    }

    static Arbitrary<Drug> drugs() {
        Arbitrary<Concentration> concentrations = Combinators.combine(
                        Arbitraries.longs().between(1, 1_000_000_000_000L), Arbitraries.of(AmountUnit.ofDrug()))
                .as((millionths, unit) -> new Concentration(BigDecimal.valueOf(millionths, 6), unit));
        return Combinators.combine(names(), concentrations.optional()).as(Drug::new);
    }

    static Arbitrary<String> names() {
        return Arbitraries.strings()
                .ascii()
                .withChars("\u00e9\u00df\u674e\u0645\"\\")
                .ofMinLength(1)
                .ofMaxLength(8)
                .filter(Prescriptions::isShown);
    }

    private static boolean isShown(String name) {
        return !name.isBlank() && name.equals(name.strip()) && name.codePoints().allMatch(Words::isShown);
    }
}
