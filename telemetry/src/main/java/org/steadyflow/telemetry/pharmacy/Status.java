package org.steadyflow.telemetry.pharmacy;

import org.jdbi.v3.core.Handle;

/**
 * Where a pump's therapy stands after line {@code asOfSeq}.
 *
 * @param phaseWallMs since when, by the pump's clock
 * @param rxSeq line that accepted the prescription, 0 for none
 * @param part running or last part, {@value #NO_PART} for none
 */
record Status(String pump, long asOfSeq, Phase phase, long phaseWallMs, long rxSeq, int part) {
    static final int NO_PART = -1;

    static Status none(String pump) {
        return new Status(pump, 0, Phase.IDLE, 0, 0, NO_PART);
    }

    static Status load(Handle handle, String pump) {
        return handle.select("select * from status where pump = ?", pump)
                .map((row, _) -> new Status(
                        pump,
                        row.getLong("as_of_seq"),
                        Phase.valueOf(row.getString("phase")),
                        row.getLong("phase_wall_ms"),
                        row.getLong("rx_seq"),
                        row.getInt("part")))
                .findOne()
                .orElse(none(pump));
    }

    Status in(Phase next, long wallMs) {
        return new Status(pump, asOfSeq, next, phase == next ? phaseWallMs : wallMs, rxSeq, part);
    }

    Status withPrescription(long seq) {
        return new Status(pump, asOfSeq, phase, phaseWallMs, seq, NO_PART);
    }

    Status withPart(int number) {
        return new Status(pump, asOfSeq, phase, phaseWallMs, rxSeq, number);
    }

    Status asOf(long seq) {
        return new Status(pump, seq, phase, phaseWallMs, rxSeq, part);
    }

    void save(Handle handle) {
        int changed = handle.execute(
                "update status set as_of_seq = ?, phase = ?, phase_wall_ms = ?, rx_seq = ?, part = ? where pump = ?",
                asOfSeq,
                phase.name(),
                phaseWallMs,
                rxSeq,
                part,
                pump);
        if (changed == 0) {
            handle.execute(
                    "insert into status (pump, as_of_seq, phase, phase_wall_ms, rx_seq, part) values (?, ?, ?, ?, ?, ?)",
                    pump,
                    asOfSeq,
                    phase.name(),
                    phaseWallMs,
                    rxSeq,
                    part);
        }
    }
}
