package io.countersign.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.scheme.Scheme;
import io.countersign.scheme.Schemes;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verdicts on published requests; {@code vectors/README.md} says where they come from. */
class VectorsTest {
    private static final Map<String, Scheme> PRESETS = Map.of(
            "github", Schemes.github(),
            "pagerduty", Schemes.pagerDuty(),
            "slack", Schemes.slack(),
            "standard-webhooks", Schemes.standardWebhooks(),
            "stripe", Schemes.stripe());

    @TestFactory
    Stream<DynamicTest> verify_publishedRequest_getsThePublishedVerdict() {
        return PRESETS.entrySet().stream()
                .flatMap(preset -> vectors(preset.getKey()).stream()
                        .map(vector -> DynamicTest.dynamicTest(
                                preset.getKey() + ": " + vector.get("name").asString(),
                                () -> check(preset.getValue(), vector))));
    }

    private static List<JsonNode> vectors(String preset) {
        try (InputStream in = VectorsTest.class.getResourceAsStream("/vectors/" + preset + ".json")) {
            List<JsonNode> vectors = new ArrayList<>();
            JsonMapper.builder().build().readTree(in.readAllBytes()).forEach(vectors::add);
            assertThat(vectors).hasSizeGreaterThan(5);
            return vectors;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void check(Scheme scheme, JsonNode vector) {
        WebhookVerifier verifier = WebhookVerifier.builder(scheme)
                .secrets(SecretRing.of(secrets(vector)))
                .allowWeakSecrets()
                .build();

        Verification verdict = verifier.verify(delivery(vector));

        assertThat(verdict instanceof Verification.Verified ? "valid" : "invalid")
                .as("%s", verdict)
                .isEqualTo(vector.get("expect").asString());
    }

    private static List<SigningSecret> secrets(JsonNode vector) {
        List<SigningSecret> secrets = new ArrayList<>();
        for (JsonNode secret : vector.get("secrets")) {
            secrets.add(SigningSecret.of("s" + secrets.size(), secret.asString().getBytes(UTF_8)));
        }
        return secrets;
    }

    private static Delivery delivery(JsonNode vector) {
        long at = vector.get("at").isNull() ? 0 : vector.get("at").asLong();
        byte[] body = vector.has("body_b64")
                ? Base64.getDecoder().decode(vector.get("body_b64").asString())
                : vector.get("body").asString().getBytes(UTF_8);
        Delivery.Builder delivery = Delivery.post("/").body(body).receivedAt(Instant.ofEpochSecond(at));
        for (Map.Entry<String, JsonNode> header : vector.get("headers").properties()) {
            delivery.header(header.getKey(), header.getValue().asString());
        }
        return delivery.build();
    }
}
