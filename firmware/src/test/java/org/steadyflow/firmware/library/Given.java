package org.steadyflow.firmware.library;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.prescription.Container;
import org.steadyflow.firmware.prescription.ContainerUse;
import org.steadyflow.firmware.prescription.DoseTimes;
import org.steadyflow.firmware.prescription.Drug;
import org.steadyflow.firmware.prescription.EndAction;
import org.steadyflow.firmware.prescription.Flush;
import org.steadyflow.firmware.prescription.KeepOpen;
import org.steadyflow.firmware.prescription.LineLimits;
import org.steadyflow.firmware.prescription.MissedDoseRule;
import org.steadyflow.firmware.prescription.PowerLossRule;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.prescription.Route;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** Orders of the drug X, 2 mg/mL unless said otherwise, for tests of the library. */
final class Given {
    static final Drug X = new Drug("X", Optional.of(Entries.concentration("2 mg/mL")));

    private Given() {}

    static Prescription order(Regimen regimen) {
        return order(X, Route.INTRAVENOUS_CENTRAL, regimen, PowerLossRule.BY_PERSON);
    }

    static Prescription order(Drug drug, Route route, Regimen regimen, PowerLossRule powerLoss) {
        return new Prescription(
                "RX-1",
                "Patient 1",
                drug,
                route,
                new Container(ml("9000"), Volume.ZERO),
                regimen,
                EndAction.STOP,
                KeepOpen.NONE,
                LineLimits.USUAL,
                powerLoss,
                false,
                false);
    }

    static Prescription keptOpen(Regimen regimen) {
        return new Prescription(
                "RX-1",
                "Patient 1",
                X,
                Route.INTRAVENOUS_CENTRAL,
                new Container(ml("9000"), Volume.ZERO),
                regimen,
                EndAction.KEEP_OPEN,
                new KeepOpen(rate("1"), ml("5")),
                LineLimits.USUAL,
                PowerLossRule.BY_PERSON,
                false,
                false);
    }

    static Regimen continuous(String millilitres, String perHour) {
        return new Regimen.Continuous(ml(millilitres), rate(perHour));
    }

    static Regimen everyHours(String millilitres, String perHour, int hours, int count) {
        return new Regimen.Intermittent(
                ml(millilitres), rate(perHour), Duration.ofHours(hours), count, false, new MissedDoseRule.Ask());
    }

    static Regimen flushedWith(String fluid) {
        Optional<Flush> flush = Optional.of(new Flush(ml("10"), rate("120"), fluid));
        return new Regimen.Intermittent(
                ml("100"),
                rate("100"),
                new DoseTimes.Every(Duration.ofHours(12)),
                2,
                false,
                new MissedDoseRule.Ask(),
                ContainerUse.EACH_DOSE,
                Optional.empty(),
                flush);
    }

    static Drug drug(String name, String concentration) {
        return new Drug(name, Optional.of(Entries.concentration(concentration)));
    }

    static Volume ml(String millilitres) {
        return Volume.ofMillilitres(new BigDecimal(millilitres));
    }

    static FlowRate rate(String perHour) {
        return FlowRate.ofMillilitresPerHour(new BigDecimal(perHour));
    }

    static List<String> sentences(List<Finding> findings) {
        return findings.stream().map(Finding::sentence).toList();
    }
}
