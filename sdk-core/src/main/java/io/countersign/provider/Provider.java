package io.countersign.provider;

import io.countersign.event.PayloadException;
import io.countersign.event.WebhookEvent;
import io.countersign.scheme.Scheme;
import io.countersign.secret.SecretRing;
import io.countersign.verify.Delivery;
import io.countersign.verify.VerifiedDelivery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A system that sends webhooks, as the receiver sees it: data and a payload model, no rules of its own about HTTP.
 *
 * <p>Shipped: {@code StatusPulse}, {@code StatusPageOne}, {@code Metaplane}, {@code Elastio} and {@code Mar}, each in its
 * package. Implement it to add your own.
 *
 * <p>Thread rule: implementations are safe for concurrent use.
 *
 * @param <E> the type of the provider's events
 */
public interface Provider<E extends WebhookEvent> {

    /** The name in configuration, metrics and logs: lower-case letters, digits and dashes. */
    String name();

    /** The type of the provider's events; one sealed interface per provider. */
    Class<E> eventType();

    /**
     * How the provider proves itself when the user configures nothing but secrets.
     *
     * @return the scheme, or empty where the provider documents none and the user must choose one
     */
    Optional<Scheme> defaultScheme();

    /**
     * Reads the events of a verified delivery, each with the id under which it is claimed.
     *
     * @return at least one event, except for an envelope that the sender left empty
     * @throws PayloadException where the body is not what the provider promises
     */
    List<IdentifiedEvent<E>> read(VerifiedDelivery delivery) throws PayloadException;

    /**
     * Refuses secrets that the provider could never send, where its documents say so; called once, at start.
     *
     * @throws IllegalArgumentException naming the secret's id, what is wrong and the mend; never the value
     */
    default void checkSecrets(SecretRing ring) {}

    /** How long after the first attempt the provider may still retry a delivery; claims are remembered at least as long. */
    Duration retryHorizon();

    /**
     * The addresses that the provider says it sends from, each as {@code 203.0.113.7} or {@code 203.0.113.0/24}. They prove
     * nothing, and they change: they are used where the user asks for it.
     *
     * @return none, where the provider names none
     */
    default List<String> egressAddresses() {
        return List.of();
    }

    /**
     * How many deliveries, with their retries, come at most by what the provider says; one client may send as many before it
     * has to wait, unless the user sets another limit.
     *
     * @return empty where the provider does not say; there is no limit then
     */
    default Optional<Rate> documentedRate() {
        return Optional.empty();
    }

    /**
     * How many deliveries within which time.
     *
     * @param deliveries at least 1
     * @param period positive
     */
    record Rate(int deliveries, Duration period) {
        /** Checks both. */
        public Rate {
            if (deliveries < 1 || period.isNegative() || period.isZero()) {
                throw new IllegalArgumentException("a rate needs at least 1 delivery and a positive period but got "
                        + deliveries + " in " + period);
            }
        }
    }

    /**
     * The methods besides POST by which the provider makes sure that the endpoint is there, or is its owner's. Empty for
     * most.
     */
    default Set<String> handshakeMethods() {
        return Set.of();
    }

    /**
     * Answers a request by one of {@link #handshakeMethods}. Nothing about it is proved, and its body was not read: echo as
     * little as the provider needs, and nothing without a proof where the provider shows one.
     *
     * @return what to answer, by default 200 and nothing more; empty where this endpoint does not shake hands by that method,
     *     which is answered as any method that it does not know
     */
    default Optional<Handshake> unprovedHandshake(Delivery head) {
        return Optional.of(new Handshake.Empty(200, Map.of()));
    }

    /**
     * Answers a verified delivery that is a handshake. Such a delivery is not read, not claimed and not handled.
     *
     * @return what to answer; empty for every delivery of events
     * @throws PayloadException where it is a handshake, but not as the provider promises
     */
    default Optional<Handshake> handshake(VerifiedDelivery delivery) throws PayloadException {
        return Optional.empty();
    }
}
