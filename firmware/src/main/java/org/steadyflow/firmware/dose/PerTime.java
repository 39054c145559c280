package org.steadyflow.firmware.dose;

import java.time.Duration;
import java.util.Optional;

/** The time that a running dose is counted for. A day has 24 hours. */
public enum PerTime {
    MINUTE("min", Duration.ofMinutes(1)),
    HOUR("h", Duration.ofHours(1)),
    DAY("day", Duration.ofHours(24));

    private final String symbol;
    private final Duration length;

    PerTime(String symbol, Duration length) {
        this.symbol = symbol;
        this.length = length;
    }

    /** The one written exactly so; a day may also be written {@code 24h}. */
    static Optional<PerTime> of(String symbol) {
        return switch (symbol) {
            case "min" -> Optional.of(MINUTE);
            case "h" -> Optional.of(HOUR);
            case "day", "24h" -> Optional.of(DAY);
            default -> Optional.empty();
        };
    }

    public Duration length() {
        return length;
    }

    String suffix() {
        return "/" + symbol;
    }
}
