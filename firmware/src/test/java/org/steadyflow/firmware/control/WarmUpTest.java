package org.steadyflow.firmware.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.steadyflow.firmware.core.Phase;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.hal.device.Mechanism;

@Tag("REQ-303")
class WarmUpTest {
    static Stream<Mechanism> mechanisms() {
        return Mechanism.all().stream();
    }

    /** What is warmed up must be what an infusion needs, or the first ticks of one would still be compiled. */
    @ParameterizedTest
    @MethodSource("mechanisms")
    void theScratchPumpInfusesWhateverItIsBuiltWith(Mechanism mechanism) {
        WarmUp.Done done = WarmUp.run(new PumpSetup(mechanism, true, 1), 400, Duration.ofMinutes(1));
        assertEquals(new WarmUp.Done(400, Phase.INFUSING), done);
    }

    @Test
    void aSlowMachineStartsAllTheSame() {
        assertEquals(
                0,
                WarmUp.run(new PumpSetup(PumpSetup.CASSETTE, false, 1), 400, Duration.ZERO)
                        .ticks());
    }
}
