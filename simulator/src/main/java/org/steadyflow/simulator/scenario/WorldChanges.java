package org.steadyflow.simulator.scenario;

import java.util.Optional;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.simulator.world.DailyLife;
import org.steadyflow.simulator.world.Mechanics;
import org.steadyflow.simulator.world.WorldParameters;

/**
 * How a scenario's world differs from the usual one; what is empty stays as it is.
 *
 * @param containerVolume what the container holds at the begin
 * @param containerVented whether it draws air when it is empty
 * @param headMetres height of its liquid above the pump
 * @param setGain error of the mechanism's volume per turn, as a fraction
 * @param veinPressure what the line flows against
 * @param batteryCharge state of charge at the begin, as a fraction
 * @param roomCelsius room temperature
 * @param dailyLife what the patient does all day
 */
public record WorldChanges(
        Optional<Volume> containerVolume,
        Optional<Boolean> containerVented,
        Optional<Double> headMetres,
        Optional<Double> setGain,
        Optional<Pressure> veinPressure,
        Optional<Double> batteryCharge,
        Optional<Double> roomCelsius,
        Optional<DailyLife.Kind> dailyLife) {
    public static final WorldChanges NONE = new WorldChanges(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private static final double PERMILLE = 1_000;

    public WorldParameters applyTo(WorldParameters usual) {
        WorldParameters.Container container = usual.container();
        container = containerVolume.map(container::withVolume).orElse(container);
        container = containerVented.map(container::withVent).orElse(container);
        container = headMetres.map(container::withHead).orElse(container);
        Mechanics mechanics = usual.mechanics();
        mechanics = setGain.map(mechanics::withGainError).orElse(mechanics);
        WorldParameters.Line line = usual.line();
        line = veinPressure.map(line::withVein).orElse(line);
        WorldParameters.Power power = usual.power();
        power = batteryCharge.map(share -> power(usual, share)).orElse(power);
        WorldParameters lived =
                dailyLife.map(kind -> usual.withLife(DailyLife.of(kind))).orElse(usual);
        WorldParameters heated = roomCelsius.map(lived::withRoomCelsius).orElse(lived);
        return heated.withContainer(container)
                .withMechanics(mechanics)
                .withLine(line)
                .withPower(power);
    }

    private static WorldParameters.Power power(WorldParameters usual, double share) {
        return usual.power().withChargePermille(share * PERMILLE);
    }
}
