package io.countersign.provider;

import io.countersign.internal.HttpNames;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a provider wants to hear from an endpoint before it sends events there: returned by {@link Provider}, written by the
 * receiver.
 *
 * <p>The only answers that hold anything out of a request. So that nothing can be smuggled through them, each kind takes a
 * narrow alphabet and refuses the rest with an {@link IllegalArgumentException}; a provider checks first, and says in words
 * what is wrong.
 *
 * <p>Thread rule: implementations are immutable.
 */
public sealed interface Handshake {

    /**
     * An answer without a body.
     *
     * @param status 200 or 204
     * @param headers headers by which the endpoint consents, their values visible ASCII
     */
    record Empty(int status, Map<String, String> headers) implements Handshake {
        private static final Pattern VALUE = Pattern.compile("[!-~]{1,255}");

        /** Checks both. */
        public Empty {
            if (status != 200 && status != 204) {
                throw new IllegalArgumentException("a handshake is answered 200 or 204, not " + status);
            }
            headers = Map.copyOf(headers);
            headers.forEach((name, value) -> {
                HttpNames.checkHeader(name);
                check(VALUE, value, "the value of a header of a handshake");
            });
        }
    }

    /**
     * The challenge, given back as plain text.
     *
     * @param challenge what {@link #accepts} accepts
     */
    record Echo(String challenge) implements Handshake {
        private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9._~+/=-]{1,255}");

        /** Checks the challenge. */
        public Echo {
            check(CHALLENGE, challenge, "a challenge");
        }

        /** Whether {@code text} is 1 to 255 of the characters that tokens are made of: nothing that markup or JSON knows. */
        public static boolean accepts(String text) {
            return CHALLENGE.matcher(text).matches();
        }
    }

    /**
     * A short JSON text.
     *
     * @param json the text, in printable ASCII
     */
    record Json(String json) implements Handshake {
        private static final Pattern PRINTABLE = Pattern.compile("[ -~]{2,1024}");

        /** Checks the text. */
        public Json {
            check(PRINTABLE, json, "the JSON of a handshake");
        }
    }

    /**
     * A JSON object of the challenge and its hexadecimal HMAC-SHA-256 under the secret that verified the delivery. The
     * receiver computes it; no provider sees a secret or a MAC.
     *
     * @param challengeField the name under which the challenge is given back
     * @param challenge what {@link #accepts} accepts
     * @param macField the name of the HMAC
     */
    record Countersigned(String challengeField, String challenge, String macField) implements Handshake {
        private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{1,128}");
        private static final Pattern FIELD = Pattern.compile("[A-Za-z]{1,64}");

        /** Checks all three. */
        public Countersigned {
            check(FIELD, challengeField, "the name of a field");
            check(CHALLENGE, challenge, "a challenge to sign");
            check(FIELD, macField, "the name of a field");
        }

        /** Whether {@code text} is 1 to 128 letters, digits, dashes and underscores. */
        public static boolean accepts(String text) {
            return CHALLENGE.matcher(text).matches();
        }
    }

    /** It is a handshake, and what it shows as proof is wrong: answered as whatever is not authentic. */
    record Refused() implements Handshake {}

    private static void check(Pattern pattern, String text, String what) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(what + " must match " + pattern.pattern());
        }
    }
}
