package io.countersign.verify;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The only {@link VerifiedDelivery}; its constructor is called where verification succeeded and nowhere else. */
final class ProvenDelivery implements VerifiedDelivery {
    private final Delivery delivery;
    private final Trust trust;
    private final @Nullable String secretId;
    private final @Nullable Instant signedAt;
    private final @Nullable String deliveryId;
    private final boolean deliveryIdSigned;
    private final @Nullable String tenant;

    ProvenDelivery(
            Delivery delivery,
            Trust trust,
            @Nullable String secretId,
            @Nullable Instant signedAt,
            @Nullable String deliveryId,
            boolean deliveryIdSigned,
            @Nullable String tenant) {
        this.delivery = delivery;
        this.trust = trust;
        this.secretId = secretId;
        this.signedAt = signedAt;
        this.deliveryId = deliveryId;
        this.deliveryIdSigned = deliveryIdSigned;
        this.tenant = tenant;
    }

    @Override
    public Delivery delivery() {
        return delivery;
    }

    @Override
    public Trust trust() {
        return trust;
    }

    @Override
    public Optional<String> secretId() {
        return Optional.ofNullable(secretId);
    }

    @Override
    public Optional<Instant> signedAt() {
        return Optional.ofNullable(signedAt);
    }

    @Override
    public Optional<String> deliveryId() {
        return Optional.ofNullable(deliveryId);
    }

    @Override
    public boolean isDeliveryIdSigned() {
        return deliveryIdSigned;
    }

    @Override
    public Optional<String> tenant() {
        return Optional.ofNullable(tenant);
    }

    @Override
    public String toString() {
        return "VerifiedDelivery[" + trust + ", " + delivery + "]";
    }
}
