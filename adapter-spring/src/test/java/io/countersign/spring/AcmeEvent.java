package io.countersign.spring;

import io.countersign.event.IncidentNotice;
import io.countersign.event.WebhookEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The events of a provider that only these tests know. */
public sealed interface AcmeEvent extends WebhookEvent {

    /** Its id. */
    String id();

    /** An incident began. */
    record Opened(String id) implements AcmeEvent {
        @Override
        public Optional<IncidentNotice> notice() {
            return Optional.of(new IncidentNotice(
                    "acme",
                    id,
                    IncidentNotice.Phase.OPENED,
                    "opened " + id,
                    IncidentNotice.Severity.ERROR,
                    null,
                    List.of(),
                    List.of(),
                    Map.of()));
        }
    }

    /** Something that is no incident. */
    record Pinged(String id) implements AcmeEvent {
        @Override
        public Optional<IncidentNotice> notice() {
            return Optional.empty();
        }
    }
}
