package io.countersign.samples.guides.provider;

import io.countersign.dedup.BodyDigest;
import io.countersign.event.PayloadException;
import io.countersign.provider.IdentifiedEvent;
import io.countersign.provider.Provider;
import io.countersign.scheme.Scheme;
import io.countersign.scheme.SignatureScheme;
import io.countersign.verify.VerifiedDelivery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Acme signs the body, and gives every event an id that it sends again with each retry. */
public final class AcmeProvider implements Provider<AcmeEvent> {
    private static final JsonMapper JSON = new JsonMapper();

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
        return Optional.of(
                SignatureScheme.hmacSha256("X-Acme-Signature", "sha256={hex}").build());
    }

    @Override
    public List<IdentifiedEvent<AcmeEvent>> read(VerifiedDelivery verified) throws PayloadException {
        byte[] body = verified.delivery().body();
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JacksonException notJson) {
            throw new PayloadException("the body is no JSON");
        }
        String id = json.path("id").asString("");
        if (id.isEmpty()) {
            throw new PayloadException("id is missing");
        }
        return List.of(new IdentifiedEvent<>(id, event(json), BodyDigest.of(body)));
    }

    private static AcmeEvent event(JsonNode json) {
        String type = json.path("type").asString("");
        return type.equals("disk_filling")
                ? new AcmeEvent.DiskFilling(
                        json.path("host").asString("unknown host"),
                        json.path("percent").asInt(100))
                : new AcmeEvent.Other(type);
    }

    @Override
    public Duration retryHorizon() {
        return Duration.ofHours(24);
    }
}
