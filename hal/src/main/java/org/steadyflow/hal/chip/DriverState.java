package org.steadyflow.hal.chip;

/**
 * What a TMC5160 says of its bridges and the motor's wires. Data sheet Rev. 1.08, section 6.5, DRV_STATUS.
 *
 * @param shutDown the chip switched its bridges off by itself; only switching off and on again ends it
 * @param overTemperature too hot: off until it has cooled
 * @param overTemperatureWarning hot, still working
 * @param shortToGround either coil
 * @param shortToSupply either coil
 * @param openLoad either coil, where it can be known: in slow motion
 * @param standstill no step for 2^20 clocks, 87 ms
 */
public record DriverState(
        boolean shutDown,
        boolean overTemperature,
        boolean overTemperatureWarning,
        boolean shortToGround,
        boolean shortToSupply,
        boolean openLoad,
        boolean standstill) {
    private static final int SHORT_TO_SUPPLY = 0b11 << 12;
    private static final int OVER_TEMPERATURE = 1 << 25;
    private static final int OVER_TEMPERATURE_WARNING = 1 << 26;
    private static final int SHORT_TO_GROUND = 0b11 << 27;
    private static final int OPEN_LOAD = 0b11 << 29;
    private static final int STANDSTILL = 1 << 31;

    /** The motor cannot be relied on. A warning of temperature is not an error yet. */
    public boolean isError() {
        return shutDown || overTemperature || shortToGround || shortToSupply || openLoad;
    }

    /**
     * Decodes the register.
     *
     * @param slow the bridges have power and move slowly, if they move: otherwise open load is told falsely
     */
    static DriverState of(int status, boolean shutDown, boolean slow) {
        boolean standstill = (status & STANDSTILL) != 0;
        return new DriverState(
                shutDown,
                (status & OVER_TEMPERATURE) != 0,
                (status & OVER_TEMPERATURE_WARNING) != 0,
                (status & SHORT_TO_GROUND) != 0,
                (status & SHORT_TO_SUPPLY) != 0,
                slow && !standstill && (status & OPEN_LOAD) != 0,
                standstill);
    }
}
