package org.steadyflow.simulator.scenario;

import java.time.Duration;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.simulator.world.DailyLife;
import org.steadyflow.simulator.world.HardKey;
import org.steadyflow.simulator.world.Occlusion;
import org.steadyflow.simulator.world.Sensor;
import org.steadyflow.simulator.world.World;

/** Something that happens to line, container, mechanism, sensors or supply; {@link #applyTo} is all there is to it. */
public sealed interface WorldAction extends Action {
    /** Charge is counted in thousandths. */
    int PERMILLE = 1_000;

    /**
     * The line to the vein narrows.
     *
     * @param factor on its resistance, at least 1; infinity closes it
     */
    record KinkLine(double factor) implements WorldAction {}

    /** A line narrows at a place: at once or slowly, for good or again and again. */
    record Occlude(Occlusion occlusion) implements WorldAction {}

    /** Every kink and every occlusion towards the patient is gone. */
    record ClearKink() implements WorldAction {}

    record ClampUpstream() implements WorldAction {}

    record ClearUpstream() implements WorldAction {}

    /** A bubble of this volume just upstream of the pump. */
    record InsertBubble(Volume volume) implements WorldAction {}

    /** Somebody draws all air out of the line. */
    record RemoveAir() implements WorldAction {}

    /** What the line flows against; a cause of an alarm, unlike {@link Cough} and {@link RaiseArm}. */
    record SetVeinPressure(Pressure pressure) implements WorldAction {}

    /** The vein is as it was when the run began. */
    record ResetVeinPressure() implements WorldAction {}

    /** A full container in the place of the old one. */
    record ReplaceContainer(Volume volume) implements WorldAction {}

    /** Another set of the same make. */
    record ReplaceSet() implements WorldAction {}

    /** The patient coughs, or a cuff is pumped up: so much beyond the pressure of the vein. */
    record Cough(Pressure pressure, Duration lasting) implements WorldAction {}

    /** @param metres by how much the arm is higher than usual; 0 puts it back */
    record RaiseArm(double metres) implements WorldAction {}

    /** @param metres by how much the container hangs higher than usual; 0 puts it back */
    record RaiseContainer(double metres) implements WorldAction {}

    /** What the patient does all day from now on. */
    record Live(DailyLife.Kind kind) implements WorldAction {}

    /** @param celsius of the room, from now on */
    record SetRoomTemperature(double celsius) implements WorldAction {}

    record ResetRoomTemperature() implements WorldAction {}

    /**
     * The battery has worn.
     *
     * @param share of its rated capacity that is left
     * @param sag share of the charge at which its voltage switches the pump off
     */
    record WearBattery(double share, double sag) implements WorldAction {}

    /** @param share that the gauge adds to the truth; 0 mends it */
    record MisreadBattery(double share) implements WorldAction {}

    record OpenDoor() implements WorldAction {}

    record CloseDoor() implements WorldAction {}

    record UnseatSet() implements WorldAction {}

    record SeatSet() implements WorldAction {}

    /** The clamp no longer closes: what is open runs by its own weight. */
    record FailClamp() implements WorldAction {}

    record MendClamp() implements WorldAction {}

    /** @param celsius of the board, from now on */
    record HeatBoard(double celsius) implements WorldAction {}

    record CoolBoard() implements WorldAction {}

    /** The independent monitor cuts the motor's power. */
    record TripMonitor() implements WorldAction {}

    record ResetMonitor() implements WorldAction {}

    record FailSelfTest() implements WorldAction {}

    record PassSelfTest() implements WorldAction {}

    /** The lock over container and set is opened without its key. */
    record BreakLock() implements WorldAction {}

    record MendLock() implements WorldAction {}

    record PressKey(HardKey key, Duration held) implements WorldAction {}

    record StallMotor() implements WorldAction {}

    record FreeMotor() implements WorldAction {}

    /**
     * The shaft misses a part of its steps.
     *
     * @param share 0-1
     */
    record DropSteps(double share) implements WorldAction {}

    /** A shorted driver turns the shaft whatever it is told. */
    record RunAway() implements WorldAction {}

    record FailDriver() implements WorldAction {}

    record MendDriver() implements WorldAction {}

    /** A sensor stays at what it reads now. */
    record StickSensor(Sensor sensor) implements WorldAction {}

    /** A sensor stays at a value, in the unit that {@link Sensor} names. */
    record HoldSensor(Sensor sensor, double value) implements WorldAction {}

    /** A sensor's wire is cut. */
    record BreakSensor(Sensor sensor) implements WorldAction {}

    record MendSensor(Sensor sensor) implements WorldAction {}

    record LoseMains() implements WorldAction {}

    record RestoreMains() implements WorldAction {}

    /** The wall clock jumps, back when negative. */
    record JumpClock(Duration by) implements WorldAction {}

    /** Makes it happen now. Called from the world's thread. */
    default void applyTo(World world) {
        switch (this) {
            case KinkLine kink -> world.kinkDownstream(kink.factor());
            case Occlude occlude -> world.occlude(occlude.occlusion());
            case ClearKink _ -> world.clearDownstream();
            case ClampUpstream _ -> world.clampUpstream();
            case ClearUpstream _ -> world.clearUpstream();
            case InsertBubble bubble -> world.insertBubble(bubble.volume());
            case RemoveAir _ -> world.removeAir();
            case SetVeinPressure vein -> world.setVeinPressure(vein.pressure());
            case ResetVeinPressure _ -> world.resetVeinPressure();
            case ReplaceContainer container -> world.refillContainer(container.volume());
            case ReplaceSet _ -> world.replaceSet();
            case Cough cough ->
                world.person().cough(cough.pressure(), cough.lasting().toNanos());
            case RaiseArm arm -> world.person().raiseArm(arm.metres());
            case RaiseContainer container -> world.person().raiseContainer(container.metres());
            case Live life -> world.person().live(DailyLife.of(life.kind()));
            case SetRoomTemperature room -> world.setRoomCelsius(room.celsius());
            case ResetRoomTemperature _ ->
                world.setRoomCelsius(world.parameters().surroundings().roomCelsius());
            case WearBattery wear -> world.ageBattery(wear.share(), wear.sag() * PERMILLE);
            case MisreadBattery misread -> world.misreadBattery(misread.share() * PERMILLE);
            case OpenDoor _ -> world.openDoor();
            case CloseDoor _ -> world.closeDoor();
            case UnseatSet _ -> world.unseatSet();
            case SeatSet _ -> world.seatSet();
            case FailClamp _ -> world.setClampFailed(true);
            case MendClamp _ -> world.setClampFailed(false);
            case HeatBoard heat -> world.heatBoard(heat.celsius());
            case CoolBoard _ -> world.coolBoard();
            case TripMonitor _ -> world.setMonitorTripped(true);
            case ResetMonitor _ -> world.setMonitorTripped(false);
            case FailSelfTest _ -> world.setSelfTestFailed(true);
            case PassSelfTest _ -> world.setSelfTestFailed(false);
            case BreakLock _ -> world.setTampered(true);
            case MendLock _ -> world.setTampered(false);
            case PressKey press -> world.press(press.key(), press.held().toNanos());
            case StallMotor _ -> world.stallMotor();
            case FreeMotor _ -> world.freeMotor();
            case DropSteps drop -> world.dropSteps(drop.share());
            case RunAway _ -> world.runAway();
            case FailDriver _ -> world.setDriverFault(true);
            case MendDriver _ -> world.setDriverFault(false);
            case StickSensor stick -> world.stickSensor(stick.sensor());
            case HoldSensor hold -> world.stickSensor(hold.sensor(), hold.value());
            case BreakSensor broken -> world.breakSensor(broken.sensor());
            case MendSensor mend -> world.mendSensor(mend.sensor());
            case LoseMains _ -> world.setMains(false);
            case RestoreMains _ -> world.setMains(true);
            case JumpClock jump -> world.jumpClock(jump.by().toMillis());
        }
    }
}
