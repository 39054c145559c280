package org.steadyflow.firmware.core;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.steadyflow.firmware.dose.Body;
import org.steadyflow.firmware.prescription.Container;
import org.steadyflow.firmware.prescription.Drug;
import org.steadyflow.firmware.prescription.EndAction;
import org.steadyflow.firmware.prescription.FileText;
import org.steadyflow.firmware.prescription.KeepOpen;
import org.steadyflow.firmware.prescription.LineLimits;
import org.steadyflow.firmware.prescription.MissedDoseRule;
import org.steadyflow.firmware.prescription.PowerLossRule;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.prescription.Route;
import org.steadyflow.firmware.prescription.StartRule;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** Orders for tests: saline through a peripheral line, usual limits, nothing special unless asked for. */
final class OrderBuilder {
    private final Regimen regimen;
    private String id = "RX-1";
    private Drug drug = new Drug("saline", Optional.empty());
    private Container container = new Container(Volume.ofMillilitres(9_999), Volume.ZERO);
    private Route route = Route.INTRAVENOUS_PERIPHERAL;
    private EndAction endAction = EndAction.STOP;
    private KeepOpen keepOpen = KeepOpen.NONE;
    private LineLimits limits = LineLimits.USUAL;
    private PowerLossRule powerLoss = PowerLossRule.BY_PERSON;
    private boolean highAlert;
    private boolean lifeSustaining;
    private StartRule start = new StartRule.WhenPressed();
    private Duration observe = Duration.ZERO;

    private OrderBuilder(Regimen regimen) {
        this.regimen = regimen;
    }

    static OrderBuilder continuous(String millilitres, String millilitresPerHour) {
        return new OrderBuilder(new Regimen.Continuous(volume(millilitres), rate(millilitresPerHour)));
    }

    static OrderBuilder intermittent(
            String doseMl, String millilitresPerHour, Duration interval, int count, MissedDoseRule missed) {
        return new OrderBuilder(
                new Regimen.Intermittent(volume(doseMl), rate(millilitresPerHour), interval, count, false, missed));
    }

    /** Doses with a keep-open flow of 1 mL/h, at most 2 mL, between them. */
    static OrderBuilder keptOpenBetween(String doseMl, String millilitresPerHour, Duration interval, int count) {
        OrderBuilder builder = new OrderBuilder(new Regimen.Intermittent(
                volume(doseMl), rate(millilitresPerHour), interval, count, true, new MissedDoseRule.Ask()));
        builder.keepOpen = new KeepOpen(FlowRate.ofMillilitresPerHour(1), Volume.ofMillilitres(2));
        return builder;
    }

    static OrderBuilder of(Regimen regimen) {
        return new OrderBuilder(regimen);
    }

    /** Another prescription of the same. */
    OrderBuilder numbered(String nextId) {
        id = nextId;
        return this;
    }

    OrderBuilder starting(StartRule rule) {
        start = rule;
        return this;
    }

    OrderBuilder observedFor(Duration time) {
        observe = time;
        return this;
    }

    OrderBuilder goingOn() {
        endAction = EndAction.CONTINUE;
        return this;
    }

    OrderBuilder keptOpen(String millilitresPerHour, String limitMl) {
        keepOpen = new KeepOpen(rate(millilitresPerHour), volume(limitMl));
        endAction = EndAction.KEEP_OPEN;
        return this;
    }

    OrderBuilder of(Drug nextDrug) {
        drug = nextDrug;
        return this;
    }

    OrderBuilder from(Container nextContainer) {
        container = nextContainer;
        return this;
    }

    OrderBuilder by(Route nextRoute) {
        route = nextRoute;
        return this;
    }

    OrderBuilder within(LineLimits nextLimits) {
        limits = nextLimits;
        return this;
    }

    OrderBuilder resumingWithin(Duration within) {
        powerLoss = new PowerLossRule(true, within);
        return this;
    }

    OrderBuilder highAlert() {
        highAlert = true;
        return this;
    }

    OrderBuilder lifeSustaining() {
        lifeSustaining = true;
        return this;
    }

    Order make() {
        Prescription prescription = new Prescription(
                id,
                "Patient 1",
                drug,
                route,
                container,
                regimen,
                endAction,
                keepOpen,
                limits,
                powerLoss,
                highAlert,
                lifeSustaining,
                start,
                observe,
                Optional.empty(),
                Body.NONE,
                1);
        return Order.of(prescription, "{}", FileText.sha256(prescription.toString()));
    }

    private static Volume volume(String millilitres) {
        return Volume.ofMillilitres(new BigDecimal(millilitres));
    }

    private static FlowRate rate(String millilitresPerHour) {
        return FlowRate.ofMillilitresPerHour(new BigDecimal(millilitresPerHour));
    }
}
