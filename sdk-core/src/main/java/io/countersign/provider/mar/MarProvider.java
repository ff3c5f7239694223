package io.countersign.provider.mar;

import io.countersign.dedup.BodyDigest;
import io.countersign.event.PayloadException;
import io.countersign.internal.EventIds;
import io.countersign.provider.IdentifiedEvent;
import io.countersign.provider.Provider;
import io.countersign.scheme.Scheme;
import io.countersign.scheme.Schemes;
import io.countersign.verify.VerifiedDelivery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@link Mar#provider()} says, as code. */
final class MarProvider implements Provider<MarEvent> {
    private static final Duration RETRIES = Duration.ofDays(3);

    private final @Nullable String deliveryIdHeader;

    MarProvider(@Nullable String deliveryIdHeader) {
        this.deliveryIdHeader = deliveryIdHeader;
    }

    @Override
    public String name() {
        return "mar";
    }

    @Override
    public Class<MarEvent> eventType() {
        return MarEvent.class;
    }

    @Override
    public Optional<Scheme> defaultScheme() {
        return Optional.of(Schemes.mar());
    }

    @Override
    public Duration retryHorizon() {
        return RETRIES;
    }

    @Override
    public List<IdentifiedEvent<MarEvent>> read(VerifiedDelivery delivery) throws PayloadException {
        byte[] body = delivery.delivery().body();
        BodyDigest digest = BodyDigest.of(body);
        String id = deliveryId(delivery).map(EventIds::of).orElseGet(() -> EventIds.ofDigest(digest.hex()));
        return List.of(new IdentifiedEvent<>(id, Mar.parse(body), digest));
    }

    private Optional<String> deliveryId(VerifiedDelivery delivery) {
        Optional<String> id = deliveryIdHeader == null
                ? delivery.deliveryId()
                : delivery.delivery().header(deliveryIdHeader);
        return id.filter(text -> !text.isBlank());
    }
}
