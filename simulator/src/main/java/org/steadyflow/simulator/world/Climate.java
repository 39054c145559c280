package org.steadyflow.simulator.world;

/**
 * Heat: the container's content follows the room, the fluid in the set follows both, and its viscosity follows it.
 * Works every ten seconds, and only while something is not at the room's temperature or the room swings.
 */
final class Climate {
    static final double REFERENCE_CELSIUS = 20;

    private static final long STEP_NS = 10_000_000_000L;
    private static final double STEP_S = 10;
    private static final double S_PER_HOUR = 3_600;
    private static final double S_PER_MIN = 60;
    private static final double S_PER_DAY = 86_400;
    private static final double NS_PER_S = 1e9;
    /** Fluid that has come so near to the room is at its temperature. */
    private static final double NEAR_KELVIN = 0.02;

    private final WorldParameters.Surroundings surroundings;
    private final double aboveRoomKelvin;
    private final double thermalExponent;
    private final double setMl;

    private double roomMeanCelsius;
    private double containerCelsius;
    private double setCelsius;
    private double inflowMl;
    private boolean settled;

    Climate(WorldParameters parameters) {
        surroundings = parameters.surroundings();
        aboveRoomKelvin = parameters.container().aboveRoomCelsius();
        thermalExponent = parameters.line().thermalExponent();
        setMl = parameters.line().volumeMl();
        roomMeanCelsius = surroundings.roomCelsius();
        containerCelsius = roomMeanCelsius + aboveRoomKelvin;
        setCelsius = roomMeanCelsius;
        settled = aboveRoomKelvin == 0 && surroundings.daySwingKelvin() == 0;
    }

    /** When it has to work next after this time. */
    long nextNs(long nowNs) {
        return settled ? Long.MAX_VALUE : nowNs + STEP_NS;
    }

    /** Follows ten more seconds, in which the container gave up to this total. */
    void work(long nowNs, double inflowTotalMl) {
        double room = roomCelsius(nowNs);
        double flowMl = Math.max(0, inflowTotalMl - inflowMl);
        inflowMl = inflowTotalMl;
        containerCelsius += (room - containerCelsius) * share(surroundings.containerHours() * S_PER_HOUR);
        double fromRoom = 1 / (surroundings.setMinutes() * S_PER_MIN);
        double fromContainer = flowMl / STEP_S / setMl;
        double wanted = (room * fromRoom + containerCelsius * fromContainer) / (fromRoom + fromContainer);
        setCelsius += (wanted - setCelsius) * share(1 / (fromRoom + fromContainer));
        boolean isEven = surroundings.daySwingKelvin() == 0
                && Math.abs(containerCelsius - room) < NEAR_KELVIN
                && Math.abs(setCelsius - room) < NEAR_KELVIN;
        if (isEven) {
            containerCelsius = room;
            setCelsius = room;
            settled = true;
        }
    }

    private static double share(double timeConstantS) {
        return -Math.expm1(-STEP_S / timeConstantS);
    }

    /** The room is heated or cooled to this. */
    void room(double celsius, double inflowTotalMl) {
        roomMeanCelsius = celsius;
        wake(inflowTotalMl);
    }

    /** Another container hangs. */
    void hung(double inflowTotalMl) {
        containerCelsius = roomMeanCelsius + aboveRoomKelvin;
        if (aboveRoomKelvin != 0) {
            wake(inflowTotalMl);
        }
    }

    private void wake(double inflowTotalMl) {
        settled = false;
        inflowMl = inflowTotalMl;
    }

    /** Warmest twelve hours after the run began, for want of a sun. */
    double roomCelsius(long nowNs) {
        double swing = surroundings.daySwingKelvin();
        return swing == 0
                ? roomMeanCelsius
                : roomMeanCelsius - swing * Math.cos(nowNs / NS_PER_S / S_PER_DAY * 2 * Math.PI);
    }

    /** Of the fluid in the set. */
    double setCelsius() {
        return setCelsius;
    }

    double containerCelsius() {
        return containerCelsius;
    }

    /** Viscosity of the fluid in the set over that at 20 C. */
    double thinning() {
        double water = waterCp(setCelsius) / waterCp(REFERENCE_CELSIUS);
        return Math.pow(water, thermalExponent);
    }

    /**
     * Vogel's equation with the constants usual for water, 0 to 100 C: mu = 0.02414 cP x 10^(247.8 K / (T - 140 K)).
     */
    static double waterCp(double celsius) {
        return 0.02414 * Math.pow(10, 247.8 / (celsius + 273.15 - 140));
    }
}
