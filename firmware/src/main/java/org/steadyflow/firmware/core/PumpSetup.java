package org.steadyflow.firmware.core;

import java.util.Optional;
import org.steadyflow.firmware.calibration.Calibration;
import org.steadyflow.firmware.library.DrugLibrary;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.quantity.MicrostepVolume;

/**
 * What this pump is built from.
 *
 * @param mechanism what turns the motor's travel into flow
 * @param pharmacyExpected a link is configured, so that the pharmacy's silence is an alarm
 * @param pace seconds of the pump's time in a second of people's time: 1, but for a demo that runs faster. The pharmacy
 *     beats in people's time
 * @param library what prescriptions are laid beside; empty where the pump has none
 * @param calibration what is known of its flow
 */
public record PumpSetup(
        Mechanism mechanism,
        boolean pharmacyExpected,
        int pace,
        Optional<DrugLibrary> library,
        Calibration calibration) {
    /** The mechanism of a pump that is told no other. */
    public static final Mechanism CASSETTE = new Mechanism.Cassette();

    /** A pump without a drug library that compensates nothing. */
    public PumpSetup(Mechanism mechanism, boolean pharmacyExpected, int pace) {
        this(mechanism, pharmacyExpected, pace, Optional.empty());
    }

    /** A pump that compensates nothing. */
    public PumpSetup(Mechanism mechanism, boolean pharmacyExpected, int pace, Optional<DrugLibrary> library) {
        this(mechanism, pharmacyExpected, pace, library, Calibration.NONE);
    }

    /** The same pump with this calibration. */
    public PumpSetup with(Calibration other) {
        return new PumpSetup(mechanism, pharmacyExpected, pace, library, other);
    }

    /** Nominal volume of one microstep of the mechanism. */
    public MicrostepVolume microstep() {
        return mechanism.microstep();
    }
}
