package io.countersign.provider.preset;

import static java.util.Objects.requireNonNull;

import io.countersign.dedup.BodyDigest;
import io.countersign.event.PayloadException;
import io.countersign.internal.EventIds;
import io.countersign.provider.Handshake;
import io.countersign.provider.IdentifiedEvent;
import io.countersign.provider.Provider;
import io.countersign.scheme.Scheme;
import io.countersign.verify.Delivery;
import io.countersign.verify.VerifiedDelivery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@link Presets#of} says, as code. */
final class PresetProvider implements Provider<RawEvent> {
    private final String name;
    private final @Nullable Scheme scheme;
    private final Duration retryHorizon;
    private final Handshaking handshaking;

    /** With no scheme where the sender documents none. */
    PresetProvider(String name, @Nullable Scheme scheme, Duration retryHorizon, Handshaking handshaking) {
        if (retryHorizon.isNegative()) {
            throw new IllegalArgumentException("retryHorizon must not be negative but is " + retryHorizon);
        }
        this.name = requireNonNull(name, "name");
        this.scheme = scheme;
        this.retryHorizon = retryHorizon;
        this.handshaking = handshaking;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Class<RawEvent> eventType() {
        return RawEvent.class;
    }

    @Override
    public Optional<Scheme> defaultScheme() {
        return Optional.ofNullable(scheme);
    }

    @Override
    public Duration retryHorizon() {
        return retryHorizon;
    }

    @Override
    public Set<String> handshakeMethods() {
        return handshaking.methods();
    }

    @Override
    public Optional<Handshake> unprovedHandshake(Delivery head) {
        return handshaking.unproved(head);
    }

    @Override
    public Optional<Handshake> handshake(VerifiedDelivery delivery) throws PayloadException {
        return handshaking.verified(delivery);
    }

    @Override
    public List<IdentifiedEvent<RawEvent>> read(VerifiedDelivery delivery) {
        byte[] body = delivery.delivery().body();
        BodyDigest digest = BodyDigest.of(body);
        return List.of(new IdentifiedEvent<>(idOf(delivery, digest), new RawEvent(name, body), digest));
    }

    private static String idOf(VerifiedDelivery delivery, BodyDigest digest) {
        return delivery.deliveryId()
                .filter(id -> delivery.isDeliveryIdSigned())
                .map(EventIds::of)
                .orElseGet(() -> EventIds.ofDigest(digest.hex()));
    }
}
