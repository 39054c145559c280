package org.steadyflow.firmware.prescription;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** Reads a regimen of doses that the patient asks for. Of one reading, one thread. */
record PatientControlledReader(FlowReader flows) {
    private static final Bounds<Duration> LOCKOUTS =
            Bounds.ofDuration(FileLimits.LOCKOUT_LEAST, FileLimits.LOCKOUT_MOST);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration FOUR_HOURS = Duration.ofHours(4);

    Optional<Regimen> read() {
        Section section = flows.section();
        section.require(RegimenFields.VOLUME, RegimenFields.DEMAND, RegimenFields.BOLUS_RATE, RegimenFields.LOCKOUT);
        requireACap();
        Optional<Volume> volume = flows.volume(RegimenFields.VOLUME);
        Optional<FlowRate> basal = section.orUsual(RegimenFields.BASAL, flows.rate(RegimenFields.BASAL), FlowRate.ZERO);
        Optional<Volume> demand = flows.bolus(RegimenFields.DEMAND);
        Optional<FlowRate> bolusRate = flows.rate(RegimenFields.BOLUS_RATE);
        Optional<Duration> lockout = section.quantity(RegimenFields.LOCKOUT, QuantityText::duration, LOCKOUTS);
        Optional<Optional<Volume>> capPerHour =
                section.orNone(RegimenFields.CAP_1H, flows.volume(RegimenFields.CAP_1H));
        Optional<Optional<Volume>> capPer4Hours =
                section.orNone(RegimenFields.CAP_4H, flows.volume(RegimenFields.CAP_4H));
        Optional<Volume> loading =
                section.orUsual(RegimenFields.LOADING, flows.bolus(RegimenFields.LOADING), Volume.ZERO);
        Optional<Volume> clinician =
                section.orUsual(RegimenFields.CLINICIAN_BOLUS, flows.bolus(RegimenFields.CLINICIAN_BOLUS), Volume.ZERO);
        boolean isWhole =
                Stream.of(volume, basal, demand, bolusRate, lockout, capPerHour, capPer4Hours, loading, clinician)
                                .allMatch(Optional::isPresent)
                        && (capPerHour.orElseThrow().isPresent()
                                || capPer4Hours.orElseThrow().isPresent());
        if (!isWhole) {
            return Optional.empty();
        }
        Regimen.PatientControlled regimen = new Regimen.PatientControlled(
                volume.orElseThrow(),
                basal.orElseThrow(),
                demand.orElseThrow(),
                bolusRate.orElseThrow(),
                lockout.orElseThrow(),
                capPerHour.orElseThrow(),
                capPer4Hours.orElseThrow(),
                loading.orElseThrow(),
                clinician.orElseThrow());
        check(regimen);
        return Optional.of(regimen);
    }

    private void requireACap() {
        Section section = flows.section();
        if (section.lacks(RegimenFields.CAP_1H) && section.lacks(RegimenFields.CAP_4H)) {
            section.report(
                    RegimenFields.CAP_4H,
                    " is missing: " + RegimenFields.CAP_4H.meaning() + "; add " + RegimenFields.CAP_4H.asWritten()
                            + ", or the most in an hour as " + RegimenFields.CAP_1H.asWritten());
        }
    }

    private void check(Regimen.PatientControlled regimen) {
        checkBoluses(regimen);
        checkFlow(regimen);
        regimen.capPerHour().ifPresent(cap -> checkCap(RegimenFields.CAP_1H, cap, regimen, HOUR));
        regimen.capPer4Hours().ifPresent(cap -> checkCap(RegimenFields.CAP_4H, cap, regimen, FOUR_HOURS));
        boolean isHourUnlimited = regimen.capPerHour().isPresent()
                && regimen.capPer4Hours().isPresent()
                && regimen.capPerHour().get().isMoreThan(regimen.capPer4Hours().get());
        if (isHourUnlimited) {
            flows.section()
                    .reportValue(
                            RegimenFields.CAP_1H,
                            "is more than the cap of four hours, so it would never count; write at most "
                                    + QuantityText.text(regimen.capPer4Hours().get()) + ", or leave it out");
        }
    }

    private void checkBoluses(Regimen.PatientControlled regimen) {
        Volume all = regimen.volume();
        if (regimen.loading().plus(regimen.demand()).isMoreThan(all)) {
            String loading = regimen.loading().isPositive() ? " after the loading bolus" : "";
            flows.section()
                    .reportValue(
                            RegimenFields.DEMAND,
                            "is more than the volume leaves" + loading + ", "
                                    + QuantityText.text(
                                            all.minus(regimen.loading()).orMore(Volume.ZERO))
                                    + "; write less, or more volume");
        }
        if (regimen.clinicianBolus().isMoreThan(all)) {
            flows.section()
                    .reportValue(
                            RegimenFields.CLINICIAN_BOLUS,
                            "is more than the volume, " + QuantityText.text(all) + "; write less, or more volume");
        }
    }

    private void checkFlow(Regimen.PatientControlled regimen) {
        Duration lasts = regimen.bolusRate().durationFor(regimen.demand());
        if (lasts.compareTo(regimen.lockout()) >= 0) {
            flows.section()
                    .reportValue(
                            RegimenFields.LOCKOUT,
                            "is no longer than one demand dose flows, "
                                    + QuantityText.text(FlowReader.upToSecond(lasts))
                                    + "; write more, or a faster bolus_rate");
        }
        if (bothFlows(regimen).isMoreThan(FileLimits.RATE_MOST.volumeIn(HOUR))) {
            flows.section()
                    .reportValue(
                            RegimenFields.BOLUS_RATE,
                            "is above " + FlowReader.written(FileLimits.RATE_MOST)
                                    + " together with the basal flow; write less");
        }
    }

    private static Volume bothFlows(Regimen.PatientControlled regimen) {
        return regimen.basal().volumeIn(HOUR).plus(regimen.bolusRate().volumeIn(HOUR));
    }

    /** The cap counts the basal flow of its whole window, so less than that and one dose would allow no dose ever. */
    private void checkCap(Field field, Volume cap, Regimen.PatientControlled regimen, Duration window) {
        Volume least = regimen.demand().plus(regimen.basal().volumeIn(window));
        if (least.isMoreThan(cap)) {
            String basal = regimen.basal().isZero() ? "" : " and the basal flow of " + QuantityText.text(window);
            flows.section()
                    .reportValue(
                            field,
                            "is less than one demand dose" + basal + ", so no dose could be given; write at least "
                                    + QuantityText.text(least));
        }
    }
}
