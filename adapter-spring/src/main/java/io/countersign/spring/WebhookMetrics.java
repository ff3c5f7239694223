package io.countersign.spring;

import static java.util.Objects.requireNonNull;

import io.countersign.DeliveryReport;
import io.countersign.ReceiverListener;
import io.countersign.SecretNotice;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts deliveries in Micrometer: {@code countersign.deliveries} by endpoint, outcome and reason, and the time from arrival to
 * answer in {@code countersign.delivery.duration} by endpoint and outcome. {@code countersign.claims} counts by endpoint and
 * event what became of claims, {@code countersign.peers} what there was to notice about whoever connected. {@code countersign.secret.matches} counts by endpoint and secret which one matched, so that the
 * count of a replaced one can be seen to stop; {@code countersign.secret.notices} counts by endpoint, secret and kind what there
 * was to know. Every tag value is a configured name or a word out of an enum, so that no sender can make new ones.
 *
 * <p>Thread rule: safe for concurrent use.
 */
public final class WebhookMetrics implements ReceiverListener {
    private static final int MAX_SECRETS = 100;

    private final MeterRegistry registry;
    private final Map<String, Set<String>> secretsByEndpoint = new ConcurrentHashMap<>();

    /** Counts in that registry. */
    public WebhookMetrics(MeterRegistry registry) {
        this.registry = requireNonNull(registry, "registry");
    }

    @Override
    public void answered(DeliveryReport report) {
        String outcome = word(report.outcome());
        String reason = report.reason() == null ? "none" : word(report.reason());
        registry.counter("countersign.deliveries", "endpoint", report.endpoint(), "outcome", outcome, "reason", reason)
                .increment();
        registry.timer("countersign.delivery.duration", "endpoint", report.endpoint(), "outcome", outcome)
                .record(report.took());
        if (report.secretId() != null) {
            registry.counter(
                            "countersign.secret.matches",
                            "endpoint",
                            report.endpoint(),
                            "secret",
                            secret(report.endpoint(), report.secretId()))
                    .increment();
        }
    }

    /** Counts the claims and peers of that endpoint from 0 on: a series that begins with its first event shows no rise. */
    public void beginWith(String endpoint) {
        for (ClaimEvent what : ClaimEvent.values()) {
            claims(endpoint, what);
        }
        for (PeerEvent what : PeerEvent.values()) {
            peers(endpoint, what);
        }
    }

    @Override
    public void claiming(String endpoint, ClaimEvent what) {
        claims(endpoint, what).increment();
    }

    private Counter claims(String endpoint, ClaimEvent what) {
        return registry.counter("countersign.claims", "endpoint", endpoint, "event", word(what));
    }

    @Override
    public void connected(String endpoint, PeerEvent what) {
        peers(endpoint, what).increment();
    }

    private Counter peers(String endpoint, PeerEvent what) {
        return registry.counter("countersign.peers", "endpoint", endpoint, "event", word(what));
    }

    @Override
    public void noticed(SecretNotice notice) {
        registry.counter(
                        "countersign.secret.notices",
                        "endpoint",
                        notice.endpoint(),
                        "secret",
                        secret(notice.endpoint(), notice.secretId()),
                        "kind",
                        word(notice.kind()))
                .increment();
    }

    /** The id; the same word for all that come after many: where tenants have ids of their own, there is no end to them. */
    private String secret(String endpoint, String id) {
        Set<String> known = secretsByEndpoint.computeIfAbsent(endpoint, name -> ConcurrentHashMap.newKeySet());
        return known.contains(id) || (known.size() < MAX_SECRETS && known.add(id)) ? id : "other";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
