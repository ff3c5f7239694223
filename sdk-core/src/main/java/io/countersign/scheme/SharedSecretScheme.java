package io.countersign.scheme;

import static java.util.Objects.requireNonNull;

import io.countersign.internal.HttpNames;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A secret that the sender shows with each delivery: a token in a header, HTTP Basic, a bearer token, the end of the path.
 *
 * <p>It proves that the sender knows the secret. It does not bind the body: who sees one delivery can send another. Use TLS,
 * and prefer a signature where the provider has one.
 *
 * <p>Thread rule: immutable.
 */
public final class SharedSecretScheme implements Scheme {

    /** Where the sender puts the secret. */
    public enum Place {
        /** A header that holds the secret and nothing else. */
        HEADER,
        /** {@code Authorization: Basic}; the secret is {@code user:password}. */
        BASIC,
        /** {@code Authorization: Bearer}. */
        BEARER,
        /** The last segment of the URL's path. It ends up in access logs; prefer a header where there is a choice. */
        PATH
    }

    private final Place place;
    private final @Nullable String header;

    private SharedSecretScheme(Place place, @Nullable String header) {
        this.place = place;
        this.header = header;
    }

    /**
     * The secret alone in a header of this name.
     *
     * @throws IllegalArgumentException where the name cannot be a header's
     */
    public static SharedSecretScheme header(String name) {
        return new SharedSecretScheme(Place.HEADER, HttpNames.checkHeader(name));
    }

    /** HTTP Basic authentication; make its secret with {@code SigningSecret.basic}. */
    public static SharedSecretScheme basic() {
        return new SharedSecretScheme(Place.BASIC, null);
    }

    /** {@code Authorization: Bearer <secret>}. */
    public static SharedSecretScheme bearer() {
        return new SharedSecretScheme(Place.BEARER, null);
    }

    /** {@code POST /webhooks/name/<secret>}. */
    public static SharedSecretScheme path() {
        return new SharedSecretScheme(Place.PATH, null);
    }

    /** Where the sender puts the secret. */
    public Place place() {
        return place;
    }

    /** The header that carries it: the named one, {@code Authorization}, or empty for {@link Place#PATH}. */
    public Optional<String> headerName() {
        return switch (place) {
            case HEADER -> Optional.of(requireNonNull(header));
            case BASIC, BEARER -> Optional.of("Authorization");
            case PATH -> Optional.empty();
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SharedSecretScheme that
                && place == that.place
                && headerName().equals(that.headerName());
    }

    @Override
    public int hashCode() {
        return Objects.hash(place, headerName());
    }

    @Override
    public String toString() {
        return "SharedSecretScheme[" + place
                + headerName().map(name -> " " + name).orElse("") + "]";
    }
}
