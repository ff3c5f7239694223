package io.countersign.provider.statuspulse;

import io.countersign.dedup.BodyDigest;
import io.countersign.event.PayloadException;
import io.countersign.event.json.Json;
import io.countersign.event.json.JsonObject;
import io.countersign.internal.EventIds;
import io.countersign.provider.IdentifiedEvent;
import io.countersign.provider.Provider;
import io.countersign.scheme.Scheme;
import io.countersign.scheme.Schemes;
import io.countersign.verify.VerifiedDelivery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@link StatusPulse#provider()} says, as code. */
final class StatusPulseProvider implements Provider<StatusPulseEvent> {
    private static final Duration RETRIES = Duration.ofMinutes(1 + 5 + 15 + 60);
    private static final Map<String, String> TIME_FIELDS = Map.of(
            IncidentOpened.KIND, "triggered_at",
            IncidentUpdated.KIND, "updated_at",
            IncidentResolved.KIND, "resolved_at");

    @Override
    public String name() {
        return "statuspulse";
    }

    @Override
    public Class<StatusPulseEvent> eventType() {
        return StatusPulseEvent.class;
    }

    @Override
    public Optional<Scheme> defaultScheme() {
        return Optional.of(Schemes.statusPulse());
    }

    @Override
    public Duration retryHorizon() {
        return RETRIES;
    }

    @Override
    public List<String> egressAddresses() {
        return List.of("104.21.45.112", "172.67.188.94", "198.41.215.33");
    }

    @Override
    public Set<String> handshakeMethods() {
        return Set.of("GET", "HEAD");
    }

    @Override
    public List<IdentifiedEvent<StatusPulseEvent>> read(VerifiedDelivery delivery) throws PayloadException {
        byte[] body = delivery.delivery().body();
        BodyDigest digest = BodyDigest.of(body);
        JsonObject json = Json.object(body);
        StatusPulseEvent event = StatusPulse.read(json);
        return List.of(new IdentifiedEvent<>(idOf(json, digest), event, digest));
    }

    private static String idOf(JsonObject json, BodyDigest digest) throws PayloadException {
        String kind = json.text("event_type");
        String timeField = TIME_FIELDS.get(kind);
        String time = timeField == null ? null : json.optionalText(timeField);
        return time == null ? EventIds.ofDigest(digest.hex()) : EventIds.of(kind, json.id("incident_id"), time);
    }
}
