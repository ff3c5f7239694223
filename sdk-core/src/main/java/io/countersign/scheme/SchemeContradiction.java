package io.countersign.scheme;

/** Two parts of a scheme that do not fit together; knows under which key of a document the mend is made. */
final class SchemeContradiction extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String key;

    SchemeContradiction(String key, String message) {
        super(message);
        this.key = key;
    }

    String key() {
        return key;
    }
}
