package org.steadyflow.telemetry.pharmacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/** Columns that may be empty. */
final class Columns {
    private Columns() {}

    static OptionalLong number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /** The text, or an empty one. */
    static String words(ResultSet row, String column) throws SQLException {
        return text(row, column).orElse("");
    }
}
