package io.countersign;

import io.countersign.dedup.Claim;
import io.countersign.event.WebhookEvent;
import io.countersign.verify.VerifiedDelivery;

/** The only {@link ReceivedEvent}; made where a claim was acquired and nowhere else. */
record ClaimedEvent<E extends WebhookEvent>(
        E event, String id, int attempt, boolean isConflict, VerifiedDelivery delivery, Claim claim)
        implements ReceivedEvent<E> {}
