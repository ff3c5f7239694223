package io.countersign.scheme;

/**
 * A scheme document that cannot be read. The message names the key, what is wrong with its value and how to mend it; a
 * document holds no secret, so it may be shown.
 *
 * <p>Thread rule: as any exception.
 */
public final class SchemeDocumentException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String problem;

    SchemeDocumentException(String key, String problem) {
        super(key.isEmpty() ? problem : key + ": " + problem);
        this.key = key;
        this.problem = problem;
    }

    /** The key inside the document, such as {@code signature.format}; empty where it is about the whole. */
    public String key() {
        return key;
    }

    /** What is wrong and how to mend it, without the key. */
    public String problem() {
        return problem;
    }
}
