package org.steadyflow.firmware.safety;

import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.quantity.MicrostepVolume;

/** The detectors' memory. */
record Watches(
        PressureWatch pressure,
        RampWatch ramp,
        AirWatch air,
        VolumeWatch volume,
        ContainerWatch container,
        SensorWatch sensor,
        TickWatch tick,
        EnclosureWatch enclosure,
        RunningLevel level,
        int driverFault) {
    static final Watches START = new Watches(
            PressureWatch.START,
            RampWatch.START,
            AirWatch.START,
            VolumeWatch.START,
            ContainerWatch.START,
            SensorWatch.START,
            TickWatch.START,
            EnclosureWatch.START,
            RunningLevel.START,
            0);

    /** @param moving the motor turns, in whichever direction */
    Watches next(Observation now, boolean moving) {
        SensorSample sample = now.sample();
        Situation situation = now.situation();
        PressureWatch nextPressure = pressure.next(sample.line(), situation, now.nowNs());
        AirWatch nextAir = air.next(sample, situation, now.microstep());
        return new Watches(
                nextPressure,
                ramp.next(sample.line(), situation, now.microstep()),
                nextAir,
                volume.next(situation, now.microstep(), now.stepNs()),
                container.next(sample.line(), situation, now.microstep(), nextAir),
                sensor.next(sample),
                tick.next(now.stepNs(), now.nowNs()),
                enclosure.next(sample, moving, now.nowNs()),
                level.next(sample.line().downstream(), situation),
                TwoOfThree.push(driverFault, sample.motor().driverFault()));
    }

    /** The rows that hold by these detectors, as a set. */
    long causes(Observation now) {
        Situation situation = now.situation();
        MicrostepVolume microstep = now.microstep();
        boolean again = tick.lateThreeTimes(now.nowNs());
        return AlarmRow.OCCLUSION_DOWNSTREAM.bitIf(pressure.blockedDownstream() || ramp.blocked())
                | AlarmRow.OCCLUSION_UPSTREAM.bitIf(pressure.occludedUpstream(now.nowNs()))
                | AlarmRow.AIR_SINGLE.bitIf(air.single())
                | AlarmRow.AIR_ACCUMULATED.bitIf(air.accumulated())
                | AlarmRow.OVER_INFUSION.bitIf(volume.over(situation, microstep))
                | AlarmRow.UNDER_INFUSION_STALLED.bitIf(volume.stalled())
                | AlarmRow.UNDER_INFUSION_SLOW.bitIf(volume.slow(microstep) && !volume.stalled())
                | AlarmRow.CONTAINER_EMPTY.bitIf(container.empty())
                | AlarmRow.SENSOR_FAULT.bitIf(sensor.faulty())
                | AlarmRow.SENSOR_FAULT_SPARE.bitIf(sensor.spareFailed())
                | AlarmRow.MOTOR_FAULT.bitIf(TwoOfThree.holds(driverFault))
                | AlarmRow.TICK_LATE_AGAIN.bitIf(again)
                | AlarmRow.TICK_LATE.bitIf(tick.late(now.nowNs()) && !again)
                | enclosure.causes(now.nowNs());
    }
}
