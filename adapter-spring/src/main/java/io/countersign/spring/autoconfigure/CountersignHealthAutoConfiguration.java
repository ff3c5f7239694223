package io.countersign.spring.autoconfigure;

import io.countersign.dedup.DedupStore;
import io.countersign.spring.WebhookEndpoints;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The health of the store of claims, as {@code webhookClaims}, where the application has Spring Boot's health. */
@AutoConfiguration(after = CountersignAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(WebhookEndpoints.class)
@ConditionalOnEnabledHealthIndicator("webhook-claims")
public class CountersignHealthAutoConfiguration {

    /** Its name without the ending is the component's. */
    @Bean
    @ConditionalOnMissingBean(name = "webhookClaimsHealthIndicator")
    HealthIndicator webhookClaimsHealthIndicator(DedupStore store) {
        return new ClaimsHealthIndicator(store);
    }
}
