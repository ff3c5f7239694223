package io.countersign.dedup.jdbc;

import java.util.regex.Pattern;

/** A table's name that is safe to stand in SQL without quotes. Immutable. */
record TableName(String name) {
    private static final String PART = "[A-Za-z_][A-Za-z0-9_]{0,40}";
    private static final Pattern NAME = Pattern.compile("(" + PART + "\\.)?" + PART);

    /** What the resources and the statements call the table. */
    private static final String DEFAULT = "webhook_dedup";

    private static final String INDEX = DEFAULT + "_expiry";

    TableName {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the table's name must be letters, digits and underscores, at most 41, not"
                            + " beginning with a digit, with a schema of the same form and a dot before it if need be, but is \""
                            + name + "\"");
        }
    }

    static TableName byDefault() {
        return new TableName(DEFAULT);
    }

    boolean hasSchema() {
        return name.indexOf('.') >= 0;
    }

    /** {@code sql} for this table. An index lives where its table does, and databases want it named without the schema. */
    String in(String sql) {
        String unqualified = name.substring(name.indexOf('.') + 1);
        return sql.replace(INDEX, unqualified + "_expiry").replaceAll("\\b" + DEFAULT + "(?=\\b|_format\\b)", name);
    }

    @Override
    public String toString() {
        return name;
    }
}
