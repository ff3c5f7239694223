package io.countersign.spring.autoconfigure;

import io.countersign.dedup.InMemoryDedupStore;
import io.countersign.dedup.jdbc.JdbcDedupStore;
import io.countersign.spring.WebhookEndpoints;
import io.countersign.spring.WebhookMetrics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Counts deliveries and claims where the application has a meter registry. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration"
        })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnSingleCandidate(MeterRegistry.class)
public class CountersignMetricsAutoConfiguration {

    /** The listener that counts. */
    @Bean
    WebhookMetrics countersignMetrics(MeterRegistry registry) {
        return new WebhookMetrics(registry);
    }

    /** Once every endpoint is there. */
    @Bean
    SmartInitializingSingleton countersignFirstMetrics(WebhookMetrics metrics, ObjectProvider<WebhookEndpoints> all) {
        return () -> all.ifAvailable(endpoints -> endpoints.byName().keySet().forEach(metrics::beginWith));
    }

    /** How far the clock is ahead of the senders', by endpoint; no number where too few deliveries came lately. */
    @Bean
    MeterBinder countersignClockMetrics(ObjectProvider<WebhookEndpoints> all) {
        return registry -> all.ifAvailable(endpoints -> endpoints
                .byName()
                .values()
                .forEach(endpoint -> TimeGauge.builder(
                                "countersign.clock.skew",
                                endpoint.receiver(),
                                TimeUnit.SECONDS,
                                receiver -> receiver.clockSkew()
                                        .map(skew -> skew.toMillis() / 1e3)
                                        .orElse(Double.NaN))
                        .tag("endpoint", endpoint.name())
                        .description(
                                "How far the clock is ahead of the senders', the median of their last authentic deliveries")
                        .register(registry)));
    }

    /** How many handled events the memory forgot before their time. */
    @Bean
    MeterBinder countersignForgottenMetrics(ObjectProvider<InMemoryDedupStore> stores) {
        return registry -> stores.ifUnique(store -> FunctionCounter.builder(
                        "countersign.claims.forgotten.early", store, InMemoryDedupStore::forgottenEarly)
                .description("Handled events that the memory forgot before their retention was over")
                .register(registry));
    }

    /** For a store in a database. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JdbcDedupStore.class)
    static class Jdbc {

        /** How many events were removed after their time. */
        @Bean
        MeterBinder countersignPurgedMetrics(ObjectProvider<JdbcDedupStore> stores) {
            return registry -> stores.ifUnique(
                    store -> FunctionCounter.builder("countersign.claims.purged", store, JdbcDedupStore::purgedRows)
                            .description("Events that this node removed from the database after their retention")
                            .register(registry));
        }
    }
}
