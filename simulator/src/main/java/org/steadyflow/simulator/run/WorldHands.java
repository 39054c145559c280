package org.steadyflow.simulator.run;

import org.steadyflow.simulator.scenario.WorldAction;
import org.steadyflow.simulator.world.World;

/** Does to the world what a scenario says. */
final class WorldHands {
    private WorldHands() {}

    static void act(World world, WorldAction action) {
        switch (action) {
            case WorldAction.KinkLine kink -> world.kinkDownstream(kink.factor());
            case WorldAction.ClearKink _ -> world.clearDownstream();
            case WorldAction.ClampUpstream _ -> world.clampUpstream();
            case WorldAction.ClearUpstream _ -> world.clearUpstream();
            case WorldAction.InsertBubble bubble -> world.insertBubble(bubble.volume());
            case WorldAction.RemoveAir _ -> world.removeAir();
            case WorldAction.SetVeinPressure vein -> world.setVeinPressure(vein.pressure());
            case WorldAction.ResetVeinPressure _ -> world.resetVeinPressure();
            case WorldAction.ReplaceContainer container -> world.refillContainer(container.volume());
            case WorldAction.OpenDoor _ -> world.openDoor();
            case WorldAction.CloseDoor _ -> world.closeDoor();
            case WorldAction.PressStartKey key -> world.pressStartKey(key.held().toNanos());
            case WorldAction.PressStopKey key -> world.pressStopKey(key.held().toNanos());
            case WorldAction.StallMotor _ -> world.stallMotor();
            case WorldAction.FreeMotor _ -> world.freeMotor();
            case WorldAction.DropSteps drop -> world.dropSteps(drop.share());
            case WorldAction.RunAway _ -> world.runAway();
            case WorldAction.FailDriver _ -> world.setDriverFault(true);
            case WorldAction.MendDriver _ -> world.setDriverFault(false);
            case WorldAction.StickSensor stick -> world.stickSensor(stick.sensor());
            case WorldAction.HoldSensor hold -> world.stickSensor(hold.sensor(), hold.value());
            case WorldAction.BreakSensor broken -> world.breakSensor(broken.sensor());
            case WorldAction.MendSensor mend -> world.mendSensor(mend.sensor());
            case WorldAction.LoseMains _ -> world.setMains(false);
            case WorldAction.RestoreMains _ -> world.setMains(true);
            case WorldAction.JumpClock jump -> world.jumpClock(jump.by().toMillis());
        }
    }
}
