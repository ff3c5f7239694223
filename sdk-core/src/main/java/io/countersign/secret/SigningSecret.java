package io.countersign.secret;

import static java.util.Objects.requireNonNull;

import io.countersign.internal.SampleSecrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A secret that was agreed with a sender, under an id that may be shown, with the window in which it is accepted.
 *
 * <p>It holds the value exactly as the provider shows it; whether that text is the key itself, or hexadecimal or base64 of
 * it, is the scheme's business. The same type serves HMAC secrets, tokens, bearer tokens, API keys and, as
 * {@link #basic}, a user name with its password.
 *
 * <p>The value comes out only through {@link #revealValue()}; {@code toString} shows the id and the window, there is no
 * {@code equals} on the value, and the type is not serializable.
 *
 * <p>Thread rule: immutable. The array given in and the array given out are copies.
 */
public final class SigningSecret {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final String id;
    private final byte[] value;
    private final @Nullable Instant acceptFrom;
    private final @Nullable Instant acceptUntil;
    private final boolean revoked;

    private SigningSecret(
            String id, byte[] value, @Nullable Instant acceptFrom, @Nullable Instant acceptUntil, boolean revoked) {
        this.id = id;
        this.value = value;
        this.acceptFrom = acceptFrom;
        this.acceptUntil = acceptUntil;
        this.revoked = revoked;
    }

    /**
     * A secret given as text, as it stands in configuration.
     *
     * @param id names the secret in logs and metrics: 1 to 64 of letters, digits, dot, dash and underscore
     * @param value the text as the provider shows it, a prefix such as {@code whsec_} included
     * @throws IllegalArgumentException where the value is empty, begins or ends in white space, or names a variable that
     *     nothing replaced, as {@code ${SECRET}} does; the message never holds the value
     */
    public static SigningSecret of(String id, String value) {
        checkId(id);
        requireNonNull(value, "value");
        if (value.isBlank()) {
            throw new IllegalArgumentException("the value of secret \"" + id + "\" is empty");
        }
        if (!value.equals(value.strip())) {
            throw new IllegalArgumentException(
                    "the value of secret \"" + id
                            + "\" begins or ends in white space; remove it (a final newline in a mounted file is the usual cause)");
        }
        if (SampleSecrets.isPlaceholder(value)) {
            throw new IllegalArgumentException("the value of secret \"" + id
                    + "\" is a placeholder that was not replaced; set the variable that it names");
        }
        return new SigningSecret(id, value.getBytes(StandardCharsets.UTF_8), null, null, false);
    }

    /**
     * A secret given as bytes, taken as it is.
     *
     * @throws IllegalArgumentException where the id is not well formed or there are no bytes
     */
    public static SigningSecret of(String id, byte[] value) {
        checkId(id);
        if (value.length == 0) {
            throw new IllegalArgumentException("the value of secret \"" + id + "\" is empty");
        }
        return new SigningSecret(id, value.clone(), null, null, false);
    }

    /**
     * A user name and password for HTTP Basic authentication.
     *
     * @throws IllegalArgumentException where the user name holds a colon, which Basic cannot express, or either is empty
     */
    public static SigningSecret basic(String id, String username, String password) {
        checkId(id);
        if (username.isEmpty() || password.isEmpty()) {
            throw new IllegalArgumentException("the user name and the password of \"" + id + "\" must not be empty");
        }
        if (username.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "the user name of \"" + id + "\" holds a colon, which HTTP Basic cannot carry");
        }
        return of(id, username + ":" + password);
    }

    private static void checkId(String id) {
        requireNonNull(id, "id");
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "a secret's id must be 1 to 64 letters, digits, dots, dashes or underscores");
        }
    }

    /** The same secret, accepted from this instant on (inclusive). */
    public SigningSecret acceptFrom(Instant from) {
        return within(requireNonNull(from, "from"), acceptUntil);
    }

    /** The same secret, accepted until this instant (exclusive: at the instant itself it is refused). */
    public SigningSecret acceptUntil(Instant until) {
        return within(acceptFrom, requireNonNull(until, "until"));
    }

    private SigningSecret within(@Nullable Instant from, @Nullable Instant until) {
        if (from != null && until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException("secret \"" + id + "\" would be accepted from " + from + " until "
                    + until + ", which is never; the first must be earlier");
        }
        return new SigningSecret(id, value, from, until, revoked);
    }

    /** The same secret, never accepted again and still known. */
    SigningSecret revoked() {
        return new SigningSecret(id, value, acceptFrom, acceptUntil, true);
    }

    /** The same secret and window under another id. */
    SigningSecret named(String otherId) {
        checkId(otherId);
        return new SigningSecret(otherId, value, acceptFrom, acceptUntil, revoked);
    }

    /** Whether the other has the very same value; takes the same time for all values of one length. */
    boolean hasValueOf(SigningSecret other) {
        return MessageDigest.isEqual(value, other.value);
    }

    /** The id, which may be shown. */
    public String id() {
        return id;
    }

    /** From when on it is accepted (inclusive); empty: always was. */
    public Optional<Instant> acceptedFrom() {
        return Optional.ofNullable(acceptFrom);
    }

    /** Until when it is accepted (exclusive); empty: no end. */
    public Optional<Instant> acceptedUntil() {
        return Optional.ofNullable(acceptUntil);
    }

    /**
     * Whether it was revoked: it is never accepted again, whatever its window, and is kept so that its use is noticed. Only
     * {@link LiveSecrets#revoke} makes one.
     */
    public boolean isRevoked() {
        return revoked;
    }

    /** Whether {@code now} lies in the window, and it was not revoked. */
    public boolean isAcceptedAt(Instant now) {
        return !revoked
                && (acceptFrom == null || !now.isBefore(acceptFrom))
                && (acceptUntil == null || now.isBefore(acceptUntil));
    }

    /** A copy of the value. Every use is a place to look at in a review. */
    public byte[] revealValue() {
        return value.clone();
    }

    @Override
    public String toString() {
        return "SigningSecret[id=" + id
                + (acceptFrom == null ? "" : ", from " + acceptFrom)
                + (acceptUntil == null ? "" : ", until " + acceptUntil)
                + (revoked ? ", revoked" : "") + "]";
    }
}
