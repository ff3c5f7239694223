package io.countersign.spring.autoconfigure;

import io.countersign.spring.WebhookEndpoint;
import io.countersign.spring.WebhookEndpoints;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Where the application has Spring Security, says how to let verified deliveries pass it. It changes no rule of it: what an
 * application lets in is for itself to say.
 */
@AutoConfiguration(after = CountersignAutoConfiguration.class)
@ConditionalOnClass(value = DispatcherServlet.class, name = "org.springframework.security.web.SecurityFilterChain")
@ConditionalOnBean(WebhookEndpoints.class)
public class CountersignSecurityAutoConfiguration {

    /** Between the filters of the endpoints and Spring Security. */
    @Bean
    FilterRegistrationBean<BlockedDeliveries> countersignBlockedDeliveries(WebhookEndpoints endpoints) {
        FilterRegistrationBean<BlockedDeliveries> registration = new FilterRegistrationBean<>(new BlockedDeliveries());
        registration.setName("countersign-blocked");
        registration.setEnabled(!endpoints.byName().isEmpty());
        endpoints.byName().values().stream().map(WebhookEndpoint::urlPattern).forEach(registration::addUrlPatterns);
        registration.setOrder(WebhookFilterRegistrar.ORDER + 1);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setAsyncSupported(true);
        return registration;
    }
}
