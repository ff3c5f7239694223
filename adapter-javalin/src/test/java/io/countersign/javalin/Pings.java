package io.countersign.javalin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.countersign.dedup.BodyDigest;
import io.countersign.event.IncidentNotice;
import io.countersign.event.WebhookEvent;
import io.countersign.provider.IdentifiedEvent;
import io.countersign.provider.Provider;
import io.countersign.scheme.Scheme;
import io.countersign.scheme.Schemes;
import io.countersign.verify.VerifiedDelivery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A provider whose every line is an event of its own, whatever it holds: for tests of what a handler does with bytes. */
final class Pings implements Provider<Pings.Ping> {

    /** One line. */
    record Ping(String digest) implements WebhookEvent {
        @Override
        public Optional<IncidentNotice> notice() {
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return "pings";
    }

    @Override
    public Class<Ping> eventType() {
        return Ping.class;
    }

    @Override
    public Optional<Scheme> defaultScheme() {
        return Optional.of(Schemes.statusPulse());
    }

    @Override
    public List<IdentifiedEvent<Ping>> read(VerifiedDelivery delivery) {
        return new String(delivery.delivery().body(), ISO_8859_1)
                .lines()
                .map(line -> BodyDigest.of(line.getBytes(ISO_8859_1)))
                .map(digest -> new IdentifiedEvent<>(digest.hex(), new Ping(digest.hex()), digest))
                .toList();
    }

    @Override
    public Duration retryHorizon() {
        return Duration.ofHours(1);
    }
}
