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

    /** Far more than any handshake: a delivery of events is not read twice. */
    int MAX_BYTES = 8 * 1024;

    /** Reads a body as JSON. */
    @FunctionalInterface
    interface Reading<T> {
        /** What the body is. */
        T read(byte[] body) throws PayloadException;
    }

    /** Answers a body, if it is a handshake. */
    @FunctionalInterface
    interface Answering {
        /** The answer; empty where it is an event. */
        Optional<Handshake> answer(JsonObject body) throws PayloadException;
    }

    /** A sender that shakes hands by a verified JSON object. */
    static Handshaking byObject(Answering answering) {
        return new Handshaking() {
            @Override
            public Optional<Handshake> verified(VerifiedDelivery delivery) throws PayloadException {
                Optional<JsonObject> body = small(delivery.delivery(), Json::object);
                return body.isPresent() ? answering.answer(body.get()) : Optional.empty();
            }
        };
    }

    /** What a body is, if it is small enough for a handshake, and JSON: events may be anything, such as Slack's forms. */
    static <T> Optional<T> small(Delivery delivery, Reading<T> reading) {
        if (delivery.bodyLength() > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(reading.read(delivery.body()));
        } catch (PayloadException somethingElse) {
            return Optional.empty();
        }
    }
}
