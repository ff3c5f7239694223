package io.countersign.torture;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be tortured: a store, and the way in which it is used. */
public enum Subject {
    /** Claims in the memory of one process. */
    MEMORY(StoreKind.MEMORY, Guard.CLAIMS),
    /** Claims in PostgreSQL. */
    POSTGRESQL(StoreKind.POSTGRESQL, Guard.CLAIMS),
    /** Claims in SQLite. */
    SQLITE(StoreKind.SQLITE, Guard.CLAIMS),
    /** Claims in H2. */
    H2(StoreKind.H2, Guard.CLAIMS),
    /** Claims in MariaDB. */
    MARIADB(StoreKind.MARIADB, Guard.CLAIMS),
    /** Claims in Redis. */
    REDIS(StoreKind.REDIS, Guard.CLAIMS),
    /** Claims and effects in PostgreSQL. */
    POSTGRESQL_IN_TRANSACTION(StoreKind.POSTGRESQL, Guard.CLAIMS_IN_TRANSACTION),
    /** Claims and effects in SQLite. */
    SQLITE_IN_TRANSACTION(StoreKind.SQLITE, Guard.CLAIMS_IN_TRANSACTION),
    /** Claims and effects in H2. */
    H2_IN_TRANSACTION(StoreKind.H2, Guard.CLAIMS_IN_TRANSACTION),
    /** Claims and effects in MariaDB. */
    MARIADB_IN_TRANSACTION(StoreKind.MARIADB, Guard.CLAIMS_IN_TRANSACTION),
    /** Spring Integration's metadata store in PostgreSQL. */
    SPRING_INTEGRATION(StoreKind.POSTGRESQL, Guard.SPRING_INTEGRATION),
    /** The same, with the effects in PostgreSQL too. */
    SPRING_INTEGRATION_IN_TRANSACTION(StoreKind.POSTGRESQL, Guard.SPRING_INTEGRATION_IN_TRANSACTION),
    /** Camel's repository in PostgreSQL. */
    CAMEL_JDBC(StoreKind.POSTGRESQL, Guard.CAMEL),
    /** Camel's repository in Redis. */
    CAMEL_REDIS(StoreKind.REDIS, Guard.CAMEL);

    private final StoreKind store;
    private final Guard guard;

    Subject(StoreKind store, Guard guard) {
        this.store = store;
        this.guard = guard;
    }

    /** Those for which there are goals. */
    static List<Subject> ours() {
        return Arrays.stream(values())
                .filter(subject -> !subject.guard.isPeer())
                .toList();
    }

    /** The store. */
    public StoreKind store() {
        return store;
    }

    /** The way in which it is used. */
    public Guard guard() {
        return guard;
    }

    /** As it is written on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
