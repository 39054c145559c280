package org.steadyflow.hal.board;

import org.steadyflow.hal.chip.Ads1115;
import org.steadyflow.hal.chip.Ads1115.Conversion;
import org.steadyflow.hal.chip.ChipFault;
import org.steadyflow.hal.quantity.Pressure;

/**
 * The converter's channels in units. Where a channel gives no answer, twice, its value is one that no working sensor
 * gives, beyond the upper end of its range: the safety room then knows what it does not know.
 */
final class AnalogInputs {
    /** A sensor without an answer: 2,000 mmHg, 5 V, 200 degrees. */
    static final int NO_ANSWER_MMHG = 2_000;

    static final int NO_ANSWER_MV = 5_000;
    static final int NO_ANSWER_MILLI_CELSIUS = 200_000;

    private static final int MICRO = 1_000;
    private static final long MICROPASCALS_PER_MMHG = 133_322_368;
    private static final long MICRO_PER_UNIT = 1_000_000;
    private static final int TRIES = 2;
    /** Times that a conversion that still runs is asked for. */
    private static final int MOST_ASKED = 25;

    private static final long NAP_NS = 100_000;
    /** Conversions that one nobody fetched may take: where one wrong bit made it a slow one, 8 ms. */
    private static final int MOST_WAITED = 7;

    private final Ads1115 converter;
    private final BoardFile.Sensors sensors;
    private final BoardTime time;
    private int channel;
    private long readyNs;
    private ChipFault begun = ChipFault.NONE;
    private ChipFault last = ChipFault.NONE;

    AnalogInputs(Ads1115 converter, BoardFile.Sensors sensors, BoardTime time) {
        this.converter = converter;
        this.sensors = sensors;
        this.time = time;
    }

    /** Begins a conversion, so that other buses can be used while it runs; waits out one that nobody fetched. */
    void start(int wanted) {
        channel = wanted;
        begun = converter.start(wanted);
        for (int waited = 0; waited < MOST_WAITED && begun == ChipFault.NOT_READY; waited++) {
            time.nap(Ads1115.CONVERSION_NS);
            begun = converter.start(wanted);
        }
        readyNs = time.monotonicNs() + Ads1115.CONVERSION_NS;
    }

    void startUpstream() {
        start(sensors.upstream().channel());
    }

    void startDownstream() {
        start(sensors.downstream().channel());
    }

    void startAir() {
        start(sensors.air());
    }

    void startTemperature() {
        start(sensors.boardTemperature().channel());
    }

    Pressure upstream() {
        return pressure(sensors.upstream(), finish());
    }

    Pressure downstream() {
        return pressure(sensors.downstream(), finish());
    }

    int airMv() {
        Conversion now = finish();
        return isGood(now) ? now.microvolts() / MICRO : NO_ANSWER_MV;
    }

    int boardMilliCelsius() {
        Conversion now = finish();
        BoardFile.Scaled sensor = sensors.boardTemperature();
        return isGood(now) ? (int) (above(sensor, now) * MICRO / sensor.uvPerUnit()) : NO_ANSWER_MILLI_CELSIUS;
    }

    /** What the last conversion came to. */
    ChipFault lastFault() {
        return last;
    }

    private static Pressure pressure(BoardFile.Scaled sensor, Conversion now) {
        return isGood(now)
                ? Pressure.ofPascals(above(sensor, now) * MICROPASCALS_PER_MMHG / sensor.uvPerUnit() / MICRO_PER_UNIT)
                : Pressure.ofMmHg(NO_ANSWER_MMHG);
    }

    private static boolean isGood(Conversion now) {
        return now.fault().isNone() && !now.saturated();
    }

    /** Microvolts above what the sensor gives at 0. */
    private static long above(BoardFile.Scaled sensor, Conversion now) {
        return now.microvolts() - (long) sensor.zeroMv() * MICRO;
    }

    /** The conversion that was begun; one that a fault spoilt is begun once more, but not on a bus that hangs. */
    private Conversion finish() {
        Conversion now = fetched();
        for (int i = 1; i < TRIES && isWorthAnother(now.fault()); i++) {
            start(channel);
            now = fetched();
        }
        last = now.fault();
        return now;
    }

    private static boolean isWorthAnother(ChipFault fault) {
        return !fault.isNone() && fault != ChipFault.NO_ANSWER && fault != ChipFault.GONE;
    }

    private Conversion fetched() {
        if (!begun.isNone()) {
            return new Conversion(begun, 0, false);
        }
        long leftNs = readyNs - time.monotonicNs();
        if (leftNs > 0) {
            time.nap(leftNs);
        }
        Conversion now = converter.finish();
        for (int asked = 1; asked < MOST_ASKED && now.fault() == ChipFault.NOT_READY; asked++) {
            time.nap(NAP_NS);
            now = converter.finish();
        }
        return now;
    }
}
