package io.countersign.secret;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The secrets that are tried for one endpoint: the current one, the previous one for as long as its window lasts, the next
 * one from when it may be used.
 *
 * <pre>{@code
 * SecretRing ring = SecretRing.of(SigningSecret.of("2026-11", current))
 *         .andUntil(SigningSecret.of("2026-10", previous), Instant.parse("2026-11-22T10:00:00Z"));
 * }</pre>
 *
 * <p>Thread rule: immutable. To change the secrets, hand the verifier another ring through a {@link SecretSource}.
 */
public final class SecretRing {
    private final List<SigningSecret> secrets;

    private SecretRing(List<SigningSecret> secrets) {
        this.secrets = List.copyOf(secrets);
        if (this.secrets.isEmpty()) {
            throw new IllegalArgumentException(
                    "a ring needs at least one secret; an endpoint without one cannot start");
        }
        Set<String> ids = new HashSet<>();
        for (SigningSecret secret : this.secrets) {
            if (!ids.add(secret.id())) {
                throw new IllegalArgumentException(
                        "two secrets of one ring have the id \"" + secret.id() + "\"; give each its own");
            }
        }
    }

    /**
     * A ring of these secrets, each with its own window.
     *
     * @throws IllegalArgumentException where there is none, or two have one id
     */
    public static SecretRing of(SigningSecret... secrets) {
        return new SecretRing(List.of(secrets));
    }

    /** As {@link #of(SigningSecret...)}. */
    public static SecretRing of(List<SigningSecret> secrets) {
        return new SecretRing(secrets);
    }

    /** This ring, and {@code previous} until that instant (exclusive): the window of a rotation. */
    public SecretRing andUntil(SigningSecret previous, Instant until) {
        return and(previous.acceptUntil(until));
    }

    /** This ring, and {@code next} from that instant on (inclusive). */
    public SecretRing andFrom(SigningSecret next, Instant from) {
        return and(next.acceptFrom(from));
    }

    private SecretRing and(SigningSecret other) {
        List<SigningSecret> all = new ArrayList<>(secrets);
        all.add(other);
        return new SecretRing(all);
    }

    /** All secrets, in the order in which they were given, whether live or not. */
    public List<SigningSecret> secrets() {
        return secrets;
    }

    /** The secrets whose window holds {@code now}. */
    public Stream<SigningSecret> acceptedAt(Instant now) {
        return secrets.stream().filter(secret -> secret.isAcceptedAt(now));
    }

    /** The ids and windows; never a value. */
    @Override
    public String toString() {
        return "SecretRing" + secrets;
    }
}
