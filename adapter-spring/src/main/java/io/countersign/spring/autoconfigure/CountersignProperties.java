package io.countersign.spring.autoconfigure;

import io.countersign.scheme.SignatureAlgorithm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * The keys below {@code countersign}, as written; {@link PropertiesReader} binds them and nobody else. What may hold a secret
 * is a class without a telling {@code toString}.
 *
 * <p>Thread rule: immutable.
 *
 * @param maxBody the largest body of any endpoint, 1 byte to 64 MB; default 1 MB
 * @param dedup how handled events are remembered
 * @param diagnosis whether the cause of a rejection is looked for, off the request path, and logged; default on
 * @param endpoints the endpoints by name
 */
@ConfigurationProperties("countersign")
record CountersignProperties(
        @Nullable DataSize maxBody,
        @Nullable Dedup dedup,
        @Nullable Boolean diagnosis,
        @Nullable Map<String, Endpoint> endpoints) {

    /** Same id, other body. */
    enum Conflict {
        ACCEPT,
        REFUSE
    }

    /**
     * How handled events are remembered.
     *
     * @param store where; only "memory" in this version. A bean of type DedupStore is used instead of it
     * @param retention for how long; default 7 days
     * @param lease how long one handling may take before a retry may take it over; default 60 seconds
     */
    record Dedup(
            @Nullable String store,
            @Nullable Duration retention,
            @Nullable Duration lease) {}

    /**
     * One endpoint.
     *
     * @param path where deliveries are received; default /webhooks/ and the name
     * @param provider who sends: one of the shipped providers, a preset, or the name of a Provider bean; not needed with a scheme
     * @param scheme how the sender proves itself, as a document, instead of the provider's default
     * @param publicUrl what stands before the path in the URL that the sender calls, for one that signs the URL
     * @param secrets the secrets that are tried, for a sender that signs, or that shows a token in its default header
     * @param tenants the name of a TenantSecrets bean, instead of secrets: one endpoint for many tenants
     * @param auth how a sender without a signature proves itself
     * @param signature an HMAC header instead of the provider's default
     * @param deliveryIdHeader for mar: the header that holds the delivery's id
     * @param verifyToken for meta: the token that its handshake shows
     * @param allowedOrigins for cloudevents and event-grid: the hosts that get consent when they ask for it
     * @param registrationUntil a POST without any signature is answered 200, and not handled, until this instant
     * @param maxBody the largest body, 1 byte to 64 MB
     * @param conflict an event of the same id with another body: accept (and flag) it, or refuse it
     */
    record Endpoint(
            @Nullable String path,
            @Nullable String provider,
            @Nullable Map<String, Object> scheme,
            @Nullable String publicUrl,
            @Nullable List<Secret> secrets,
            @Nullable String tenants,
            @Nullable Auth auth,
            @Nullable Signature signature,
            @Nullable String deliveryIdHeader,
            @Nullable VerifyToken verifyToken,
            @Nullable List<String> allowedOrigins,
            @Nullable String registrationUntil,
            @Nullable DataSize maxBody,
            @Nullable Conflict conflict) {}

    /**
     * An HMAC of the body in a header.
     *
     * @param header the header
     * @param format how it is written there, for example sha256={hex}
     * @param algorithm default hmac-sha256
     */
    record Signature(
            @Nullable String header,
            @Nullable String format,
            @Nullable SignatureAlgorithm algorithm) {}

    /**
     * How a sender without a signature proves itself: exactly one of these.
     *
     * @param apiKey a header that holds the key and nothing else
     * @param basic HTTP Basic
     * @param bearer Authorization: Bearer
     * @param path a token as the last segment of the path
     * @param none the word "accepted": whoever knows the URL is taken for the sender
     */
    record Auth(
            @Nullable ApiKey apiKey,
            @Nullable Basic basic,
            @Nullable Token bearer,
            @Nullable Token path,
            @Nullable String none) {}

    /** The token of a handshake; bound by its {@link #valueOf}. */
    static final class VerifyToken {
        /** The token. */
        final String token;

        private VerifyToken(String token) {
            this.token = token;
        }

        /** That text as a token; public, because the binder looks for it. */
        public static VerifyToken valueOf(String token) {
            return new VerifyToken(token);
        }

        @Override
        public String toString() {
            return "VerifyToken[redacted]";
        }
    }

    /** One secret of several. */
    static final class Secret {
        /** A name for logs and metrics; not a secret. */
        final @Nullable String id;

        /** The secret as the provider shows it. */
        final @Nullable String value;

        /** A file that holds the secret and nothing else; read again when it changes. */
        final @Nullable String file;

        /** Accepted from this instant on, for example 2026-11-22T10:00:00Z. */
        final @Nullable String acceptFrom;

        /** Accepted until this instant, which is excluded. */
        final @Nullable String acceptUntil;

        /** With a file: for how long its former value is accepted after it changed, for example 24h. */
        final @Nullable Duration overlap;

        Secret(
                @Nullable String id,
                @Nullable String value,
                @Nullable String file,
                @Nullable String acceptFrom,
                @Nullable String acceptUntil,
                @Nullable Duration overlap) {
            this.id = id;
            this.value = value;
            this.file = file;
            this.acceptFrom = acceptFrom;
            this.acceptUntil = acceptUntil;
            this.overlap = overlap;
        }

        @Override
        public String toString() {
            return "Secret[redacted]";
        }
    }

    /** A key in a header of any name. */
    static final class ApiKey {
        /** The header. */
        final @Nullable String header;

        /** The key. */
        final @Nullable String value;

        /** Several keys in rotation, instead of the value. */
        final @Nullable List<Secret> secrets;

        ApiKey(@Nullable String header, @Nullable String value, @Nullable List<Secret> secrets) {
            this.header = header;
            this.value = value;
            this.secrets = secrets;
        }

        @Override
        public String toString() {
            return "ApiKey[redacted]";
        }
    }

    /** HTTP Basic. */
    static final class Basic {
        /** The user name; no colon in it. */
        final @Nullable String username;

        /** The password. */
        final @Nullable String password;

        Basic(@Nullable String username, @Nullable String password) {
            this.username = username;
            this.password = password;
        }

        @Override
        public String toString() {
            return "Basic[redacted]";
        }
    }

    /** A bearer token, or a token in the path. */
    static final class Token {
        /** The token. */
        final @Nullable String token;

        /** Several tokens in rotation, instead of the token. */
        final @Nullable List<Secret> secrets;

        Token(@Nullable String token, @Nullable List<Secret> secrets) {
            this.token = token;
            this.secrets = secrets;
        }

        @Override
        public String toString() {
            return "Token[redacted]";
        }
    }
}
