package io.countersign.verification;

import io.countersign.WebhookReceiver;
import io.countersign.event.IncidentNotice;
import io.countersign.provider.statuspulse.StatusPulse;
import io.countersign.provider.statuspulse.StatusPulseEvent;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.servlet.WebhookFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.EnumSet;

/** The example of the README: compiled here, and compared with the README by {@link ReadmeTest}. */
final class ReadmeExample {
    interface Pager {
        void page(IncidentNotice notice);
    }

    private ReadmeExample() {}

    static void show(
            SigningSecret current,
            SigningSecret previous,
            ServletContext servletContext,
            HttpServletRequest request,
            Pager pager) {
        // region readme
        WebhookReceiver<StatusPulseEvent> receiver = WebhookReceiver.builder("statuspulse", StatusPulse.provider())
                .secrets(SecretRing.of(current).andUntil(previous, Instant.parse("2026-11-22T10:00:00Z")))
                .build();
        servletContext
                .addFilter("statuspulse", WebhookFilter.of(receiver))
                .addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/webhooks/statuspulse");

        // In the servlet behind it: entered by authentic deliveries only, once for each event.
        StatusPulseEvent event = WebhookFilter.event(request, StatusPulseEvent.class);
        event.notice().ifPresent(pager::page);
        // endregion
    }
}
