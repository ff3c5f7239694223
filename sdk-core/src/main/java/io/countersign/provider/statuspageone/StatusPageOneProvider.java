package io.countersign.provider.statuspageone;

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
import java.util.Optional;

/** What {@link StatusPageOne#provider()} says, as code. */
final class StatusPageOneProvider implements Provider<StatusPageOneEvent> {
    private static final Duration RETRIES = Duration.ofDays(1);

    /** 100 deliveries a minute, of which each may be retried 5 times, if the worst comes to the worst all at once. */
    private static final Rate RATE = new Rate(100 * (1 + 5), Duration.ofMinutes(1));

    @Override
    public String name() {
        return "statuspageone";
    }

    @Override
    public Class<StatusPageOneEvent> eventType() {
        return StatusPageOneEvent.class;
    }

    @Override
    public Optional<Scheme> defaultScheme() {
        return Optional.of(Schemes.statusPageOne());
    }

    @Override
    public Duration retryHorizon() {
        return RETRIES;
    }

    @Override
    public Optional<Rate> documentedRate() {
        return Optional.of(RATE);
    }

    @Override
    public List<IdentifiedEvent<StatusPageOneEvent>> read(VerifiedDelivery delivery) throws PayloadException {
        byte[] body = delivery.delivery().body();
        BodyDigest digest = BodyDigest.of(body);
        JsonObject json = Json.object(body);
        StatusPageOneEvent event = StatusPageOne.read(json);
        String id = event instanceof MonitorAlert alert ? idOf(alert, json) : EventIds.ofDigest(digest.hex());
        return List.of(new IdentifiedEvent<>(id, event, digest));
    }

    private static String idOf(MonitorAlert alert, JsonObject json) throws PayloadException {
        Integer level = alert.context().notificationLevel();
        return EventIds.of(
                alert.monitor().id(),
                json.object("check_result").text("timestamp"),
                alert.checkResult().status(),
                level == null ? "" : level.toString());
    }
}
