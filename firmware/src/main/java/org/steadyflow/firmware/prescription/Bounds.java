package org.steadyflow.firmware.prescription;

import java.time.Duration;
import java.util.function.Function;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;

/** The least and the most that a field may say, both allowed, and how such a value is written. */
public record Bounds<T extends Comparable<? super T>>(T least, T most, Function<T, String> writing) {
    public static Bounds<Volume> ofVolume(Volume least, Volume most) {
        return new Bounds<>(least, most, QuantityText::text);
    }

    public static Bounds<Volume> ofSmallVolume(Volume least, Volume most) {
        return new Bounds<>(least, most, QuantityText::smallText);
    }

    public static Bounds<FlowRate> ofRate(FlowRate least, FlowRate most) {
        return new Bounds<>(least, most, rate -> QuantityText.text(rate).orElse(QuantityText.display(rate)));
    }

    public static Bounds<Duration> ofDuration(Duration least, Duration most) {
        return new Bounds<>(least, most, QuantityText::text);
    }

    public static Bounds<Pressure> ofPressure(Pressure least, Pressure most) {
        return new Bounds<>(least, most, QuantityText::text);
    }

    public boolean areAbove(T value) {
        return value.compareTo(least) < 0;
    }

    public boolean areBelow(T value) {
        return value.compareTo(most) > 0;
    }

    /** {@code 0.1 mL/h to 1000 mL/h}. */
    @Override
    public String toString() {
        return writing.apply(least) + " to " + writing.apply(most);
    }
}
