package io.countersign.spring.autoconfigure;

import io.countersign.spring.WebhookEndpoint;
import io.countersign.spring.WebhookEndpoints;
import io.micrometer.observation.ObservationRegistry;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Observes deliveries where the application has a registry of observations. */
@AutoConfiguration(
        after = CountersignAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(WebhookEndpoints.class)
@ConditionalOnSingleCandidate(ObservationRegistry.class)
public class CountersignObservationAutoConfiguration {

    /** A listener of all endpoints. */
    @Bean
    DeliveryObservations.Outcomes countersignObservedOutcomes(ObservationRegistry registry) {
        return new DeliveryObservations.Outcomes(registry);
    }

    /** Just before the filters of the endpoints. */
    @Bean
    FilterRegistrationBean<DeliveryObservations> countersignObservations(
            ObservationRegistry registry, WebhookEndpoints endpoints) {
        FilterRegistrationBean<DeliveryObservations> registration =
                new FilterRegistrationBean<>(new DeliveryObservations(registry, endpoints));
        registration.setName("countersign-observations");
        registration.setEnabled(!endpoints.byName().isEmpty());
        endpoints.byName().values().stream().map(WebhookEndpoint::urlPattern).forEach(registration::addUrlPatterns);
        registration.setOrder(WebhookFilterRegistrar.ORDER - 1);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        registration.setAsyncSupported(true);
        return registration;
    }
}
