package io.countersign.testkit.contract;

import io.countersign.dedup.BodyDigest;
import io.countersign.event.IncidentNotice;
import io.countersign.event.WebhookEvent;
import io.countersign.provider.IdentifiedEvent;
import io.countersign.provider.Provider;
import io.countersign.scheme.Scheme;
import io.countersign.scheme.Schemes;
import io.countersign.verify.VerifiedDelivery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A provider whose every body is an event, whatever bytes it holds, and that knows no handshake. Immutable. */
final class AnyBody implements Provider<AnyBody.Event> {

    /** The body. */
    record Event(BodyDigest digest) implements WebhookEvent {
        @Override
        public Optional<IncidentNotice> notice() {
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return "any-body";
    }

    @Override
    public Class<Event> eventType() {
        return Event.class;
    }

    @Override
    public Optional<Scheme> defaultScheme() {
        return Optional.of(Schemes.statusPulse());
    }

    @Override
    public List<IdentifiedEvent<Event>> read(VerifiedDelivery delivery) {
        BodyDigest digest = BodyDigest.of(delivery.delivery().body());
        return List.of(new IdentifiedEvent<>(digest.hex(), new Event(digest), digest));
    }

    @Override
    public Duration retryHorizon() {
        return Duration.ofDays(1);
    }
}
