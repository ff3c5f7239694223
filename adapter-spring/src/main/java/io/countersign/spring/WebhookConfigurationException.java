package io.countersign.spring;

import static java.util.Objects.requireNonNull;

import java.io.Serial;

/**
 * A mistake in the configuration that stops the start: the key, what is wrong, and how to mend it.
 *
 * <p>No text of it holds a configured value that may be a secret. For the same reason it has no cause: the exceptions of
 * Spring Boot's binder quote what they could not convert, and a start that fails prints every cause.
 *
 * <p>Thread rule: immutable.
 */
public final class WebhookConfigurationException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String problem;
    private final String mend;

    /**
     * A mistake.
     *
     * @param key the whole key, for example {@code countersign.endpoints.statuspulse.secrets[0].value}
     * @param problem what is wrong, to be read after the key; never a value that may be a secret
     * @param mend what to do
     */
    public WebhookConfigurationException(String key, String problem, String mend) {
        super(requireNonNull(key, "key") + ": " + requireNonNull(problem, "problem") + "; "
                + requireNonNull(mend, "mend"));
        this.key = key;
        this.problem = problem;
        this.mend = mend;
    }

    /** The whole key. */
    public String key() {
        return key;
    }

    /** What is wrong. */
    public String problem() {
        return problem;
    }

    /** What to do. */
    public String mend() {
        return mend;
    }
}
