package io.countersign.provider.preset;

import io.countersign.event.PayloadException;
import io.countersign.event.json.Json;
import io.countersign.event.json.JsonObject;
import io.countersign.provider.Handshake;
import io.countersign.verify.Delivery;
import io.countersign.verify.Trust;
import io.countersign.verify.VerifiedDelivery;
import java.util.Optional;
import java.util.Set;

/**
 * Azure Event Grid: in its own schema a single {@code SubscriptionValidationEvent} wants its code back; in the CloudEvents
 * schema it asks by {@code OPTIONS}. Its {@code validationUrl} is never fetched: it is a URL of somebody else's choice.
 * Immutable.
 */
final class EventGridHandshaking implements Handshaking {
    private static final String VALIDATION = "Microsoft.EventGrid.SubscriptionValidationEvent";

    private final CloudEventsHandshaking byOptions;

    EventGridHandshaking(CloudEventsHandshaking byOptions) {
        this.byOptions = byOptions;
    }

    @Override
    public Set<String> methods() {
        return byOptions.methods();
    }

    @Override
    public Optional<Handshake> unproved(Delivery head) {
        return byOptions.unproved(head);
    }

    @Override
    public Optional<Handshake> verified(VerifiedDelivery delivery) throws PayloadException {
        Optional<JsonObject> event = Handshaking.small(delivery.delivery(), Json::list)
                .filter(events -> events.size() == 1)
                .map(events -> events.get(0));
        if (event.isEmpty() || !VALIDATION.equals(event.get().lenientText("eventType"))) {
            return Optional.empty();
        }
        if (delivery.trust() == Trust.UNAUTHENTICATED) {
            throw new PayloadException(
                    "a subscription is confirmed only where the sender proves itself; have Event Grid"
                            + " send a secret in a header, and configure it");
        }
        String code = event.get().object("data").text("validationCode");
        if (!Handshake.Echo.accepts(code)) {
            throw new PayloadException("[0].data.validationCode must be 1 to 255 of the characters of a token");
        }
        return Optional.of(new Handshake.Json("{\"validationResponse\":\"" + code + "\"}"));
    }
}
