package io.countersign.torture.ledger;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Effects in the database that also knows who may do them. Its table takes any effect twice, so that it shows if one is. */
public final class TableLedger implements Ledger {
    /** Puts one effect down: incident, attempt, fence, process. */
    public static final String INSERT =
            "INSERT INTO torture_ledger (incident, attempt, fence, process) VALUES (?, ?, ?, ?)";

    private final String url;

    private TableLedger(String url) {
        this.url = url;
    }

    /** A new one in the database at that URL of JDBC. */
    public static TableLedger create(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE torture_ledger"
                    + " (incident VARCHAR(40), attempt INTEGER, fence BIGINT, process BIGINT)");
        }
        return new TableLedger(url);
    }

    /** Does it as a part of that transaction. */
    public static void insert(Connection transaction, Effect effect) throws SQLException {
        try (PreparedStatement insert = transaction.prepareStatement(INSERT)) {
            insert.setString(1, effect.incident());
            insert.setInt(2, effect.attempt());
            insert.setLong(3, effect.fence());
            insert.setLong(4, effect.process());
            insert.executeUpdate();
        }
    }

    @Override
    public List<Effect> effects() throws SQLException {
        List<Effect> effects = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT incident, attempt, fence, process FROM torture_ledger")) {
            while (rows.next()) {
                effects.add(new Effect(rows.getString(1), rows.getInt(2), rows.getLong(3), rows.getLong(4)));
            }
        }
        return effects;
    }
}
