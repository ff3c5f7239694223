package io.countersign.spring.autoconfigure;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When an endpoint that turns everything away is conspicuous.
 *
 * <p>Thread rule: immutable.
 *
 * @param turnedAwayFor for how long every delivery was turned away
 * @param turnedAwayAtLeast how many deliveries that must have been
 */
@ConfigurationProperties("management.health.webhook-endpoints")
record EndpointsHealthProperties(
        @DefaultValue("15m") Duration turnedAwayFor,
        @DefaultValue("3") int turnedAwayAtLeast) {}
