package org.steadyflow.hal.board;

import java.util.ArrayList;
import java.util.List;
import org.steadyflow.hal.bus.DigitalIn;
import org.steadyflow.hal.bus.DigitalIn.Level;
import org.steadyflow.hal.bus.DigitalOut;
import org.steadyflow.hal.chip.As5600;
import org.steadyflow.hal.device.Buzzer;
import org.steadyflow.hal.device.MonitorSample;
import org.steadyflow.hal.device.MonitorSample.AngleStatus;
import org.steadyflow.hal.device.MonitorSensors;
import org.steadyflow.hal.device.MonitorSwitch;

/**
 * The monitor's half of the reference board: its angle sensor on its own bus, its switch, its buzzer. It opens none of
 * control's lines. One thread.
 */
public final class MonitorBoard implements MonitorSensors, MonitorSwitch, Buzzer {
    /** Counts of 0.24 uL: the shaft turns less than this between two looks, but for the highest rates. */
    private static final int NEAR_COUNTS = 16;
    /** Instead of counts; far from each other. */
    private static final int NO_MAGNET = -10_000;

    private static final int NO_ANSWER = -20_000;

    private final SparedBus wires;
    private final As5600 angle;
    private final Agreed counts;
    private final DigitalOut rail;
    private final DigitalOut dump;
    private final DigitalIn railFeedback;
    private final DigitalIn stopKey;
    private final DigitalOut buzzer;
    private final BoardTime time;
    private final int bus;
    private final List<PartReport> unopened;
    private boolean edge;
    private boolean dumping = true;

    private MonitorBoard(BoardFile board, Opener lines, BoardTime time) {
        this.time = time;
        bus = board.monitorBus().number();
        wires = new SparedBus(lines.i2c(bus));
        angle = new As5600(wires);
        counts = new Agreed(this::countsNow, NEAR_COUNTS);
        dump = lines.out(PinRole.RAIL_DUMP);
        rail = lines.out(PinRole.MOTOR_RAIL);
        railFeedback = lines.in(PinRole.RAIL_FEEDBACK);
        stopKey = lines.in(PinRole.MONITOR_STOP_KEY);
        buzzer = lines.out(PinRole.SECOND_BUZZER);
        unopened = lines.failures();
    }

    /**
     * Opens the monitor's lines; what does not open is told by {@link #check}. The motor has no power until the first
     * {@link #kick}.
     */
    public static MonitorBoard open(BoardFile board, BoardLines lines, BoardTime time) {
        return new MonitorBoard(board, new Opener(board, lines), time);
    }

    /** Asks each part once. */
    public List<PartReport> check() {
        wires.wake();
        MonitorSample now = read();
        String where = "i2c-" + bus;
        PartReport sensor =
                switch (now.angleStatus()) {
                    case SEEN ->
                        PartReport.good(
                                "angle sensor AS5600",
                                where,
                                now.angleCounts() + " of " + MonitorSample.COUNTS_PER_TURN + " counts");
                    case NO_MAGNET ->
                        PartReport.bad("angle sensor AS5600", where, "no magnet, or one too weak or too strong");
                    case NO_ANSWER -> PartReport.bad("angle sensor AS5600", where, "it does not answer");
                };
        PartReport power = now.railUp()
                ? PartReport.bad(
                        "motor rail", "gpio", "it has voltage although nobody feeds the switch: see the wiring")
                : PartReport.good("motor rail", "gpio", "without voltage, as nobody feeds the switch");
        List<PartReport> reports = new ArrayList<>(unopened);
        reports.add(sensor);
        reports.add(power);
        return List.copyOf(reports);
    }

    /** How its reading of the stop key is; control has a line of its own to the same key. */
    PartReport checkStopKey() {
        String part = "stop key, monitor's line";
        return switch (stopKey.read()) {
            case HIGH -> PartReport.good(part, "gpio", "released");
            case LOW -> PartReport.bad(part, "gpio", "the stop key is held or stuck: free it");
            case UNKNOWN -> PartReport.bad(part, "gpio", "the line cannot be read: see the wiring");
        };
    }

    @Override
    public MonitorSample read() {
        wires.tick();
        int seen = counts.ask();
        boolean held = stopKey.read() == Level.LOW;
        boolean up = railFeedback.read() == Level.HIGH;
        return new MonitorSample(time.monotonicNs(), statusOf(seen), Math.max(seen, 0), held, up);
    }

    private int countsNow() {
        As5600.Angle now = angle.read();
        return switch (now.status()) {
            case SEEN -> now.counts();
            case NO_MAGNET -> NO_MAGNET;
            case NO_ANSWER -> NO_ANSWER;
        };
    }

    private static AngleStatus statusOf(int seen) {
        if (seen >= 0) {
            return AngleStatus.SEEN;
        }
        return seen == NO_MAGNET ? AngleStatus.NO_MAGNET : AngleStatus.NO_ANSWER;
    }

    @Override
    public void kick() {
        if (dumping) {
            dump.drive(true);
            dumping = false;
        }
        edge = !edge;
        rail.drive(edge);
    }

    @Override
    public void cut() {
        dump.drive(false);
        dumping = true;
    }

    @Override
    public void sound(boolean on) {
        buzzer.drive(on);
    }
}
