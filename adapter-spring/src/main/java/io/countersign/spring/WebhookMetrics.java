package io.countersign.spring;

import static java.util.Objects.requireNonNull;

import io.countersign.DeliveryReport;
import io.countersign.ReceiverListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * Counts deliveries in Micrometer: {@code countersign.deliveries} by endpoint, outcome and reason, and the time from arrival to
 * answer in {@code countersign.delivery.duration} by endpoint and outcome. Every tag value is a configured name or a word out
 * of an enum, so that no sender can make new ones.
 *
 * <p>Thread rule: safe for concurrent use.
 */
public final class WebhookMetrics implements ReceiverListener {
    private final MeterRegistry registry;

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
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
