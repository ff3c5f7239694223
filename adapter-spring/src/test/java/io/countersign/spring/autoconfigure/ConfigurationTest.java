package io.countersign.spring.autoconfigure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.countersign.provider.preset.RawEvent;
import io.countersign.scheme.Schemes;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.scheme.SignatureAlgorithm;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.UnauthenticatedScheme;
import io.countersign.secret.SigningSecret;
import io.countersign.spring.WebhookEndpoint;
import io.countersign.spring.WebhookEndpoints;
import io.countersign.testkit.MutableClock;
import io.countersign.testkit.Sender;
import io.countersign.testkit.Senders;
import io.countersign.verify.RejectionReason;
import io.countersign.verify.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class ConfigurationTest {
    private static final String SECRET = "0123456789abcdef";
    private static final Instant END = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    Path folder;

    private final Logger startLogger = (Logger) LoggerFactory.getLogger(WebhookEndpoints.class);
    private final ListAppender<ILoggingEvent> startLog = new ListAppender<>();

    /** Whatever an application that another test started made of the levels. */
    @BeforeEach
    void listenToTheStart() {
        startLogger.setLevel(Level.INFO);
        startLog.start();
        startLogger.addAppender(startLog);
    }

    @AfterEach
    void stopListening() {
        startLogger.detachAppender(startLog);
        startLogger.setLevel(null);
    }

    private String startLog() {
        return startLog.list.stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.joining("\n"));
    }

    private static WebhookEndpoint x(String keys) {
        return Configured.endpoints("countersign: {endpoints: {x: {provider: acme, %s}}}".formatted(keys))
                .endpoint("x");
    }

    private static boolean accepts(WebhookEndpoint endpoint, Sender sender, Instant at) {
        return endpoint.receiver()
                        .verifier()
                        .verify(sender.deliver("opened 1".getBytes(UTF_8)).toDelivery("/x", at))
                instanceof Verification.Verified;
    }

    private static Sender signer(String secret) {
        return Senders.statusPulse(SigningSecret.of("any", secret));
    }

    @Test
    void anEndpoint_receivesAtItsNameByDefault() {
        WebhookEndpoint endpoint = x("secrets: [{id: a, value: %s}]".formatted(SECRET));

        assertThat(endpoint.name()).isEqualTo("x");
        assertThat(endpoint.path()).isEqualTo("/webhooks/x");
        assertThat(endpoint.urlPattern()).isEqualTo("/webhooks/x");
    }

    @Test
    void anEndpoint_receivesAtItsPath() {
        assertThat(x("path: /hooks/v1.2/a_b-c~d, auth: {none: accepted}").path())
                .isEqualTo("/hooks/v1.2/a_b-c~d");
    }

    @Test
    void aSecret_isAcceptedUntilItsEnd_writtenWithoutQuotes() {
        WebhookEndpoint endpoint =
                x("secrets: [{id: a, value: %s, accept-until: 2026-11-22T10:00:00Z}]".formatted(SECRET));

        assertThat(accepts(endpoint, signer(SECRET), END.minusNanos(1))).isTrue();
        assertThat(accepts(endpoint, signer(SECRET), END)).isFalse();
    }

    @Test
    void aSecret_isAcceptedFromItsBeginning_writtenWithAnOffset() {
        WebhookEndpoint endpoint =
                x("secrets: [{id: a, value: %s, accept-from: 2026-11-22T12:00:00+02:00}]".formatted(SECRET));

        assertThat(accepts(endpoint, signer(SECRET), END.minusNanos(1))).isFalse();
        assertThat(accepts(endpoint, signer(SECRET), END)).isTrue();
    }

    @Test
    void aFile_thatChanges_isReadAgain_andItsFormerValueLastsForTheOverlap() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), SECRET);
        MutableClock clock = new MutableClock(END);
        WebhookEndpoint endpoint = Configured.endpoints(
                        ("countersign: {endpoints: {x: {provider: acme, secrets: ["
                                        + "{id: a, file: %s, overlap: 24h}, {id: b, value: another-%s}]}}}")
                                .formatted(file, SECRET),
                        clock)
                .endpoint("x");
        Files.writeString(file, "new-" + SECRET);
        for (int look = 0; look < 2; look++) {
            clock.advance(Duration.ofSeconds(5));
            assertThat(accepts(endpoint, signer(SECRET), clock.instant())).isTrue();
        }

        assertThat(accepts(endpoint, signer("new-" + SECRET), clock.instant())).isTrue();
        assertThat(accepts(endpoint, signer("another-" + SECRET), clock.instant()))
                .isTrue();
        assertThat(accepts(endpoint, signer(SECRET), clock.instant().plus(Duration.ofHours(24))))
                .isFalse();
    }

    @Test
    void tenants_shareAnEndpointAndProveThemselvesAtPathsOfTheirOwn() {
        WebhookEndpoint endpoint = x("tenants: accounts");
        Sender one = signer("the-secret-of-tenant-one");

        assertThat(endpoint.urlPattern()).isEqualTo("/webhooks/x/*");
        assertThat(verdict(endpoint, one, "/webhooks/x/one")).isInstanceOf(Verification.Verified.class);
        assertThat(verdict(endpoint, one, "/webhooks/x/two"))
                .isEqualTo(new Verification.Rejected(RejectionReason.SIGNATURE_MISMATCH));
        assertThat(verdict(endpoint, one, "/webhooks/x/three"))
                .isEqualTo(new Verification.Rejected(RejectionReason.TENANT_UNKNOWN));
        assertThat(startLog()).contains("secrets by tenant");
    }

    private static Verification verdict(WebhookEndpoint endpoint, Sender sender, String path) {
        return endpoint.receiver()
                .verifier()
                .verify(sender.deliver("opened 1".getBytes(UTF_8)).toDelivery(path, END));
    }

    @Test
    void aSecret_isRevokedByItsId_whateverTheConfigurationSays() {
        WebhookEndpoint endpoint = x("secrets: [{id: a, value: %1$s}, {id: b, value: another-%1$s}]".formatted(SECRET));
        endpoint.receiver().revokeSecret("a");

        assertThat(accepts(endpoint, signer(SECRET), END)).isFalse();
        assertThat(accepts(endpoint, signer("another-" + SECRET), END)).isTrue();
    }

    @Test
    void aSecret_isReadOutOfItsFile() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), SECRET);

        assertThat(accepts(x("secrets: [{id: a, file: %s}]".formatted(file)), signer(SECRET), END))
                .isTrue();
    }

    @Test
    void aSecretOf14Bytes_isLongEnough() {
        assertThat(accepts(x("secrets: [{id: a, value: abcdefghijklmn}]"), signer("abcdefghijklmn"), END))
                .isTrue();
    }

    @Test
    void aSecretWithADollarAndBraces_isTakenAsItIs() {
        String odd = "$0123{456789}abc";

        assertThat(accepts(x("secrets: [{id: a, value: \"%s\"}]".formatted(odd)), signer(odd), END))
                .isTrue();
    }

    @Test
    void severalKeysInRotation_areTriedEachInItsWindow() {
        WebhookEndpoint endpoint = x("auth: {api-key: {header: X-Key, secrets: [{id: new, value: new-key},"
                + " {id: old, value: old-key, accept-until: 2026-11-22T10:00:00Z}]}}");
        Sender knowsOld = Senders.token("X-Key", SigningSecret.of("o", "old-key"));
        Sender knowsNew = Senders.token("X-Key", SigningSecret.of("n", "new-key"));

        assertThat(accepts(endpoint, knowsOld, END.minusNanos(1))).isTrue();
        assertThat(accepts(endpoint, knowsOld, END)).isFalse();
        assertThat(accepts(endpoint, knowsNew, END)).isTrue();
    }

    @Test
    void eachKindOfAuth_makesItsScheme() {
        Map.of(
                        "api-key: {header: X-Key, value: k}", SharedSecretScheme.header("X-Key"),
                        "basic: {username: u, password: p}", SharedSecretScheme.basic(),
                        "bearer: {token: t}", SharedSecretScheme.bearer(),
                        "bearer: {secrets: [{id: a, value: t}]}", SharedSecretScheme.bearer(),
                        "path: {token: t}", SharedSecretScheme.path(),
                        "path: {secrets: [{id: a, value: t}]}", SharedSecretScheme.path(),
                        "none: accepted", new UnauthenticatedScheme())
                .forEach((kind, scheme) -> assertThat(
                                x("auth: {" + kind + "}").receiver().verifier().scheme())
                        .isEqualTo(scheme));
    }

    @Test
    void anEndpointWhosePathEndsInAToken_receivesBelowItsPath() {
        assertThat(x("auth: {path: {token: t}}").urlPattern()).isEqualTo("/webhooks/x/*");
    }

    @Test
    void aSignatureBlock_replacesTheProvidersOwn() {
        WebhookEndpoint endpoint = x(("secrets: [{id: a, value: %s}],"
                        + " signature: {header: X-Sig, format: \"sha512={hex}\", algorithm: hmac-sha512}")
                .formatted(SECRET));

        assertThat(endpoint.receiver().verifier().scheme())
                .isEqualTo(SignatureScheme.with(SignatureAlgorithm.HMAC_SHA512, "X-Sig", "sha512={hex}")
                        .build());
    }

    @Test
    void sizesAtTheBounds_areTaken() {
        assertThat(x("auth: {none: accepted}, max-body: 1B")).isNotNull();
        assertThat(x("auth: {none: accepted}, max-body: 64MB")).isNotNull();
    }

    @Test
    void aRetentionOfExactlyTheRetryHorizon_isTaken() {
        assertThat(Configured.endpoints("""
                countersign:
                  dedup: {store: memory, retention: 2h, lease: 120m}
                  endpoints: {x: {provider: acme, auth: {none: accepted}}}
                """).byName()).containsOnlyKeys("x");
    }

    @Test
    void keysOutOfTheEnvironment_areRead_andThoseOfOthersAreNoMistake() {
        StandardEnvironment environment = Configured.environment("countersign.endpoints.x.provider: acme");
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        Map.of(
                                "COUNTERSIGN_ENDPOINTS_X_SECRETS_0_VALUE",
                                SECRET,
                                "COUNTERSIGN_SERVICE_HOST",
                                "10.0.0.1")));

        CountersignProperties properties = PropertiesReader.read(environment);

        assertThat(properties.endpoints()).containsOnlyKeys("x");
        assertThat(properties.toString()).contains("Secret[redacted]").doesNotContain(SECRET);
    }

    @Test
    void aPreset_isAProviderByItsName() {
        WebhookEndpoint endpoint = Configured.endpoints(
                        "countersign: {endpoints: {hooks: {provider: github, secrets: [{id: a, value: %s}]}}}"
                                .formatted(SECRET))
                .endpoint("hooks");

        assertThat(endpoint.receiver().provider().eventType()).isEqualTo(RawEvent.class);
        assertThat(endpoint.receiver().verifier().scheme()).isEqualTo(Schemes.github());
    }

    @Test
    void everythingThatHoldsASecret_keepsItToItself() {
        String keys = "countersign.endpoints.x.auth: {api-key: {value: hunter2}, basic: {password: hunter2},"
                + " bearer: {token: hunter2}, path: {token: hunter2}}\n"
                + "countersign.endpoints.x.secrets: [{value: hunter2}]";

        assertThat(PropertiesReader.read(Configured.environment(keys)).toString())
                .contains("ApiKey[redacted]", "Basic[redacted]", "Token[redacted]", "Secret[redacted]")
                .doesNotContain("hunter2");
    }

    @Test
    void aNameThatNobodyHas_isRefused() {
        WebhookEndpoints endpoints = Configured.endpoints("countersign.max-body: 1MB");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> endpoints.receiver("x"))
                .withMessage("there is no endpoint \"x\"; there are []");
    }

    @Test
    void theStart_saysWhatEachEndpointExpects() {
        x(
                "secrets: [{id: new, value: %s, accept-from: 2026-11-21T00:00:00Z}, {id: old, value: %s, accept-until: 2026-11-22T10:00:00Z}]"
                        .formatted(SECRET, SECRET));
        x("auth: {path: {token: hunter2}}");
        x("auth: {none: accepted}");

        assertThat(startLog())
                .contains("endpoint \"x\": acme at /webhooks/x, hmac-sha256 in X-StatusPulse-Signature, secrets"
                        + " new from 2026-11-21T00:00:00Z, old until 2026-11-22T10:00:00Z")
                .contains("endpoint \"x\": acme at /webhooks/x, token at the end of the path, secrets path")
                .contains("endpoint \"x\": acme at /webhooks/x, UNAUTHENTICATED")
                .doesNotContain(SECRET)
                .doesNotContain("hunter2");
    }

    @Test
    void theStart_warnsWhereEveryWindowIsOver() {
        x("secrets: [{id: old, value: %s, accept-until: 2020-01-01T00:00:00Z}]".formatted(SECRET));

        assertThat(startLog()).contains("no secret is accepted at this moment");
    }
}
