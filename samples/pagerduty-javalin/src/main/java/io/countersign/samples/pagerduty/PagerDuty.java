package io.countersign.samples.pagerduty;

import io.countersign.event.IncidentNotice;
import io.countersign.event.WebhookEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** PagerDuty's Events API v2. Safe for concurrent use. */
final class PagerDuty {
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final HttpRequest.Builder request;
    private final String routingKey;

    PagerDuty(String url, String routingKey) {
        this.request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/json");
        this.routingKey = routingKey;
    }

    /** Triggers or resolves the event's incident; does nothing for an event that is about none. */
    void send(WebhookEvent event) throws IOException, InterruptedException {
        if (event.notice().isPresent()) {
            byte[] message = json.writeValueAsBytes(message(event.notice().get()));
            HttpRequest post =
                    request.copy().POST(BodyPublishers.ofByteArray(message)).build();
            int status = http.send(post, BodyHandlers.discarding()).statusCode();
            if (status != 202) {
                throw new IOException(
                        "PagerDuty answered " + status + (status == 400 ? ": check the routing key" : ""));
            }
        }
    }

    private Map<String, Object> message(IncidentNotice notice) {
        return Map.of(
                "routing_key",
                routingKey,
                "event_action",
                notice.phase() == IncidentNotice.Phase.RESOLVED ? "resolve" : "trigger",
                // One for all events of an incident, so that a retry pages nobody twice and an end finds its page.
                "dedup_key",
                notice.incidentKey(),
                "payload",
                Map.of(
                        "summary", within(1024, notice.title()),
                        "source", notice.provider(),
                        "severity", notice.severity().name().toLowerCase(Locale.ROOT),
                        "custom_details", notice.details()));
    }

    private static String within(int max, String text) {
        return text.codePointCount(0, text.length()) <= max ? text : text.substring(0, text.offsetByCodePoints(0, max));
    }
}
