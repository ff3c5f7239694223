package io.countersign.provider.elastio;

import io.countersign.dedup.BodyDigest;
import io.countersign.event.PayloadException;
import io.countersign.event.json.Json;
import io.countersign.event.json.JsonObject;
import io.countersign.internal.EventIds;
import io.countersign.provider.IdentifiedEvent;
import io.countersign.provider.Provider;
import io.countersign.scheme.Scheme;
import io.countersign.secret.SecretRing;
import io.countersign.verify.VerifiedDelivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@link Elastio#provider()} says, as code. */
final class ElastioProvider implements Provider<ElastioEvent> {
    private static final Duration RETRIES = Duration.ofDays(3);

    private final DeprecationLog deprecations = new DeprecationLog();

    @Override
    public String name() {
        return "elastio";
    }

    @Override
    public Class<ElastioEvent> eventType() {
        return ElastioEvent.class;
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
    public void checkSecrets(SecretRing ring) {
        ring.secrets().forEach(Credentials::check);
    }

    @Override
    public List<IdentifiedEvent<ElastioEvent>> read(VerifiedDelivery delivery) throws PayloadException {
        JsonObject body = Json.object(delivery.delivery().body());
        ElastioEnvelope envelope = ElastioEnvelope.read(body);
        deprecations.warnOnce(envelope);
        List<JsonObject> sources = ElastioEnvelope.eventsOf(body);
        List<IdentifiedEvent<ElastioEvent>> events = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            ElastioEvent event = envelope.events().get(i);
            BodyDigest digest = BodyDigest.of(sources.get(i).canonicalBytes());
            events.add(new IdentifiedEvent<>(EventIds.of(event.eventId()), event, digest));
        }
        return List.copyOf(events);
    }
}
