package org.steadyflow.simulator.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Locale;
import org.steadyflow.firmware.core.PumpState;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.simulator.world.WorldTruth;

/**
 * Writes trace.csv: one row every so often, what was asked, what was recorded and what really happened. Who gave the
 * writer closes it. One thread.
 */
public final class Trace {
    static final String HEADER = "t_s,phase,demand_ml_per_h,true_flow_ml_per_h,true_delivered_ml,recorded_ml,"
            + "downstream_mmhg,upstream_mmhg,air_ul\n";

    private final Writer out;
    private final WorldTruth truth;
    private final MicrostepVolume microstep;
    private final long everyNs;
    private long nextNs;

    public Trace(Writer out, WorldTruth truth, MicrostepVolume microstep, long everyNs) throws IOException {
        this.out = out;
        this.truth = truth;
        this.microstep = microstep;
        this.everyNs = everyNs;
        out.write(HEADER);
    }

    void offer(TickRecord record, long encoderMicrosteps) {
        if (truth.nowNs() < nextNs) {
            return;
        }
        nextNs = truth.nowNs() + everyNs;
        try {
            out.write(row(record, encoderMicrosteps));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String row(TickRecord record, long encoderMicrosteps) {
        PumpState state = record.after();
        long travel = state.order().isPresent() ? state.shaft().scale().travelAt(encoderMicrosteps) : 0;
        return String.format(
                Locale.ROOT,
                "%.2f,%s,%.4f,%.4f,%.6f,%.6f,%.1f,%.1f,%.1f\n",
                truth.nowNs() / 1e9,
                state.phase(),
                record.demand().rate().nanolitresPerHour() / 1e6,
                truth.flowMlPerH(),
                truth.deliveredMl(),
                microstep.volumeOf(travel).nanolitres() / 1e6,
                truth.downstreamMmHg(),
                truth.upstreamMmHg(),
                truth.airInLineUl());
    }
}
