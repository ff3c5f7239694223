package io.countersign.provider;

import io.countersign.scheme.UnauthenticatedScheme;
import io.countersign.verify.Delivery;
import io.countersign.verify.Verification;
import io.countersign.verify.VerifiedDelivery;
import io.countersign.verify.WebhookVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sample payloads, ways to spoil them, and deliveries that carry them. */
public final class Payloads {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Payloads() {}

    /** A file of this package's resources, for example {@code "statuspulse/incident-opened.json"}. */
    public static String sample(String file) {
        try (InputStream in = Payloads.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code json} without what {@code pointer} names. */
    public static String without(String json, String pointer) {
        return edit(json, pointer, (parent, name) -> {
            if (parent instanceof ObjectNode object) {
                object.remove(name);
            } else {
                ((ArrayNode) parent).remove(Integer.parseInt(name));
            }
        });
    }

    /** {@code json} with what {@code pointer} names set to the JSON {@code value}; added where it was not there. */
    public static String with(String json, String pointer, String value) {
        return edit(json, pointer, (parent, name) -> {
            if (parent instanceof ObjectNode object) {
                object.set(name, MAPPER.readTree(value));
            } else {
                ((ArrayNode) parent).set(Integer.parseInt(name), MAPPER.readTree(value));
            }
        });
    }

    /** A text as the bytes of a body. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A delivery of that body that passed a verifier. */
    public static VerifiedDelivery verified(byte[] body) {
        return verified(body, delivery -> {});
    }

    /** As {@link #verified(byte[])}, with headers. */
    public static VerifiedDelivery verified(byte[] body, Consumer<Delivery.Builder> headers) {
        Delivery.Builder delivery = Delivery.post("/").body(body).receivedAt(Instant.EPOCH);
        headers.accept(delivery);
        Verification verification =
                WebhookVerifier.builder(new UnauthenticatedScheme()).build().verify(delivery.build());
        return ((Verification.Verified) verification).delivery();
    }

    private interface Edit {
        void apply(JsonNode parent, String name);
    }

    private static String edit(String json, String pointer, Edit edit) {
        JsonNode root = MAPPER.readTree(json);
        JsonPointer path = JsonPointer.compile(pointer);
        edit.apply(root.at(path.head()), path.last().getMatchingProperty());
        return root.toString();
    }
}
