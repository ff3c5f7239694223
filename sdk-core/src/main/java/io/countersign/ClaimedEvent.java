package io.countersign;

import io.countersign.dedup.Claim;
import io.countersign.event.WebhookEvent;
import io.countersign.verify.VerifiedDelivery;

/** The only {@link ReceivedEvent}; made where a claim was acquired and nowhere else. */
record ClaimedEvent<E extends WebhookEvent>(
        E event,
        String id,
        int attempt,
        boolean isConflict,
        boolean isDeduplicated,
        VerifiedDelivery delivery,
        HeldClaim held)
        implements ReceivedEvent<E> {

    @Override
    public Claim claim() {
        return held.claim();
    }

    @Override
    public boolean isLeaseLost() {
        return held.isLost();
    }
}
