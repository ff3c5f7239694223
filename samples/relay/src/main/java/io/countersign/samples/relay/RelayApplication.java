package io.countersign.samples.relay;

import io.countersign.samples.relay.forward.Forwarder;
import io.countersign.samples.relay.forward.JsonPost;
import io.countersign.spring.WebhookEndpoints;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * The relay as a Spring Boot application: endpoints from {@code countersign.*}, destinations from {@code relay.*}.
 *
 * <p>Thread rule: confined to the thread that starts it.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class RelayApplication {

    /** Forwards to the configured destinations. */
    @Bean
    Forwarder forwarder(Environment environment, JsonMapper json, MeterRegistry meters) {
        return new Forwarder(DestinationKeys.read(environment, new JsonPost(json)), meters);
    }

    /** A route for each configured endpoint. */
    @Bean
    RouterFunction<ServerResponse> deliveries(ObjectProvider<WebhookEndpoints> endpoints, Forwarder forwarder) {
        return DeliveryRoutes.of(endpoints.getIfAvailable(() -> new WebhookEndpoints(List.of())), forwarder);
    }

    /** Answers what no route takes. */
    @Bean
    PlainErrors plainErrors() {
        return new PlainErrors();
    }

    /** Says at start where it listens and where it forwards to. */
    @Bean
    StartReport startReport(Forwarder forwarder) {
        return new StartReport(forwarder);
    }
}
