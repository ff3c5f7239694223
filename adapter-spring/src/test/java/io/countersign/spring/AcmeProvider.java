package io.countersign.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.countersign.dedup.BodyDigest;
import io.countersign.event.PayloadException;
import io.countersign.provider.IdentifiedEvent;
import io.countersign.provider.Provider;
import io.countersign.scheme.Scheme;
import io.countersign.scheme.Schemes;
import io.countersign.verify.VerifiedDelivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A provider of the application's own: signs as StatusPulse does, bodies such as {@code opened 1,pinged 2}. */
public final class AcmeProvider implements Provider<AcmeEvent> {

    @Override
    public String name() {
        return "acme";
    }

    @Override
    public Class<AcmeEvent> eventType() {
        return AcmeEvent.class;
    }

    @Override
    public Optional<Scheme> defaultScheme() {
        return Optional.of(Schemes.statusPulse());
    }

    @Override
    public List<IdentifiedEvent<AcmeEvent>> read(VerifiedDelivery delivery) throws PayloadException {
        List<IdentifiedEvent<AcmeEvent>> events = new ArrayList<>();
        for (String item : new String(delivery.delivery().body(), UTF_8).split(",")) {
            String[] kindAndId = item.split(" ");
            if (kindAndId.length != 2) {
                throw new PayloadException("an item is not a kind and an id");
            }
            AcmeEvent event = kindAndId[0].equals("opened")
                    ? new AcmeEvent.Opened(kindAndId[1])
                    : new AcmeEvent.Pinged(kindAndId[1]);
            events.add(new IdentifiedEvent<>(event.id(), event, BodyDigest.of(item.getBytes(UTF_8))));
        }
        return events;
    }

    @Override
    public Duration retryHorizon() {
        return Duration.ofHours(2);
    }
}
