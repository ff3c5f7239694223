package io.countersign.spring.autoconfigure;

import io.countersign.dedup.DedupStore;
import io.countersign.spring.WebhookEndpoints;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The health of the store of claims, as {@code webhookClaims}, and of the endpoints, as {@code webhookEndpoints}, where the
 * application has Spring Boot's health.
 */
@AutoConfiguration(after = CountersignAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(WebhookEndpoints.class)
public class CountersignHealthAutoConfiguration {

    /** Its name without the ending is the component's. */
    @Bean
    @ConditionalOnBean(DedupStore.class)
    @ConditionalOnEnabledHealthIndicator("webhook-claims")
    @ConditionalOnMissingBean(name = "webhookClaimsHealthIndicator")
    HealthIndicator webhookClaimsHealthIndicator(DedupStore store) {
        return new ClaimsHealthIndicator(store);
    }

    /** Whether deliveries can get in. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(EndpointsHealthProperties.class)
    @ConditionalOnEnabledHealthIndicator("webhook-endpoints")
    @ConditionalOnMissingBean(name = "webhookEndpointsHealthIndicator")
    static class Endpoints {

        /** A listener of all endpoints. */
        @Bean
        DeliveryTally countersignTally(ObjectProvider<InstantSource> clocks) {
            return new DeliveryTally(clocks.getIfUnique(InstantSource::system));
        }

        /** Its name without the ending is the component's. */
        @Bean
        HealthIndicator webhookEndpointsHealthIndicator(
                WebhookEndpoints endpoints,
                DeliveryTally tally,
                EndpointsHealthProperties properties,
                ObjectProvider<InstantSource> clocks) {
            return new EndpointsHealthIndicator(
                    endpoints, tally, properties, clocks.getIfUnique(InstantSource::system));
        }
    }
}
