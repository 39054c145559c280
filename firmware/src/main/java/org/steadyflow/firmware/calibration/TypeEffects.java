package org.steadyflow.firmware.calibration;

import java.time.Duration;
import org.steadyflow.hal.device.Mechanism;

/**
 * What is known of every pump of a type: the middle of each effect, from its bench. Shares in millionths of the nominal
 * volume.
 *
 * @param lossPer100MmHg lost with 100 mmHg of back-pressure, and gained with as much suction
 * @param lossPerKelvin lost with each kelvin that the fluid is colder than {@code neverColdMilliCelsius}
 * @param boardAboveFluidMilliKelvin how much the electronics warm the board above the set beside it
 * @param creep lost when the set has turned for {@code creepLasting}, as much in each hour of it, and none after
 */
public record TypeEffects(
        int lossPer100MmHg,
        int lossPerKelvin,
        int neverColdMilliCelsius,
        int boardAboveFluidMilliKelvin,
        int creep,
        Duration creepLasting) {
    /** A rigid plunger gives its bore: no tube that tires, fills slowly in the cold, or lets fluid back. */
    public static final TypeEffects NONE = new TypeEffects(0, 0, 20_000, 0, 0, Duration.ofHours(1));

    /**
     * Creep of 2-10 % over 24-72 h: the middle of both. The board's own heat is a design value. No source gives an
     * effect of the rate.
     */
    public static final TypeEffects CASSETTE =
            new TypeEffects(40_000, 2_500, 20_000, 9_000, 60_000, Duration.ofDays(2));

    /** A pressure beyond these is no vein's, and not believed further than this. */
    static final int LEAST_PA = -20_000;

    static final int MOST_PA = 80_000;
    static final int COLDEST_MILLI_CELSIUS = 0;

    private static final int NOMINAL = 1_000_000;
    private static final int PA_PER_100_MMHG = 13_332;

    /** Of what a pump is built with. */
    public static TypeEffects of(Mechanism mechanism) {
        return switch (mechanism) {
            case Mechanism.Cassette _ -> CASSETTE;
            case Mechanism.Syringe _ -> NONE;
        };
    }

    /** What a turn gives of its nominal volume, millionths. */
    int yieldMillionths(Conditions now) {
        long afterPressure = NOMINAL - lossByPressure(now.backPressure().pascals());
        long afterCold = afterPressure * (NOMINAL - lossByCold(now.boardMilliCelsius())) / NOMINAL;
        return Math.toIntExact(afterCold * (NOMINAL - lossByCreep(now.turned())) / NOMINAL);
    }

    private long lossByPressure(int pascals) {
        return Math.clamp(pascals, LEAST_PA, MOST_PA) * (long) lossPer100MmHg / PA_PER_100_MMHG;
    }

    private long lossByCold(int boardMilliCelsius) {
        int fluid = Math.max(boardMilliCelsius - boardAboveFluidMilliKelvin, COLDEST_MILLI_CELSIUS);
        return Math.max(neverColdMilliCelsius - fluid, 0) * (long) lossPerKelvin / 1_000;
    }

    private long lossByCreep(Duration turned) {
        return Math.clamp(turned.toSeconds(), 0, creepLasting.toSeconds()) * creep / creepLasting.toSeconds();
    }
}
