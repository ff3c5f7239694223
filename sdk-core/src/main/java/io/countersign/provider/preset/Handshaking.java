package io.countersign.provider.preset;

import io.countersign.event.PayloadException;
import io.countersign.event.json.Json;
import io.countersign.event.json.JsonObject;
import io.countersign.provider.Handshake;
import io.countersign.verify.Delivery;
import io.countersign.verify.VerifiedDelivery;
import java.util.Optional;
import java.util.Set;

/** How one sender shakes hands. Implementations are safe for concurrent use. */
interface Handshaking {
    /** A sender that does not. */
    Handshaking NONE = new Handshaking() {};

    /** As {@code Provider.handshakeMethods()}. */
    default Set<String> methods() {
        return Set.of();
    }

    /** As {@code Provider.unprovedHandshake(Delivery)}. */
    default Optional<Handshake> unproved(Delivery head) {
        return Optional.empty();
    }

    /** As {@code Provider.handshake(VerifiedDelivery)}. */
    default Optional<Handshake> verified(VerifiedDelivery delivery) throws PayloadException {
        return Optional.empty();
    }

    /** A sender that shakes hands by a verified JSON object. */
    @FunctionalInterface
    interface ByObject extends Handshaking {
        /** Far more than any handshake: a delivery of events is not read twice. */
        int MAX_BYTES = 8 * 1024;

        /** The answer to a body; empty where it is not a handshake. */
        Optional<Handshake> answer(JsonObject body) throws PayloadException;

        @Override
        default Optional<Handshake> verified(VerifiedDelivery delivery) throws PayloadException {
            Optional<JsonObject> body = object(delivery);
            return body.isPresent() ? answer(body.get()) : Optional.empty();
        }

        private static Optional<JsonObject> object(VerifiedDelivery delivery) {
            if (delivery.delivery().bodyLength() > MAX_BYTES) {
                return Optional.empty();
            }
            try {
                return Optional.of(Json.object(delivery.delivery().body()));
            } catch (PayloadException noObject) {
                // Events may be of any form (Slack's commands are forms); only a handshake is known to be an object.
                return Optional.empty();
            }
        }
    }
}
