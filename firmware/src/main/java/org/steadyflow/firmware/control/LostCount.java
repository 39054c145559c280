package org.steadyflow.firmware.control;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.device.SensorBank;
import org.steadyflow.hal.device.SensorSample;

/**
 * Ends control where its motor driver was reset in operation. What the driver counted is gone, and with it the
 * coordinate that every target and every record is in; the way back is the one of every start, which settles what was
 * given from the ledger. The supervisor makes that start.
 *
 * <p>It ends only after the fault has stood for a while: it is an alarm by then, in the journal and with the power off.
 * A driver that was never in order since this start is none of these: another start would find the same. One thread.
 */
public final class LostCount implements SensorBank {
    /** Two seconds. */
    private static final int TICKS = 40;

    private static final Logger LOG = LoggerFactory.getLogger(LostCount.class);

    private final SensorBank sensors;
    private boolean counted;
    private int lostTicks;

    private LostCount(SensorBank sensors) {
        this.sensors = sensors;
    }

    /** Why control ends. */
    public static final class Ended extends IllegalStateException {
        private static final long serialVersionUID = 1;

        private Ended() {
            super("the motor driver was reset in operation and what it counted is gone: the next start settles what"
                    + " was given");
        }
    }

    /** The same hardware, watched. */
    public static PumpHardware of(PumpHardware hardware) {
        return hardware.with(new LostCount(hardware.sensors()));
    }

    /** @throws Ended where the count is lost */
    @Override
    public SensorSample read() {
        SensorSample now = sensors.read();
        MotorSample motor = now.motor();
        counted |= motor.positionSurvived() && !motor.driverFault();
        boolean isLost = counted && !motor.positionSurvived() && motor.driverFault();
        lostTicks = isLost ? lostTicks + 1 : 0;
        if (lostTicks >= TICKS) {
            Ended ended = new Ended();
            LOG.error("Control ends: {}.", ended.getMessage());
            throw ended;
        }
        return now;
    }
}
