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
 * @param trustedProxies the addresses of the proxies in front of this application, such as 10.0.0.0/8, whose word is taken for
 *     where a delivery came from; default none
 * @param clientAddress how the address of a client is found; default socket, or x-forwarded-for where there are trusted proxies
 * @param requireHttps whether deliveries that do not come by TLS, nor from this machine, are refused; default on
 * @param bodies how slowly bodies may come, and how many at once
 * @param endpoints the endpoints by name
 */
@ConfigurationProperties("countersign")
record CountersignProperties(
        @Nullable DataSize maxBody,
        @Nullable Dedup dedup,
        @Nullable Boolean diagnosis,
        @Nullable List<String> trustedProxies,
        @Nullable ClientAddress clientAddress,
        @Nullable Boolean requireHttps,
        @Nullable Bodies bodies,
        @Nullable Map<String, Endpoint> endpoints) {
    /** Nothing written. */
    static final CountersignProperties NONE = new CountersignProperties(null, null, null, null, null, null, null, null);

    /** What is written of claims, where anything is. */
    Dedup claims() {
        return dedup == null ? Dedup.NONE : dedup;
    }

    /** These, with the address of a client found in that way. */
    CountersignProperties with(ClientAddress other) {
        return new CountersignProperties(
                maxBody, dedup, diagnosis, trustedProxies, other, requireHttps, bodies, endpoints);
    }

    /** How the address of a client is found. */
    enum ClientAddress {
        /** It is the other end of the connection. */
        SOCKET,
        /** The server has found it already, by headers that it trusts. */
        CONTAINER,
        /** The trusted proxies write X-Forwarded-For. */
        X_FORWARDED_FOR,
        /** The trusted proxies write Forwarded. */
        FORWARDED
    }

    /** Same id, other body. */
    enum Conflict {
        ACCEPT,
        REFUSE
    }

    /** Where claims are kept. */
    enum Store {
        MEMORY,
        JDBC,
        REDIS
    }

    /** What to do with an event of which the store cannot tell whether it was handled. */
    enum WhenStoreIsDown {
        RETRY_LATER,
        FAIL_OPEN_AS_HANDLER_IS_IDEMPOTENT
    }

    /** The databases that the store speaks. */
    enum Database {
        POSTGRESQL,
        SQLITE,
        H2,
        MYSQL
    }

    /**
     * How handled events are remembered.
     *
     * @param store where; default memory. A bean of type DedupStore is used instead of it
     * @param nodes on how many nodes this application runs; more than one need a store that they share
     * @param retention for how long; default 7 days
     * @param lease how long one handling may take before a retry may take it over; default 60 seconds
     * @param leaseCap for how long in all a lease is renewed while a handler is at it; default 15 minutes, or half of the time
     *     for which the sender retries where that is less
     * @param memory settings of the store memory
     * @param jdbc settings of the store jdbc
     * @param redis settings of the store redis
     */
    record Dedup(
            @Nullable Store store,
            @Nullable Integer nodes,
            @Nullable Duration retention,
            @Nullable Duration lease,
            @Nullable Duration leaseCap,
            @Nullable Memory memory,
            @Nullable Jdbc jdbc,
            @Nullable Redis redis) {
        /** Nothing written. */
        static final Dedup NONE = new Dedup(null, null, null, null, null, null, null, null);
    }

    /**
     * Claims in the memory of this process.
     *
     * @param maxInProgress how many events may be in progress at once; default 10000
     * @param maxRemembered how many handled events are remembered, at about 250 bytes each; default 200000
     */
    record Memory(@Nullable Integer maxInProgress, @Nullable Long maxRemembered) {
        /** Nothing written. */
        static final Memory NONE = new Memory(null, null);
    }

    /**
     * Claims in a database.
     *
     * @param dataSource the name of the DataSource bean, where there are several and none is primary
     * @param table the table's name, with its schema and a dot before it if need be; default webhook_dedup
     * @param createTables whether to create the tables where they are not there; default true. Set it to false where Flyway or
     *     the like does
     * @param database which database it is; by default the driver is asked
     * @param timeout how long one call may take, with the wait for a connection; default 1 second
     * @param maxConcurrentCalls connections in use at once; default 10, H2 8, SQLite 1
     * @param purgeEvery how often rows whose retention is over are removed; default 1 minute, never with 0s
     * @param acceptLosingAcknowledgedClaims start although the database forgets what it acknowledged; default false
     */
    record Jdbc(
            @Nullable String dataSource,
            @Nullable String table,
            @Nullable Boolean createTables,
            @Nullable Database database,
            @Nullable Duration timeout,
            @Nullable Integer maxConcurrentCalls,
            @Nullable Duration purgeEvery,
            @Nullable Boolean acceptLosingAcknowledgedClaims) {
        /** Nothing written. */
        static final Jdbc NONE = new Jdbc(null, null, null, null, null, null, null, null);
    }

    /**
     * Claims in Redis or Valkey.
     *
     * @param connectionFactory the name of the RedisConnectionFactory bean, where there are several and none is primary
     * @param prefix what the keys begin with; default w:
     * @param plainKeys keys that show endpoint and id, for debugging; default false
     * @param claimTimeout how long a claim may take; default 250 ms
     * @param settleTimeout how long a completion, release or renewal may take; default 1 second
     * @param acceptEviction start although the server drops keys when its memory is full; default false
     */
    record Redis(
            @Nullable String connectionFactory,
            @Nullable String prefix,
            @Nullable Boolean plainKeys,
            @Nullable Duration claimTimeout,
            @Nullable Duration settleTimeout,
            @Nullable Boolean acceptEviction) {
        /** Nothing written. */
        static final Redis NONE = new Redis(null, null, null, null, null, null);
    }

    /**
     * The bodies of deliveries while they arrive, when nothing is proved yet.
     *
     * @param deadline how long one may take; default 10 seconds
     * @param grace for how long one may come as slowly as it likes; default 5 seconds
     * @param minimumRate at least so much for each second after the grace, on the average; default 1000B, never with 0B
     * @param inFlight what all that are being read may take together, of all endpoints; default 64MB
     */
    record Bodies(
            @Nullable Duration deadline,
            @Nullable Duration grace,
            @Nullable DataSize minimumRate,
            @Nullable DataSize inFlight) {
        /** Nothing written. */
        static final Bodies NONE = new Bodies(null, null, null, null);
    }

    /**
     * From whom an endpoint takes deliveries. None of it proves who sends.
     *
     * @param allowed addresses that deliveries are expected from, such as 203.0.113.0/24, and the word provider for those that the
     *     provider names; others are logged and counted
     * @param enforce whether others are refused; default off
     * @param clientCertificate the client certificate that is wanted besides the sender's proof
     */
    record Peers(
            @Nullable List<String> allowed,
            @Nullable Boolean enforce,
            @Nullable ClientCertificate clientCertificate) {
        /** Nothing written. */
        static final Peers NONE = new Peers(null, null, null);
    }

    /**
     * A client certificate that the server has verified. Where both are written, either will do.
     *
     * @param subject its whole subject, such as CN=hooks.example.com,O=Example
     * @param dnsName a DNS name among its subject alternative names
     */
    record ClientCertificate(
            @Nullable String subject, @Nullable String dnsName) {}

    /**
     * How many deliveries one client may attempt, before anything is proved.
     *
     * @param enabled whether there is a limit; default on, where the provider documents a rate or one is written here
     * @param deliveries how many; written together with per
     * @param per within which time, for example 1m
     */
    record RateLimit(
            @Nullable Boolean enabled,
            @Nullable Integer deliveries,
            @Nullable Duration per) {}

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
     * @param whenStoreIsDown what to do with an event while the store cannot tell whether it was handled: have the sender retry
     *     later, or handle it all the same because the handler is idempotent; default retry-later
     * @param requireHttps as above, for this endpoint
     * @param peers from whom deliveries are taken
     * @param rateLimit how many deliveries one client may attempt; default what the provider documents
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
            @Nullable Conflict conflict,
            @Nullable WhenStoreIsDown whenStoreIsDown,
            @Nullable Boolean requireHttps,
            @Nullable Peers peers,
            @Nullable RateLimit rateLimit) {}

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
