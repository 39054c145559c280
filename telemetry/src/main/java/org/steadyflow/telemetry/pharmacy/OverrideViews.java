package org.steadyflow.telemetry.pharmacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Reads which soft limits of the drug library people passed: one pump's, and counted for each drug. A limit that is
 * passed nearly every time protects nobody; its count is what the library's keepers go by. Reads no clock.
 */
final class OverrideViews {
    /** Overrides in one list, the latest. */
    static final int LIMIT_ROWS = 20;

    /** Drugs in one answer. */
    static final int LIMIT_DRUGS = 500;

    private static final String OVERRIDES = """
            select limit_override.*, coalesce(prescription.prescription_id, '') as prescription_id,
              coalesce(prescription.drug, '') as drug
            from limit_override left join prescription
              on prescription.pump = limit_override.pump and prescription.rx_seq = limit_override.rx_seq
            """;

    private static final String BY_DRUG = """
            select drug, count(*) as prescriptions, sum(case when passed > 0 then 1 else 0 end) as overridden,
              sum(passed) as overrides
            from (select prescription.drug as drug,
                (select count(*) from limit_override
                  where limit_override.pump = prescription.pump and limit_override.rx_seq = prescription.rx_seq) as passed
              from prescription) accepted
            group by drug having sum(passed) > 0 order by sum(passed) desc, drug limit ?""";

    private final Handle handle;

    OverrideViews(Handle handle) {
        this.handle = handle;
    }

    /** Of one pump, the latest first. */
    List<View.LimitPassed> of(String pump) {
        return handle.select(
                        OVERRIDES + "where limit_override.pump = ? order by limit_override.seq desc limit ?",
                        pump,
                        LIMIT_ROWS)
                .map((row, _) -> override(row))
                .list();
    }

    /** Of all pumps; drugs whose limits were never passed are left out. */
    List<View.DrugOverrides> byDrug() {
        return handle.select(BY_DRUG, LIMIT_DRUGS)
                .map((row, _) -> new View.DrugOverrides(
                        row.getString("drug"),
                        row.getLong("prescriptions"),
                        row.getLong("overridden"),
                        row.getLong("overrides"),
                        latest(row.getString("drug"))))
                .list();
    }

    private List<View.LimitPassed> latest(String drug) {
        return handle.select(
                        OVERRIDES + "where prescription.drug = ? order by limit_override.overridden_ms desc limit ?",
                        drug,
                        LIMIT_ROWS)
                .map((row, _) -> override(row))
                .list();
    }

    private static View.LimitPassed override(ResultSet row) throws SQLException {
        return new View.LimitPassed(
                row.getString("pump"),
                row.getLong("seq"),
                row.getString("prescription_id"),
                row.getString("drug"),
                row.getString("field"),
                row.getString("written"),
                row.getString("bound"),
                row.getString("reason"),
                row.getString("overridden_by"),
                row.getLong("overridden_ms"));
    }
}
