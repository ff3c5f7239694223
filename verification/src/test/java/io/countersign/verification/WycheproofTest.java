package io.countersign.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.scheme.SignatureAlgorithm;
import io.countersign.scheme.SignatureScheme;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.verify.Delivery;
import io.countersign.verify.RejectionReason;
import io.countersign.verify.Verification;
import io.countersign.verify.WebhookVerifier;
import java.time.Instant;
import java.util.Arrays;
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

    /** One vector of any file. */
    private record Vector(
            SignatureAlgorithm algorithm, String name, byte[] key, byte[] message, byte[] signature, boolean valid) {
        boolean isWhole() {
            return signature.length == algorithm.signatureBytes();
        }

        boolean isHmac() {
            return algorithm != SignatureAlgorithm.ED25519;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @TestFactory
    Stream<DynamicTest> wholeSignature_isVerifiedWhereItIsValidAndAMismatchElsewhere() {
        return vectors()
                .filter(Vector::isWhole)
                .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> {
                    if (vector.valid()) {
                        assertVerified(vector);
                    } else {
                        assertRejected(vector, RejectionReason.SIGNATURE_MISMATCH);
                    }
                }));
    }

    /** Half of the HMAC groups hold tags that were cut short on purpose, and some of Ed25519's signatures are. */
    @TestFactory
    Stream<DynamicTest> signatureOfAnotherLength_isRefusedEvenWhereItIsValid() {
        return vectors()
                .filter(vector -> !vector.isWhole())
                .map(vector -> DynamicTest.dynamicTest(
                        vector.name(), () -> assertRejected(vector, RejectionReason.SIGNATURE_MALFORMED)));
    }

    @Test
    void files_areThereWhole() {
        List<Vector> vectors = vectors().toList();
        assertThat(vectors).hasSize(170 + 3 * 174 + 151);
        assertThat(vectors.stream().filter(Vector::isHmac).filter(Vector::isWhole))
                .hasSize(4 * 87);
        assertThat(vectors.stream().filter(vector -> !vector.isHmac() && vector.isWhole()))
                .hasSize(151 - 12);
        assertThat(vectors.stream().filter(Vector::valid)).hasSize(4 * 66 + 88);
        assertThat(vectors).noneMatch(vector -> vector.key().length == 0);
    }

    private static void assertVerified(Vector vector) {
        CODES.forEach((format, code) ->
                assertThat(verdict(vector, format, code)).as(format).isInstanceOf(Verification.Verified.class));
    }

    private static void assertRejected(Vector vector, RejectionReason reason) {
        CODES.forEach((format, code) ->
                assertThat(verdict(vector, format, code)).as(format).isEqualTo(new Verification.Rejected(reason)));
    }

    private static Verification verdict(Vector vector, String format, Function<byte[], String> code) {
        return WebhookVerifier.builder(SignatureScheme.with(vector.algorithm(), "X-Signature", format)
                        .build())
                .secrets(SecretRing.of(SigningSecret.of("wycheproof", vector.key())))
                .allowWeakSecrets()
                .build()
                .verify(Delivery.post("/")
                        .header("X-Signature", code.apply(vector.signature()))
                        .body(vector.message())
                        .receivedAt(Instant.EPOCH)
                        .build());
    }

    private static Stream<Vector> vectors() {
        return Arrays.stream(SignatureAlgorithm.values()).flatMap(WycheproofTest::vectors);
    }

    private static Stream<Vector> vectors(SignatureAlgorithm algorithm) {
        JsonNode file = VectorFiles.read("wycheproof/" + algorithm.name().toLowerCase(Locale.ROOT) + "_test.json");
        return file.get("testGroups")
                .valueStream()
                .flatMap(group -> group.get("tests").valueStream().map(test -> vector(algorithm, group, test)));
    }

    private static Vector vector(SignatureAlgorithm algorithm, JsonNode group, JsonNode test) {
        boolean hmac = algorithm != SignatureAlgorithm.ED25519;
        String result = test.get("result").asString();
        assertThat(result).isIn("valid", "invalid");
        return new Vector(
                algorithm,
                algorithm + " " + test.get("tcId").asInt() + ", " + result + ": "
                        + test.get("comment").asString(),
                bytes(hmac ? test.get("key") : group.get("publicKey").get("pk")),
                bytes(test.get("msg")),
                bytes(test.get(hmac ? "tag" : "sig")),
                result.equals("valid"));
    }

    private static byte[] bytes(JsonNode text) {
        return HEX.parseHex(text.asString());
    }
}
