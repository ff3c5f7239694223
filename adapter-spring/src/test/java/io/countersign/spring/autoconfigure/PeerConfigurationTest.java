package io.countersign.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.Answer;
import io.countersign.BodyRead;
import io.countersign.ReceiverListener;
import io.countersign.WebhookReceiver;
import io.countersign.spring.WebhookMetrics;
import io.countersign.testkit.MutableClock;
import io.countersign.verify.Delivery;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is configured about whoever connects, and what comes of it. */
class PeerConfigurationTest {
    private static final String ADDRESS = "203.0.113.9";

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T10:00:00Z"));

    private WebhookReceiver<?> x(String root, String endpoint) {
        String yaml = """
                countersign:
                  %s
                  endpoints: {x: {provider: statuspulse, secrets: [{id: a, value: 0123456789abcdef}], %s}}
                """;
        return Configured.endpoints(yaml.formatted(root, endpoint), clock)
                .endpoint("x")
                .receiver();
    }

    private Delivery.Builder from(String peer) {
        return Delivery.post("/webhooks/x").peer(peer).encrypted(true).receivedAt(clock.instant());
    }

    private static int status(WebhookReceiver<?> receiver, Delivery.Builder head) {
        return receiver.screen(head.build(), 1).map(Answer::status).orElse(0);
    }

    @Test
    void httpsIsRequired_unlessItIsSwitchedOff_forAllOrForOne() {
        Delivery.Builder plain = from(ADDRESS).encrypted(false);

        assertThat(status(x("max-body: 1MB", ""), plain)).isEqualTo(503);
        assertThat(status(x("require-https: off", ""), plain)).isZero();
        assertThat(status(x("require-https: off", "require-https: on"), plain)).isEqualTo(503);
        assertThat(status(x("max-body: 1MB", "require-https: off"), plain)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "client-address: x-forwarded-for"})
    void trustedProxies_writeXForwardedForByDefault(String way) {
        WebhookReceiver<?> receiver =
                x("trusted-proxies: [10.0.0.0/8]\n  " + way, "peers: {allowed: [203.0.113.0/24], enforce: on}");

        assertThat(status(receiver, from("10.0.0.1").header("X-Forwarded-For", ADDRESS)))
                .isZero();
        assertThat(status(receiver, from("10.0.0.1").header("X-Forwarded-For", "198.51.100.1")))
                .isEqualTo(401);
        assertThat(status(receiver, from("198.51.100.1").header("X-Forwarded-For", ADDRESS)))
                .isEqualTo(401);
    }

    @Test
    void trustedProxies_mayWriteForwarded() {
        WebhookReceiver<?> receiver = x(
                "trusted-proxies: [10.0.0.0/8]\n  client-address: forwarded",
                "peers: {allowed: [203.0.113.0/24], enforce: on}");

        assertThat(status(
                        receiver, from("10.0.0.1").encrypted(false).header("Forwarded", "for=203.0.113.9;proto=https")))
                .isZero();
        assertThat(status(receiver, from("10.0.0.1").header("X-Forwarded-For", ADDRESS)))
                .isEqualTo(401);
    }

    @Test
    void addressesOfTheProvider_andOthers_areAdviceUnlessEnforced() {
        WebhookReceiver<?> advised = x("max-body: 1MB", "peers: {allowed: [provider]}");
        WebhookReceiver<?> enforced = x("max-body: 1MB", "peers: {allowed: [provider, 203.0.113.0/24], enforce: on}");

        assertThat(status(advised, from(ADDRESS))).isZero();
        assertThat(status(enforced, from(ADDRESS))).isZero();
        assertThat(status(enforced, from("172.67.188.94"))).isZero();
        assertThat(status(enforced, from("172.67.188.95"))).isEqualTo(401);
    }

    @Test
    void clientCertificate_isWanted() {
        assertThat(status(x("max-body: 1MB", "peers: {client-certificate: {subject: \"CN=a,O=b\"}}"), from(ADDRESS)))
                .isEqualTo(401);
        assertThat(status(x("max-body: 1MB", "peers: {client-certificate: {dns-name: a.example.com}}"), from(ADDRESS)))
                .isEqualTo(401);
    }

    @Test
    void rateLimit_holdsForOneClient_byTheClockOfTheApplication() {
        WebhookReceiver<?> receiver = x("max-body: 1MB", "rate-limit: {deliveries: 1, per: 1m}");

        assertThat(status(receiver, from(ADDRESS))).isZero();
        assertThat(status(receiver, from(ADDRESS))).isEqualTo(429);
        clock.advance(Duration.ofMinutes(1));
        assertThat(status(receiver, from(ADDRESS))).isZero();
    }

    @Test
    void rateLimit_thatTheProviderDocuments_canBeSwitchedOff() {
        String yaml =
                "countersign: {endpoints: {x: {provider: statuspageone, secrets: [{id: a, value: 0123456789abcdef}]%s}}}";
        WebhookReceiver<?> limited =
                Configured.endpoints(yaml.formatted(""), clock).endpoint("x").receiver();
        WebhookReceiver<?> unlimited = Configured.endpoints(yaml.formatted(", rate-limit: {enabled: off}"), clock)
                .endpoint("x")
                .receiver();
        for (int i = 0; i < 600; i++) {
            assertThat(status(limited, from(ADDRESS))).isZero();
            assertThat(status(unlimited, from(ADDRESS))).isZero();
        }

        assertThat(status(limited, from(ADDRESS))).isEqualTo(429);
        assertThat(status(unlimited, from(ADDRESS))).isZero();
    }

    /** A byte and then nothing for so long, and then the rest. */
    private InputStream pausing(Duration pause) {
        return new InputStream() {
            private int reads;

            @Override
            public int read() {
                throw new AssertionError("reads whole buffers only");
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                clock.advance(reads == 0 ? Duration.ZERO : pause);
                return reads++ < 2 ? 1 : -1;
            }
        };
    }

    private boolean isRead(String bodies, Duration pause) {
        WebhookReceiver<?> receiver = x("bodies: {" + bodies + "}", "");
        return receiver.readBody(pausing(pause), -1) instanceof BodyRead.Complete;
    }

    @Test
    void bodies_mayComeAsSlowlyAsIsConfigured() {
        assertThat(isRead("in-flight: 64MB", Duration.ofSeconds(5))).isTrue();
        assertThat(isRead("in-flight: 64MB", Duration.ofSeconds(6))).isFalse();
        assertThat(isRead("grace: 7s", Duration.ofSeconds(6))).isTrue();
        assertThat(isRead("minimum-rate: 0B", Duration.ofSeconds(6))).isTrue();
        assertThat(isRead("minimum-rate: 0B", Duration.ofSeconds(11))).isFalse();
        assertThat(isRead("minimum-rate: 0B, deadline: 12s", Duration.ofSeconds(11)))
                .isTrue();
    }

    /** Spring Boot reads the headers itself, by that key or by where it runs; then the peer is the client. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "server.forward-headers-strategy: native",
                "server.forward-headers-strategy: framework",
                "spring.main.cloud-platform: kubernetes"
            })
    void addressThatTheServerFound_isTheClients(String key) {
        String yaml = "countersign: {endpoints: {x: {provider: acme, auth: {none: accepted}}}}\n" + key;

        assertThat(PropertiesReader.read(Configured.environment(yaml)).clientAddress())
                .isEqualTo(CountersignProperties.ClientAddress.CONTAINER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.main.banner-mode: off",
                "server.forward-headers-strategy: none",
                "spring.main.cloud-platform: kubernetes\nserver.forward-headers-strategy: none"
            })
    void addressThatTheServerDidNotLookFor_isThatOfTheConnection(String key) {
        String yaml = "countersign: {endpoints: {x: {provider: acme, auth: {none: accepted}}}}\n" + key;

        assertThat(PropertiesReader.read(Configured.environment(yaml)).clientAddress())
                .isNull();
    }

    @Test
    void metrics_countWhatThereIsToNoticeAboutPeers_fromZeroOn() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        WebhookMetrics metrics = new WebhookMetrics(registry);
        metrics.beginWith("x");
        assertThat(registry.get("countersign.peers")
                        .tags("endpoint", "x", "event", "unknown-proxy")
                        .counter()
                        .count())
                .isZero();

        new AllListeners(List.of(metrics)).connected("x", ReceiverListener.PeerEvent.NOT_ALLOWED);

        assertThat(registry.get("countersign.peers")
                        .tags("endpoint", "x", "event", "not-allowed")
                        .counter()
                        .count())
                .isEqualTo(1);
    }
}
