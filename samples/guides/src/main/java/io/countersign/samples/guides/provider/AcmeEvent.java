package io.countersign.samples.guides.provider;

import io.countersign.event.IncidentNotice;
import io.countersign.event.IncidentNotice.Phase;
import io.countersign.event.IncidentNotice.Severity;
import io.countersign.event.WebhookEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Acme sends. */
public sealed interface AcmeEvent extends WebhookEvent {
    /** A disk is about to be full. */
    record DiskFilling(String host, int percent) implements AcmeEvent {
        @Override
        public Optional<IncidentNotice> notice() {
            return Optional.of(new IncidentNotice(
                    "acme",
                    "disk-" + host, // one incident for each host, so that its end finds its beginning
                    Phase.OPENED,
                    "the disk of " + host + " is " + percent + " % full",
                    percent > 95 ? Severity.CRITICAL : Severity.WARNING,
                    null,
                    List.of(),
                    List.of(),
                    Map.of("host", host)));
        }
    }

    /** A kind that did not exist when this was written: never an error. */
    record Other(String type) implements AcmeEvent {
        @Override
        public Optional<IncidentNotice> notice() {
            return Optional.empty();
        }
    }
}
