package org.steadyflow.firmware.prescription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.steadyflow.firmware.dose.AmountUnit;
import org.steadyflow.firmware.dose.Concentration;
import org.steadyflow.firmware.text.Parsed;
import org.steadyflow.firmware.text.Parsed.Good;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;

class QuantityTextProperties {
    private static final List<Function<String, ? extends Parsed<?>>> PARSERS = List.of(
            QuantityText::volume,
            QuantityText::smallVolume,
            QuantityText::rate,
            QuantityText::duration,
            QuantityText::pressure,
            QuantityText::concentration);

    @Property
    @Tag("REQ-12")
    void aVolumeIsReadBackAsItWasWritten(@ForAll @LongRange(min = 0, max = Volume.LIMIT_NL) long nanolitres) {
        Volume volume = new Volume(nanolitres);
        assertEquals(new Good<>(volume), QuantityText.volume(QuantityText.text(volume)));
        assertEquals(new Good<>(volume), QuantityText.smallVolume(QuantityText.smallText(volume)));
    }

    @Property
    void aRateIsReadBackAsItWasWritten(@ForAll @LongRange(min = 0, max = 10_000_000_000L) long nanolitresPerHour) {
        FlowRate rate = FlowRate.ofMillilitresPerHour(BigDecimal.valueOf(nanolitresPerHour, 6));
        assertEquals(Optional.of(new Good<>(rate)), QuantityText.text(rate).map(QuantityText::rate));
    }

    @Property
    void aDurationIsReadBackAsItWasWritten(@ForAll @LongRange(min = 0) long ns) {
        Duration duration = Duration.ofNanos(ns);
        assertEquals(new Good<>(duration), QuantityText.duration(QuantityText.text(duration)));
    }

    @Property
    void aDurationOfWholeMinutesIsReadBackAsItWasWritten(@ForAll @LongRange(min = 0, max = 1_000_000) long minutes) {
        Duration duration = Duration.ofMinutes(minutes);
        assertEquals(new Good<>(duration), QuantityText.duration(QuantityText.text(duration)));
    }

    @Property
    void aPressureIsReadBackAsItWasWritten(@ForAll @LongRange(min = 0, max = 75_000) long mmHg) {
        Pressure pressure = Pressure.ofMmHg(mmHg);
        assertEquals(new Good<>(pressure), QuantityText.pressure(QuantityText.text(pressure)));
    }

    @Property
    void aConcentrationIsReadBackAsItWasWritten(
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long millionths, @ForAll AmountUnit unit) {
        Assume.that(unit != AmountUnit.MILLILITRE);
        Concentration concentration = new Concentration(BigDecimal.valueOf(millionths, 6), unit);
        assertEquals(new Good<>(concentration), QuantityText.concentration(QuantityText.text(concentration)));
    }

    @Property
    @Tag("REQ-06")
    @Tag("REQ-07")
    void aScreenNeverShowsATrailingZeroOrABarePointOrAnUngroupedThousand(
            @ForAll @LongRange(min = 0, max = Volume.LIMIT_NL) long nanolitres) {
        String shown = QuantityText.display(new Volume(nanolitres));
        assertTrue(shown.matches("(0|[1-9][0-9]{0,2}(,[0-9]{3})*)([.][0-9]{0,2}[1-9])? mL"), shown);
    }

    @Property
    void aScreenNeverShowsMoreThanThereIs(@ForAll @LongRange(min = 0, max = Volume.LIMIT_NL) long nanolitres) {
        String shown = QuantityText.display(new Volume(nanolitres)).replace(",", "");
        long shownNl = new BigDecimal(shown.substring(0, shown.indexOf(' ')))
                .movePointRight(6)
                .longValueExact();
        assertTrue(shownNl <= nanolitres && nanolitres - shownNl < 1_000, shown);
    }

    @Property
    void noTextMakesAParserThrow(@ForAll @StringLength(max = 60) String text) {
        PARSERS.forEach(parser -> assertNotNull(parser.apply(text)));
    }

    @Property
    void noNumberAndUnitMakesAParserThrow(
            @ForAll("numberLike") String number, @ForAll @LongRange(min = 0, max = 20) long unit) {
        String[] units = {
            "mL",
            "uL",
            "mL/h",
            "h",
            "min",
            "s",
            "mmHg",
            "mg/mL",
            "ml",
            "L",
            "mL/min",
            "d",
            "g/L",
            "g",
            "",
            " ",
            "kPa",
            "m",
            "%",
            "units/mL",
            "/"
        };
        String text = number + " " + units[(int) unit];
        PARSERS.forEach(parser -> assertNotNull(parser.apply(text)));
    }

    @Provide
    Arbitrary<String> numberLike() {
        return Arbitraries.strings().withChars("0123456789.,-+eE").ofMaxLength(24);
    }
}
