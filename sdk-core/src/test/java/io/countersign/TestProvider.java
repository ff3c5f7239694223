package io.countersign;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.countersign.dedup.BodyDigest;
import io.countersign.event.IncidentNotice;
import io.countersign.event.PayloadException;
import io.countersign.event.WebhookEvent;
import io.countersign.provider.IdentifiedEvent;
import io.countersign.provider.Provider;
import io.countersign.scheme.Scheme;
import io.countersign.scheme.Schemes;
import io.countersign.verify.VerifiedDelivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A provider whose bodies are lines of {@code id:text}, one event each. */
final class TestProvider implements Provider<TestProvider.TestEvent> {
    record TestEvent(String id, String text) implements WebhookEvent {
        @Override
        public Optional<IncidentNotice> notice() {
            return Optional.empty();
        }
    }

    private final Set<String> handshakes;

    TestProvider(String... handshakes) {
        this.handshakes = Set.of(handshakes);
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public Class<TestEvent> eventType() {
        return TestEvent.class;
    }

    @Override
    public Optional<Scheme> defaultScheme() {
        return Optional.of(Schemes.statusPulse());
    }

    @Override
    public List<IdentifiedEvent<TestEvent>> read(VerifiedDelivery delivery) throws PayloadException {
        List<IdentifiedEvent<TestEvent>> events = new ArrayList<>();
        for (String line : new String(delivery.delivery().body(), UTF_8).lines().toList()) {
            String[] parts = line.split(":", 2);
            if (parts.length < 2) {
                throw new PayloadException("line is not id:text");
            }
            if (parts[1].equals("bug")) {
                throw new IllegalStateException("a bug in the provider");
            }
            events.add(new IdentifiedEvent<>(
                    parts[0], new TestEvent(parts[0], parts[1]), BodyDigest.of(line.getBytes(UTF_8))));
        }
        return events;
    }

    @Override
    public Duration retryHorizon() {
        return Duration.ofHours(2);
    }

    @Override
    public Set<String> handshakeMethods() {
        return handshakes;
    }
}
