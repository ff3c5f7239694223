package io.countersign.provider;

import io.countersign.event.PayloadException;
import io.countersign.event.WebhookEvent;
import io.countersign.scheme.Scheme;
import io.countersign.secret.SecretRing;
import io.countersign.verify.VerifiedDelivery;
import java.time.Duration;
import java.util.List;
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

    /** How long after the first attempt the provider may still retry a delivery; claims are remembered at least as long. */
    Duration retryHorizon();

    /**
     * The methods besides POST that the provider uses to check that the endpoint is there, and that get an empty 200
     * without being handled. Empty for most.
     */
    default Set<String> handshakeMethods() {
        return Set.of();
    }

    /**
     * Checks that the provider can send these secrets at all; asked at start and for every ring that replaces another.
     *
     * @throws IllegalArgumentException where it cannot; the message names the secret's id, what is wrong and how to mend it,
     *     and never the value
     */
    default void checkSecrets(SecretRing ring) {}
}
