package io.countersign.verify;

import java.time.Instant;
import java.util.Optional;

/**
 * A delivery that passed verification: the proof that a handler may ask for.
 *
 * <p>Only {@link WebhookVerifier} can make one. It is an interface on purpose: a framework that binds request parameters to
 * constructor arguments finds no constructor to bind to.
 *
 * <p>Thread rule: immutable.
 */
public sealed interface VerifiedDelivery permits ProvenDelivery {

    /** The delivery itself: the bytes are the ones that were verified. */
    Delivery delivery();

    /** What was proved. */
    Trust trust();

    /** The id of the secret that matched; empty for {@link Trust#UNAUTHENTICATED}. */
    Optional<String> secretId();

    /** The signed time, where the scheme has one. */
    Optional<Instant> signedAt();

    /** The delivery's id out of its header, where the scheme names one. Read {@link #isDeliveryIdSigned()} before you trust it. */
    Optional<String> deliveryId();

    /** Whether the delivery's id is covered by the signature; if not, whoever captured one delivery can change it. */
    boolean isDeliveryIdSigned();

    /** The tenant whose secret matched, on an endpoint that serves many; empty on any other. */
    Optional<String> tenant();
}
