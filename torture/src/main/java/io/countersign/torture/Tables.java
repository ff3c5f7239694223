package io.countersign.torture;

import io.countersign.torture.ledger.FileLedger;
import io.countersign.torture.ledger.Ledger;
import io.countersign.torture.ledger.TableLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** What has to be there before the nodes of a subject start; our own store makes its table itself. */
final class Tables {
    private static final String SPRING_INTEGRATION = "org/springframework/integration/jdbc/schema-postgresql.sql";

    private Tables() {}

    /** The ledger of a subject that uses the store at {@code where}, and whose nodes know {@code file}. */
    static Ledger prepare(Subject subject, String where, Path file) throws IOException, SQLException {
        switch (subject) {
            case SPRING_INTEGRATION, SPRING_INTEGRATION_IN_TRANSACTION -> run(SPRING_INTEGRATION, where);
            case CAMEL_JDBC -> execute(new JdbcMessageIdRepository().getCreateString(), where);
            default -> {}
        }
        return subject.guard().isInTransaction() ? TableLedger.create(where) : new FileLedger(file);
    }

    /** The repository makes its table itself where there is none, but all nodes start at the same moment. */
    private static void execute(String statement, String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement create = connection.createStatement()) {
            create.execute(statement);
        }
    }

    private static void run(String script, String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            ScriptUtils.executeSqlScript(connection, new ClassPathResource(script));
        }
    }
}
