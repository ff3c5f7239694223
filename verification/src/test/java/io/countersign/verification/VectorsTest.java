package io.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.scheme.Scheme;
import io.countersign.scheme.SchemeDocument;
import io.countersign.scheme.Schemes;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.verify.Delivery;
import io.countersign.verify.Verification;
import io.countersign.verify.WebhookVerifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verdicts on published requests; the README beside the files says where they come from. */
class VectorsTest {

    @TestFactory
    Stream<DynamicTest> publishedRequest_getsThePublishedVerdict() {
        return VectorFiles.ofProviders().stream()
                .flatMap(file -> VectorFiles.read(file + ".json")
                        .valueStream()
                        .map(vector -> DynamicTest.dynamicTest(
                                file + ": " + vector.get("name").asString(), () -> check(vector))));
    }

    @Test
    void files_areThereAndHoldBothVerdicts() {
        assertThat(VectorFiles.ofProviders()).hasSize(11);
        assertThat(VectorFiles.ofProviders())
                .allSatisfy(file -> assertThat(VectorFiles.read(file + ".json")
                                .valueStream()
                                .map(vector -> vector.get("expect").asString()))
                        .contains("valid", "invalid"));
    }

    private static void check(JsonNode vector) {
        WebhookVerifier verifier = WebhookVerifier.builder(scheme(vector.get("scheme")))
                .secrets(SecretRing.of(secrets(vector)))
                .allowWeakSecrets()
                .build();

        Verification verdict = verifier.verify(delivery(vector));

        assertThat(verdict instanceof Verification.Verified ? "valid" : "invalid")
                .as("%s", verdict)
                .isEqualTo(vector.get("expect").asString());
    }

    private static Scheme scheme(JsonNode scheme) {
        return scheme.isString()
                ? Schemes.byName(scheme.asString()).orElseThrow()
                : SchemeDocument.read(
                        JsonMapper.shared().convertValue(scheme, new TypeReference<Map<String, Object>>() {}));
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
        Delivery.Builder delivery = Delivery.of(text(vector, "method", "POST"), text(vector, "url", "/"))
                .body(
                        vector.has("body_b64")
                                ? Base64.getDecoder()
                                        .decode(vector.get("body_b64").asString())
                                : vector.get("body").asString().getBytes(UTF_8))
                .receivedAt(Instant.ofEpochSecond(at));
        vector.get("headers").properties().forEach(header -> {
            JsonNode lines = header.getValue();
            (lines.isArray() ? lines.valueStream() : Stream.of(lines))
                    .forEach(line -> delivery.header(header.getKey(), line.asString()));
        });
        return delivery.build();
    }

    private static String text(JsonNode vector, String name, String otherwise) {
        return vector.has(name) ? vector.get(name).asString() : otherwise;
    }
}
