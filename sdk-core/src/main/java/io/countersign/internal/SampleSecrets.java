package io.countersign.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells a secret from what stands where a secret should: values that documents publish, words out of example files, and names
 * of variables that nothing replaced. Whoever reads the same document can sign with them.
 *
 * <p>Two lists. The published values are compared byte for byte, with and without {@code whsec_}, because a document shows them
 * as a provider would; each has its source beside it. The words are compared without regard to case and punctuation, because
 * an example file has them in every spelling ({@code CHANGE_ME}, {@code change-me}, {@code ChangeMe}). The rules for phrases are
 * narrow on purpose: a passphrase that happens to hold such a word is none of them.
 */
public final class SampleSecrets {
    private static final String PREFIX = "whsec_";

    /** What documents and test suites publish, without {@code whsec_}. */
    private static final Set<String> PUBLISHED = Set.of(
            // Standard Webhooks, test suites of the libraries; Svix, "How to verify webhooks"
            "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            // Svix, "Verifying webhooks manually": the example value
            "plJ3nmyCDGBKInavdOK15jsl",
            // Svix, API reference: the example of an endpoint's secret
            "C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
            // GitHub, "Validating webhook deliveries", the values to test with
            "It's a Secret to Everybody",
            // Slack, "Verifying requests from Slack"
            "8f742231b10e8888abcd99yyyzzz85a5",
            // PagerDuty, tests of its SDK for Go
            "lDQHScfUeXUKaQRNF+8XIiDKZ7XX3itBAYzwU0TARw8lJqRnkKl2iB1anSb0Z+IK",
            // Shopify, tests of its SDK for PHP
            "steffi",
            // Square, "Validate webhook notifications"
            "asdf1234",
            // HubSpot, tests of its SDK for Python
            "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy",
            // Twilio, "Security", and the tests of its SDKs
            "12345",
            // Stripe, tests of its SDKs; "whsec_test_secret" is the same without its prefix
            "webhook_secret",
            "test_secret");

    /** Whole values, in lower case and without punctuation, as example files and default configurations have them. */
    private static final Set<String> WORDS = Set.of(
            "abc123",
            "changeit",
            "changeme",
            "changethis",
            "default",
            "demo",
            "devsecret",
            "dummy",
            "dummysecret",
            "example",
            "examplekey",
            "examplesecret",
            "foobar",
            "hmacsecret",
            "insecure",
            "keyboardcat",
            "localsecret",
            "mysecret",
            "mysecretkey",
            "mysigningsecret",
            "mysupersecret",
            "mytoken",
            "mywebhooksecret",
            "nil",
            "none",
            "notasecret",
            "null",
            "password",
            "placeholder",
            "qwerty",
            "redacted",
            "replaceme",
            "s3cret",
            "sample",
            "samplesecret",
            "secret",
            "secretkey",
            "sharedsecret",
            "signingsecret",
            "supersecret",
            "supersecretkey",
            "supersecretstring",
            "tbd",
            "test",
            "testhmacsecret",
            "testing",
            "testkey",
            "testsecret",
            "testsigningsecret",
            "testtoken",
            "testwebhooksecret",
            "thisisasecret",
            "todo",
            "token",
            "topsecret",
            "undefined",
            "verysecret",
            "webhooksecret",
            "webhooktoken");

    /** "your-webhook-secret", "change_me_in_production", "insert the secret here", "secret-goes-here". */
    private static final Pattern INSTRUCTION = Pattern.compile("your[-_. ].*"
            + "|(change|replace)[-_. ]?(me|this|it|with)([-_. ].*)?"
            + "|(insert|enter|put|paste|add)[-_. ](the|a|an|your|here|secret|key|token)([-_. ].*)?"
            + "|.*(secret|key|token|value)([-_. ]goes)?[-_. ]here");

    /** "xxxxxxxx", "0000-0000", "********", "...": nothing but filling. */
    private static final Pattern FILLING = Pattern.compile("[x0\\p{Punct}\\s]*");

    /** "12345678", "1234567890123456": the row of digits, from its first key. */
    private static final Pattern COUNTING = Pattern.compile("0?(1234567890)*(1(2(3(4(5(6(7(89?)?)?)?)?)?)?)?)?");

    /** "&lt;secret&gt;", as manuals write what the reader should fill in. */
    private static final Pattern IN_ANGLES = Pattern.compile("<[^<>]*>");

    /** "${NAME}" and "#{...}" anywhere; "$NAME", "$(NAME)", "{{ name }}" and "%NAME%" as the whole value. */
    private static final Pattern PLACEHOLDER = Pattern.compile(
            ".*[$#]\\{[^{}]*}.*|\\$[A-Z][A-Z0-9_]*|\\$\\([A-Za-z_][A-Za-z0-9_]*\\)|\\{\\{.*}}|%[A-Za-z_][A-Za-z0-9_]*%",
            Pattern.DOTALL);

    private SampleSecrets() {}

    /** Whether {@code value} is a published or customary sample, and so no secret at all. */
    public static boolean isKnown(byte[] value) {
        String text = new String(value, ISO_8859_1);
        String bare = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
        return PUBLISHED.contains(bare) || isWordlike(bare.toLowerCase(Locale.ROOT));
    }

    private static boolean isWordlike(String text) {
        return WORDS.contains(text.replaceAll("[\\p{Punct}\\s]", ""))
                || INSTRUCTION.matcher(text).matches()
                || FILLING.matcher(text).matches()
                || COUNTING.matcher(text).matches()
                || IN_ANGLES.matcher(text).matches();
    }

    /** Whether {@code text} names a variable that nothing replaced. */
    public static boolean isPlaceholder(String text) {
        return PLACEHOLDER.matcher(text).matches();
    }
}
