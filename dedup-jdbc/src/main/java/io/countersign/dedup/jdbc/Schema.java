package io.countersign.dedup.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tables, and the number of their format, which stands in a table of its own: so that a program which is older or newer
 * than the tables notices before it misreads them.
 */
final class Schema {
    private static final int FORMAT = 1;
    private static final Pattern COMMENT = Pattern.compile("--.*");
    private static final Pattern END = Pattern.compile(";");

    /** Nodes that start at once may get in each other's way; the one that fails looks again. */
    private static final int TRIES = 5;

    private final Dialect dialect;

    Schema(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Checks the tables' format, and creates them where they are not there and {@code mayCreate}.
     *
     * @throws IllegalStateException where they are not there or have another format
     */
    void prepare(Session session, boolean mayCreate) throws SQLException {
        @Nullable SQLException problem = null;
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                int format = format(session);
                if (format > 0) {
                    check(format);
                    return;
                }
            } catch (SQLException notThere) {
                problem = notThere;
            }
            if (!mayCreate) {
                throw notThere(problem);
            }
            try {
                create(session);
            } catch (SQLException failure) {
                problem = failure;
                session.pause(tries);
            }
        }
        throw notThere(problem);
    }

    private IllegalStateException notThere(@Nullable Throwable problem) {
        return new IllegalStateException(
                dialect.in("the table webhook_dedup cannot be read or created: run ")
                        + dialect.database().schemaResource()
                        + " with the rights to create it, and give the store's user the right to select, insert, update and"
                        + " delete",
                problem);
    }

    /** Zero where the tables were created but for the last statement. */
    private int format(Session session) throws SQLException {
        try (Call call = session.call(dialect.in("SELECT MAX(format) FROM webhook_dedup_format"))) {
            Integer format = call.row(row -> row.getInt(1));
            return format == null ? 0 : format;
        }
    }

    private void check(int format) {
        if (format > FORMAT) {
            throw new IllegalStateException(dialect.in("the table webhook_dedup has format ") + format
                    + ", written by a newer version of countersign-dedup-jdbc than this one, which knows format "
                    + FORMAT
                    + "; update this application, or give it a table of its own");
        }
        if (format < FORMAT) {
            throw new IllegalStateException(dialect.in("the table webhook_dedup has format ") + format
                    + ", and this version of countersign-dedup-jdbc needs format " + FORMAT
                    + "; bring it up as the CHANGELOG says, or give this application a table of its own");
        }
    }

    private void create(Session session) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            for (String sql : statements()) {
                statement.execute(dialect.in(sql));
            }
        }
    }

    /** The resource's statements. No string in them has a semicolon. */
    private List<String> statements() {
        return END.splitAsStream(COMMENT.matcher(resource()).replaceAll(""))
                .map(String::strip)
                .filter(sql -> !sql.isEmpty())
                .toList();
    }

    private String resource() {
        String name = dialect.database().schemaResource();
        try (InputStream in = Schema.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing from countersign-dedup-jdbc");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
