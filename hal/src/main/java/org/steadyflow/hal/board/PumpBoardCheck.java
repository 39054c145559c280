package org.steadyflow.hal.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.steadyflow.hal.chip.ChipFault;
import org.steadyflow.hal.chip.Max17048;
import org.steadyflow.hal.chip.Mb85rc256v;
import org.steadyflow.hal.device.BoardFault;
import org.steadyflow.hal.device.Keys;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.quantity.Pressure;

/**
 * Speaks to each part of control's once, and finds sensors that are swapped by what they say at rest: no line in use
 * has more than 700 mmHg, and neither air nor liquid gives the detector what a force sensor gives at rest.
 */
final class PumpBoardCheck {
    /** The part whose fault may be a finger. */
    static final String KEYS = "keys";
    /** The part without which nothing can be infused. */
    static final String MOTOR = "motor driver TMC5160";

    private static final Pressure LEAST = Pressure.ofMmHg(-150);
    private static final Pressure MOST = Pressure.ofMmHg(700);
    /** Air in the detector gives less than the first, liquid more than the second and less than the third. */
    private static final int AIR_MOST_MV = 250;

    private static final int MIXED_LEAST_MV = 800;
    private static final int LIQUID_MOST_MV = 2_400;
    private static final int COLDEST_MILLI_CELSIUS = -10_000;
    private static final int HOTTEST_MILLI_CELSIUS = 70_000;
    private static final int MILLI = 1_000;
    private static final int TENTH = 100;
    /** A cell below this is nearly empty, whatever the gauge counts. */
    static final int ALERT_BELOW_MV = 3_300;

    private static final double PA_PER_MMHG = 133.322;
    private static final int PERMILLE_PER_PERCENT = 10;
    private static final long MS_PER_S = 1_000;
    private final MotorPort motor;
    private final AnalogInputs analog;
    private final Switches switches;
    private final Bedside bedside;
    private final Max17048 gauge;
    private final WallClock clock;
    private final Mb85rc256v fram;
    private final BoardTime time;
    private final List<PartReport> reports = new ArrayList<>();

    PumpBoardCheck(
            MotorPort motor,
            AnalogInputs analog,
            Switches switches,
            Bedside bedside,
            Max17048 gauge,
            WallClock clock,
            Mb85rc256v fram,
            BoardTime time) {
        this.motor = motor;
        this.analog = analog;
        this.switches = switches;
        this.bedside = bedside;
        this.gauge = gauge;
        this.clock = clock;
        this.fram = fram;
        this.time = time;
    }

    List<PartReport> run() {
        checkMotor();
        checkSensors();
        checkGauge();
        report("FRAM MB85RC256V", "i2c", fram.begin(), "it is the right chip");
        checkClock();
        checkContacts();
        return List.copyOf(reports);
    }

    private void checkMotor() {
        ChipFault fault = motor.begin();
        MotorSample sample = motor.read();
        String position = "encoder at " + sample.encoderMicrosteps() + " microsteps, "
                + (sample.positionSurvived() ? "kept since the last use" : "new since power came");
        report(MOTOR, "serial", fault.isNone() ? motor.lastFault() : fault, position);
    }

    private void checkSensors() {
        analog.startUpstream();
        pressure("upstream force sensor", analog.upstream());
        analog.startDownstream();
        pressure("downstream force sensor", analog.downstream());
        analog.startAir();
        int airMv = analog.airMv();
        boolean isAir = airMv >= 0 && airMv < AIR_MOST_MV;
        boolean isLiquid = airMv >= MIXED_LEAST_MV && airMv <= LIQUID_MOST_MV;
        sensor("air detector", isAir || isLiquid, airMv + " mV" + (isAir ? ", air" : isLiquid ? ", liquid" : ""));
        analog.startTemperature();
        int heat = analog.boardMilliCelsius();
        sensor(
                "board thermometer",
                heat > COLDEST_MILLI_CELSIUS && heat < HOTTEST_MILLI_CELSIUS,
                heat / MILLI + " degrees Celsius");
    }

    private void pressure(String name, Pressure at) {
        boolean plausible = !at.isBelow(LEAST) && !at.isAbove(MOST);
        sensor(name, plausible, Math.round(at.pascals() / PA_PER_MMHG) + " mmHg");
    }

    private void sensor(String name, boolean plausible, String says) {
        ChipFault fault = analog.lastFault();
        if (fault.isNone() && !plausible) {
            reports.add(PartReport.bad(
                    name, "ADS1115", "it says " + says + ", which it cannot at rest: swapped channels or wires"));
        } else {
            report(name, "ADS1115", fault, says);
        }
    }

    private void checkGauge() {
        ChipFault fault = gauge.begin(ALERT_BELOW_MV);
        Max17048.Gauge now = gauge.read();
        String says = now.chargePermille() / PERMILLE_PER_PERCENT + " %, " + now.cellMicrovolts() / MILLI / MILLI + "."
                + now.cellMicrovolts() / MILLI % MILLI / TENTH + " V";
        report("battery gauge MAX17048", "i2c", fault.isNone() ? now.fault() : fault, says);
    }

    private void checkClock() {
        ChipFault fault = clock.begin(time.monotonicNs());
        long wallMs = clock.wallMs(time.monotonicNs());
        if (fault.isNone() && clock.stoodStill()) {
            reports.add(PartReport.bad("clock DS3231", "i2c", "it stood still since it was set: set it"));
        } else if (fault.isNone() && wallMs < WallClock.EARLIEST_S * MS_PER_S) {
            reports.add(PartReport.bad(
                    "clock DS3231", "i2c", "it says " + Instant.ofEpochMilli(wallMs) + ", which is past: set it"));
        } else {
            report(
                    "clock DS3231",
                    "i2c",
                    fault,
                    Instant.ofEpochSecond(wallMs / MS_PER_S).toString());
        }
    }

    private void checkContacts() {
        switches.read();
        switches.read();
        Switches.State now = switches.read();
        String says = "door " + (now.doorClosed() ? "closed" : "open") + ", set "
                + (now.setSeated() ? "in" : "out") + ", lid " + (now.lidClosed() ? "locked" : "open") + ", mains "
                + (now.mains() ? "on" : "off");
        if (!now.silent().isEmpty()) {
            reports.add(PartReport.bad(
                    "switches and keys", "gpio", BoardFault.words(now.silent(), false) + ": see the wiring"));
        } else if (!now.keys().equals(Keys.RELEASED)) {
            String key = now.keys().stop() ? "stop" : now.keys().start() ? "start" : "dose";
            reports.add(PartReport.bad(KEYS, "gpio", "the " + key + " key is held or stuck: free it"));
        } else {
            reports.add(PartReport.good("switches and keys", "gpio", says));
        }
        boolean draws = bedside.hasLampCurrent() || bedside.hasSounderCurrent();
        reports.add(
                draws
                        ? PartReport.bad(
                                "lamps and sounder", "gpio", "they draw current while they are off: see the wiring")
                        : PartReport.good("lamps and sounder", "gpio", "off, and without current"));
    }

    private void report(String part, String where, ChipFault fault, String says) {
        reports.add(fault.isNone() ? PartReport.good(part, where, says) : PartReport.bad(part, where, fault.text()));
    }
}
