package org.steadyflow.telemetry.pharmacy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;

/** The database: opened with its schema brought up to date, closed at the end. Any thread. */
final class Store implements AutoCloseable {
    /** Statements at once: the ingest thread, the beat and a few HTTP requests; the others wait their turn. */
    static final int LIMIT_CONNECTIONS = 10;

    static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(5);

    private static final String SCHEMA = "classpath:org/steadyflow/telemetry/pharmacy/schema";

    private final HikariDataSource source;
    private final Jdbi jdbi;
    private final boolean h2;

    private Store(HikariDataSource source, boolean h2) {
        this.source = source;
        this.jdbi = Jdbi.create(source);
        this.h2 = h2;
    }

    /** @throws PharmacyException the database cannot be opened; its message says which */
    static Store open(String jdbcUrl) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setPoolName("pharmacy");
        config.setMaximumPoolSize(LIMIT_CONNECTIONS);
        config.setConnectionTimeout(WAIT_FOR_CONNECTION.toMillis());
        HikariDataSource source;
        try {
            source = new HikariDataSource(config);
        } catch (RuntimeException failed) {
            throw new PharmacyException("The pharmacy cannot open its database " + shown(jdbcUrl) + ".", failed);
        }
        try {
            Flyway.configure().dataSource(source).locations(SCHEMA).load().migrate();
            return new Store(source, jdbcUrl.toLowerCase(Locale.ROOT).startsWith("jdbc:h2:"));
        } catch (FlywayException failed) {
            source.close();
            throw new PharmacyException("The database " + shown(jdbcUrl) + " has another layout.", failed);
        }
    }

    <T> T read(HandleCallback<T, SQLException> work) {
        return call(work);
    }

    /** One transaction: all of it or nothing. */
    <T> T write(HandleCallback<T, SQLException> work) {
        return call(handle -> handle.inTransaction(work));
    }

    void change(HandleConsumer<SQLException> work) {
        Void _ = write(handle -> {
            work.useHandle(handle);
            return null;
        });
    }

    /** Returns when every committed transaction is on the disk. H2 else writes up to half a second late. */
    void sync() {
        if (h2) {
            change(handle -> handle.execute("CHECKPOINT SYNC"));
        }
    }

    @Override
    public void close() {
        source.close();
    }

    private <T> T call(HandleCallback<T, SQLException> work) {
        try (Handle handle = jdbi.open()) {
            return work.withHandle(handle);
        } catch (SQLException failed) {
            throw new PharmacyException("The database refused: " + failed.getMessage(), failed);
        }
    }

    /** The URL without what may hold a password. */
    private static String shown(String jdbcUrl) {
        return jdbcUrl.split("[;?]", 2)[0];
    }
}
