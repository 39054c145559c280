package org.steadyflow.simulator.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.hal.device.MotorCommand;

/** What the hardware does by itself when nobody ticks any more. */
class GateTest {
    private static final Duration HOLD = Duration.ofMillis(250);

    private static final long PACE = 20_000;

    private final Rig rig = Rig.even(1);

    @Test
    @Tag("REQ-43")
    void withoutAKickTheGateLetsGoAfter250MsAndTheMoveHasEnded() {
        rig.hardware.kick();
        rig.hardware.apply(new MotorCommand.MoveTo(500, PACE));
        rig.world.advance(HOLD.toNanos());
        assertTrue(rig.truth.clampOpen());
        assertEquals(500, rig.truth.shaftMicrosteps());
        rig.world.advance(World.STEP_NS);
        assertFalse(rig.truth.clampOpen());
        rig.world.advance(Duration.ofMinutes(1).toNanos());
        assertFalse(rig.truth.clampOpen());
        assertEquals(500, rig.truth.shaftMicrosteps());
    }
}
