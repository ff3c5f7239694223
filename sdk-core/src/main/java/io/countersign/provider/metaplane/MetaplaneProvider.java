package io.countersign.provider.metaplane;

import io.countersign.dedup.BodyDigest;
import io.countersign.event.PayloadException;
import io.countersign.internal.EventIds;
import io.countersign.provider.IdentifiedEvent;
import io.countersign.provider.Provider;
import io.countersign.scheme.Scheme;
import io.countersign.verify.VerifiedDelivery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What {@link Metaplane#provider()} says, as code. */
final class MetaplaneProvider implements Provider<MetaplaneIncident> {
    private static final Duration RETRIES = Duration.ofDays(3);

    @Override
    public String name() {
        return "metaplane";
    }

    @Override
    public Class<MetaplaneIncident> eventType() {
        return MetaplaneIncident.class;
    }

    @Override
    public Optional<Scheme> defaultScheme() {
        return Optional.empty();
    }

    @Override
    public Duration retryHorizon() {
        return RETRIES;
    }

    @Override
    public List<IdentifiedEvent<MetaplaneIncident>> read(VerifiedDelivery delivery) throws PayloadException {
        byte[] body = delivery.delivery().body();
        MetaplaneIncident incident = Metaplane.parse(body);
        return List.of(new IdentifiedEvent<>(EventIds.of(incident.idempotencyId()), incident, BodyDigest.of(body)));
    }
}
