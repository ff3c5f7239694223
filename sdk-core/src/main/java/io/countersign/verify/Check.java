package io.countersign.verify;

/** How one kind of scheme judges a delivery. Total over deliveries; throws only where the source of the secrets does. */
@FunctionalInterface
interface Check {
    /** What {@code UnauthenticatedScheme} asks for. */
    Check NOTHING = delivery -> new Verification.Verified(
            new ProvenDelivery(delivery, Trust.UNAUTHENTICATED, null, null, null, false, null));

    /** The verdict, with the secrets whose window holds the delivery's arrival. */
    Verification judge(Delivery delivery);
}
