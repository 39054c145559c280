package org.steadyflow.firmware.safety;

import org.steadyflow.hal.device.SensorSample;

/** What watches the pump's body: the same object from tick to tick while nothing happens to it. */
record EnclosureWatch(KeyWatch keys, HeatWatch heat, PowerWatch power, FreeFlowWatch freeFlow) {
    static final EnclosureWatch START =
            new EnclosureWatch(KeyWatch.START, HeatWatch.START, PowerWatch.START, FreeFlowWatch.START);

    EnclosureWatch next(SensorSample sample, boolean moving, long nowNs) {
        KeyWatch nextKeys = keys.next(sample.enclosure().keys(), nowNs);
        HeatWatch nextHeat = heat.next(sample.enclosure().boardMilliCelsius());
        PowerWatch nextPower = power.next(sample.power(), nowNs);
        FreeFlowWatch nextFreeFlow = freeFlow.next(sample.line(), sample.enclosure(), moving, nowNs);
        boolean isSame = isSame(nextKeys, nextHeat, nextPower, nextFreeFlow);
        return isSame ? this : new EnclosureWatch(nextKeys, nextHeat, nextPower, nextFreeFlow);
    }

    /** The rows that hold by these, as a set. */
    long causes(long nowNs) {
        return AlarmRow.STUCK_KEY.bitIf(keys.anyStuck(nowNs))
                | AlarmRow.OVER_TEMPERATURE.bitIf(heat.hot())
                | AlarmRow.MAINS_LOST.bitIf(power.onBattery())
                | AlarmRow.BATTERY_LOW.bitIf(power.low() && !power.depleted())
                | AlarmRow.BATTERY_DEPLETED.bitIf(power.depleted())
                | AlarmRow.FREE_FLOW.bitIf(freeFlow.runs());
    }

    @SuppressWarnings("ReferenceEquality") // each watch gives itself back where nothing changed
    private boolean isSame(KeyWatch nextKeys, HeatWatch nextHeat, PowerWatch nextPower, FreeFlowWatch nextFreeFlow) {
        return nextKeys == keys && nextHeat == heat && nextPower == power && nextFreeFlow == freeFlow;
    }
}
