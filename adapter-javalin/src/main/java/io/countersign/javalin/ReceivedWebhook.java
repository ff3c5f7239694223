package io.countersign.javalin;

import io.countersign.EventHandler;
import io.countersign.ReceivedDelivery;
import io.countersign.ReceivedEvent;
import io.countersign.event.WebhookEvent;
import io.countersign.verify.VerifiedDelivery;
import java.util.List;

/**
 * A delivery that was verified and claimed, as a {@link WebhookHandler} gets it: {@link #event} for senders of one event at a
 * time, {@link #forEach} for those that send envelopes of several.
 *
 * <p>Only this package can make one. Thread rule: safe for concurrent use.
 *
 * @param <E> the type of the events
 */
public final class ReceivedWebhook<E extends WebhookEvent> {
    private final ReceivedDelivery<E> received;

    ReceivedWebhook(ReceivedDelivery<E> received) {
        this.received = received;
    }

    /**
     * The event of a delivery that has exactly one to handle.
     *
     * @throws IllegalStateException where it has several
     */
    public E event() {
        List<ReceivedEvent<E>> events = received.events();
        if (events.size() != 1) {
            throw new IllegalStateException("the delivery to endpoint \"" + received.endpoint() + "\" has "
                    + events.size() + " events to handle; use forEach(...), which settles each on its own");
        }
        return events.get(0).event();
    }

    /** Has each event handled and settled on its own; see {@link ReceivedDelivery#forEach}. */
    public void forEach(EventHandler<E> handler) {
        received.forEach(handler);
    }

    /** The delivery with its events, their ids and their claims. */
    public ReceivedDelivery<E> received() {
        return received;
    }

    /** What was proved about the delivery. */
    public VerifiedDelivery verified() {
        return received.delivery();
    }
}
