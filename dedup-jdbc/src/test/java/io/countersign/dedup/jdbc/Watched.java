package io.countersign.dedup.jdbc;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A DataSource that writes down what costs a round trip, and in which state its connections come back. */
final class Watched implements DataSource {
    private final DataSource real;

    /** The methods that were called and send something, in order. */
    final List<String> trips = new CopyOnWriteArrayList<>();

    /** How each connection was when it was closed. */
    final List<State> returned = new CopyOnWriteArrayList<>();

    /** What must not change. */
    record State(boolean autoCommit, int isolation, boolean readOnly, int networkTimeout) {
        static State of(Connection connection) throws SQLException {
            return new State(
                    connection.getAutoCommit(),
                    connection.getTransactionIsolation(),
                    connection.isReadOnly(),
                    connection.getNetworkTimeout());
        }
    }

    Watched(DataSource real) {
        this.real = real;
    }

    void forget() {
        trips.clear();
        returned.clear();
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = real.getConnection();
        return proxy(Connection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("close")) {
                returned.add(State.of(connection));
            }
            if (List.of("commit", "rollback", "setAutoCommit").contains(method.getName())) {
                trips.add(method.getName());
            }
            Object result = call(connection, method, arguments);
            return result instanceof java.sql.PreparedStatement statement
                    ? proxy(java.sql.PreparedStatement.class, (p, m, a) -> {
                        if (m.getName().startsWith("execute")) {
                            trips.add(m.getName());
                        }
                        return call(statement, m, a);
                    })
                    : result;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Watched.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Takes what was written down so far. */
    List<String> takeTrips() {
        List<String> taken = new ArrayList<>(trips);
        trips.clear();
        return taken;
    }

    @Override
    public Connection getConnection(String user, String password) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return real.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        real.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        real.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return real.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("watched");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return real.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return real.isWrapperFor(type);
    }
}
