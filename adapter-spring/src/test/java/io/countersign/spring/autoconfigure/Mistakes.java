package io.countersign.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.countersign.spring.WebhookConfigurationException;

/** Each mistake: the whole key, what is wrong, how to mend it, and nothing of a secret. */
final class Mistakes {
    private Mistakes() {}

    /** Part of every secret here, so that a leak shows. */
    static final String MARK = "hunter2";

    static final String SECRET = MARK + "-0123456789abcdef";
    static final String X = "countersign.endpoints.x.";

    /** One endpoint {@code x} of provider acme with these further keys, in YAML flow style. */
    static String x(String keys) {
        return "countersign: {endpoints: {x: {provider: acme, %s}}}".formatted(keys);
    }

    static String secrets(String item) {
        return x("secrets: [{id: a, %s}]".formatted(item));
    }

    static String good(String keys) {
        return x("secrets: [{id: a, value: %s}], %s".formatted(SECRET, keys));
    }

    static void refuses(String yaml, String key, String problem, String mend) {
        WebhookConfigurationException mistake =
                catchThrowableOfType(WebhookConfigurationException.class, () -> Configured.endpoints(yaml));

        assertThat(mistake).as("the start with %s", yaml).isNotNull();
        assertThat(mistake.key()).isEqualTo(key);
        assertThat(mistake.problem()).contains(problem);
        assertThat(mistake.mend()).contains(mend);
        assertThat(mistake).hasNoCause();
        assertThat(mistake.getMessage()).startsWith(key + ": ").doesNotContain(MARK);
    }

    static void refusesOf(String provider, String keys, String key, String problem, String mend) {
        refuses(x(keys).replace("acme", provider), X + key, problem, mend);
    }
}
