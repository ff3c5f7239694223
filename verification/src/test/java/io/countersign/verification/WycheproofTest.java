package io.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.scheme.MacAlgorithm;
import io.countersign.scheme.SignatureScheme;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.verify.Delivery;
import io.countersign.verify.RejectionReason;
import io.countersign.verify.Verification;
import io.countersign.verify.WebhookVerifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Project Wycheproof's vectors, each as a delivery to the public verifier, signed in hexadecimal and in base64. */
class WycheproofTest {
    private static final HexFormat HEX = HexFormat.of();

    private static final Map<String, Function<byte[], String>> CODES =
            Map.of("{hex}", HEX::formatHex, "{base64}", Base64.getEncoder()::encodeToString);

    /** One vector of a HMAC file. */
    private record HmacVector(
            MacAlgorithm algorithm, String name, byte[] key, byte[] message, byte[] tag, String result) {
        boolean hasWholeTag() {
            return tag.length == algorithm.tagBytes();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @TestFactory
    Stream<DynamicTest> wholeTag_isVerifiedWhereItIsValidAndAMismatchElsewhere() {
        return hmacVectors().stream()
                .filter(HmacVector::hasWholeTag)
                .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> {
                    if (vector.result().equals("invalid")) {
                        assertRejected(vector, RejectionReason.SIGNATURE_MISMATCH);
                    } else {
                        assertVerified(vector);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> tagThatWasCutShort_isRefusedEvenWhereItIsValid() {
        return hmacVectors().stream()
                .filter(vector -> !vector.hasWholeTag())
                .map(vector -> DynamicTest.dynamicTest(
                        vector.name(), () -> assertRejected(vector, RejectionReason.SIGNATURE_MALFORMED)));
    }

    @Test
    void files_areThereWhole() {
        assertThat(hmacVectors()).hasSize(170 + 3 * 174);
        assertThat(hmacVectors().stream().filter(HmacVector::hasWholeTag)).hasSize(4 * 87);
        assertThat(hmacVectors()).extracting(HmacVector::result).containsOnly("valid", "invalid");
        assertThat(hmacVectors()).noneMatch(vector -> vector.key().length == 0);
    }

    private static void assertVerified(HmacVector vector) {
        CODES.forEach((format, code) ->
                assertThat(verdict(vector, format, code)).as(format).isInstanceOf(Verification.Verified.class));
    }

    private static void assertRejected(HmacVector vector, RejectionReason reason) {
        CODES.forEach((format, code) ->
                assertThat(verdict(vector, format, code)).as(format).isEqualTo(new Verification.Rejected(reason)));
    }

    private static Verification verdict(HmacVector vector, String format, Function<byte[], String> code) {
        return WebhookVerifier.builder(SignatureScheme.with(vector.algorithm(), "X-Signature", format)
                        .build())
                .secrets(SecretRing.of(SigningSecret.of("wycheproof", vector.key())))
                .allowShortSecrets()
                .build()
                .verify(Delivery.post("/")
                        .header("X-Signature", code.apply(vector.tag()))
                        .body(vector.message())
                        .receivedAt(Instant.EPOCH)
                        .build());
    }

    private static List<HmacVector> hmacVectors() {
        List<HmacVector> vectors = new ArrayList<>();
        for (MacAlgorithm algorithm : MacAlgorithm.values()) {
            String file = "wycheproof/" + algorithm.name().toLowerCase(Locale.ROOT) + "_test.json";
            for (JsonNode group : VectorFiles.read(file).get("testGroups")) {
                for (JsonNode test : group.get("tests")) {
                    vectors.add(new HmacVector(
                            algorithm,
                            algorithm + " " + test.get("tcId").asInt() + ", "
                                    + group.get("tagSize").asInt() + " bits: "
                                    + test.get("result").asString() + " "
                                    + test.get("comment").asString(),
                            bytes(test, "key"),
                            bytes(test, "msg"),
                            bytes(test, "tag"),
                            test.get("result").asString()));
                }
            }
        }
        return vectors;
    }

    private static byte[] bytes(JsonNode test, String field) {
        return HEX.parseHex(test.get(field).asString());
    }
}
