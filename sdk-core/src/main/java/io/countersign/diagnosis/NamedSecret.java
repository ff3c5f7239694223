package io.countersign.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.countersign.internal.Ascii;
import io.countersign.secret.SigningSecret;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A secret, and others that are spelt differently under the same id. Prints as its name. Immutable. */
final class NamedSecret {
    /** {@code whsec_} and its like. */
    private static final Pattern PREFIX = Pattern.compile("wh[a-z]{1,4}_");

    private final SigningSecret secret;
    private final String text;

    NamedSecret(SigningSecret secret) {
        this.secret = secret;
        // ISO-8859-1 keeps every byte as one char, so that nothing is repaired on the way.
        this.text = new String(secret.revealValue(), ISO_8859_1);
    }

    SigningSecret secret() {
        return secret;
    }

    String text() {
        return text;
    }

    /** What looks like a prefix of the kind of {@code whsec_}; empty where nothing does. */
    String prefix() {
        Matcher prefix = PREFIX.matcher(text);
        return prefix.lookingAt() && prefix.end() < text.length() ? prefix.group() : "";
    }

    /** The same value, accepted at any time. */
    SigningSecret unbounded() {
        return withText(text);
    }

    /** Another value under the same id, accepted at any time. */
    SigningSecret withText(String other) {
        return SigningSecret.of(secret.id(), other.getBytes(ISO_8859_1));
    }

    /** What the text says, if it is base64 of anything. */
    Optional<byte[]> decodedBase64() {
        return Optional.ofNullable(Ascii.base64(text.strip())).filter(decoded -> decoded.length > 0);
    }

    @Override
    public String toString() {
        return "secret \"" + secret.id() + "\"";
    }
}
