package io.countersign.spring.autoconfigure;

import io.countersign.spring.WebhookEndpoint;
import io.countersign.spring.WebhookEndpoints;
import io.countersign.verify.RejectionReason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether deliveries can get in.
 *
 * <p>Down while an endpoint has no live secret: every delivery is answered 503 until a person mends it. Unknown while an
 * endpoint has turned everything away for a while: its secret may be another than the sender's, or strangers may be the only
 * ones who call. Unknown too while this clock is not the senders'. Neither is down, since anybody who knows the URL, or has
 * captured deliveries, could take the application out of its load balancer.
 *
 * <p>Thread rule: safe for concurrent use.
 */
final class EndpointsHealthIndicator extends AbstractHealthIndicator {
    private final WebhookEndpoints endpoints;
    private final DeliveryTally tally;
    private final EndpointsHealthProperties properties;
    private final InstantSource clock;

    EndpointsHealthIndicator(
            WebhookEndpoints endpoints,
            DeliveryTally tally,
            EndpointsHealthProperties properties,
            InstantSource clock) {
        super("the endpoints could not be asked");
        this.endpoints = endpoints;
        this.tally = tally;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Status worst = Status.UP;
        Map<String, Object> details = new LinkedHashMap<>();
        for (WebhookEndpoint endpoint : endpoints.byName().values()) {
            Health one = of(endpoint);
            details.put(endpoint.name(), inDetail(one));
            worst = one.getStatus().equals(Status.DOWN) || worst.equals(Status.UP) ? one.getStatus() : worst;
        }
        health.status(worst).withDetails(details);
    }

    private static Map<String, Object> inDetail(Health health) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("status", health.getStatus().getCode());
        detail.putAll(health.getDetails());
        return detail;
    }

    private Health of(WebhookEndpoint endpoint) {
        Health.Builder health = Health.up();
        DeliveryTally.Count count = tally.of(endpoint.name());
        if (count.lastLetIn() != null) {
            health.withDetail("lastLetIn", count.lastLetIn().toString());
        }
        Optional<RejectionReason> problem = endpoint.receiver().secretsProblem();
        if (problem.isPresent()) {
            return health.down()
                    .withDetail("problem", problem.get() + ": " + problem.get().advice())
                    .build();
        }
        Optional<String> clock = endpoint.receiver().clockProblem();
        if (clock.isPresent()) {
            health.unknown().withDetail("problem", clock.get());
        } else if (isConspicuous(count)) {
            health.unknown()
                    .withDetail(
                            "problem",
                            "all of " + count.turnedAway() + " deliveries since " + count.firstTurnedAway()
                                    + " were turned away, the last one for " + count.why()
                                    + "; compare the secret with the sender's, and read the log");
        }
        return health.build();
    }

    private boolean isConspicuous(DeliveryTally.Count count) {
        Instant now = clock.instant();
        Optional<Duration> lasting = count.lasting(now);
        return lasting.isPresent()
                && lasting.get().compareTo(properties.turnedAwayFor()) >= 0
                && count.turnedAway() >= properties.turnedAwayAtLeast();
    }
}
