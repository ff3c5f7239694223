package io.countersign.benchmarks.claims;

import com.zaxxer.hikari.HikariDataSource;
import io.countersign.dedup.ClaimRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What one writes by hand: the id in a table with a key on it. No lease, no completion, no fence.
 *
 * @param pool the connections
 */
record BareInsert(HikariDataSource pool) implements Claimant {
    private static final String TABLE =
            "CREATE TABLE IF NOT EXISTS bare_claim (id text PRIMARY KEY, claimed_at timestamptz DEFAULT now())";
    private static final String CLAIM = "INSERT INTO bare_claim (id) VALUES (?) ON CONFLICT DO NOTHING";

    BareInsert {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean claim(ClaimRequest request) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setString(1, request.key().id());
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
