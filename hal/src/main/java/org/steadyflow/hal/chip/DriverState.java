package org.steadyflow.hal.chip;

/**
 * What a TMC5160 says of its bridges and the motor's wires. Data sheet Rev. 1.08, section 6.5, DRV_STATUS.
 *
 * @param shutDown the chip switched its bridges off by itself; only switching off and on again ends it
 * @param overTemperature too hot: off until it has cooled
 * @param overTemperatureWarning hot, still working
 * @param shortToGround either coil
 * @param shortToSupply either coil
 * @param openLoad either coil, told without a break in a second of slow motion with power for the bridges
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
     * @param openLoad what the looks at {@link #tellsOpenLoad} so far come to
     */
    static DriverState of(int status, boolean shutDown, boolean openLoad) {
        return new DriverState(
                shutDown,
                (status & OVER_TEMPERATURE) != 0,
                (status & OVER_TEMPERATURE_WARNING) != 0,
                (status & SHORT_TO_GROUND) != 0,
                (status & SHORT_TO_SUPPLY) != 0,
                openLoad,
                stands(status));
    }

    /** Whether the chip says so now: at standstill, in fast motion and without power for the bridges it errs. */
    static boolean tellsOpenLoad(int status) {
        return (status & OPEN_LOAD) != 0;
    }

    static boolean stands(int status) {
        return (status & STANDSTILL) != 0;
    }
}
