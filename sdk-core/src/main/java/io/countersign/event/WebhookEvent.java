package io.countersign.event;

import java.util.Optional;

/**
 * One typed event out of a verified delivery.
 *
 * <p>Each provider has a sealed interface below this one ({@code StatusPulseEvent}, {@code MetaplaneIncident} ...), so
 * that a {@code switch} over its kinds is checked by the compiler. A kind that this version does not know arrives as that
 * provider's {@link UnknownEvent}, never as an error.
 *
 * <p>Thread rule: implementations are immutable.
 */
public interface WebhookEvent {

    /**
     * The same event as a bridge to a pager or a chat needs it.
     *
     * @return the notice, or empty where the event is not about an incident (an instance that was started, an unknown kind)
     */
    Optional<IncidentNotice> notice();
}
