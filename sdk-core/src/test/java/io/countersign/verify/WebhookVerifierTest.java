package io.countersign.verify;

import static io.countersign.verify.Requests.NOW;
import static io.countersign.verify.Requests.OTHER;
import static io.countersign.verify.Requests.SECRET;
import static io.countersign.verify.Requests.bytes;
import static io.countersign.verify.Requests.hmac;
import static io.countersign.verify.Requests.hmacHex;
import static io.countersign.verify.Requests.post;
import static io.countersign.verify.Requests.statusPulse;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.countersign.scheme.Scheme;
import io.countersign.scheme.Schemes;
import io.countersign.scheme.SecretFormat;
import io.countersign.scheme.SignatureAlgorithm;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.TimestampRule;
import io.countersign.scheme.UnauthenticatedScheme;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookVerifierTest {
    private static final byte[] BODY = bytes("{\"event_type\":\"incident_opened\"}\n");
    private static final SignatureScheme TIMED = SignatureScheme.hmacSha256("X-Signature", "{hex}")
            .signed("{timestamp}.{body}")
            .timestamp(TimestampRule.secondsInHeader("X-Timestamp"))
            .build();

    private static WebhookVerifier verifier(Scheme scheme, SigningSecret... secrets) {
        return WebhookVerifier.builder(scheme).secrets(SecretRing.of(secrets)).build();
    }

    private static VerifiedDelivery verified(Verification verdict) {
        assertThat(verdict).isInstanceOf(Verification.Verified.class);
        return ((Verification.Verified) verdict).delivery();
    }

    private static RejectionReason reason(Verification verdict) {
        assertThat(verdict).isInstanceOf(Verification.Rejected.class);
        return ((Verification.Rejected) verdict).reason();
    }

    private static String verdict(Verification verdict) {
        return verdict instanceof Verification.Verified
                ? "VERIFIED"
                : reason(verdict).name();
    }

    private static String statusPulseVerdict(String headerValue) {
        return verdict(verifier(Schemes.statusPulse(), SECRET)
                .verify(post(BODY)
                        .header("X-StatusPulse-Signature", headerValue)
                        .build()));
    }

    private static Delivery timed(String timestamp) {
        return post(BODY)
                .header("X-Signature", hmacHex(SECRET, bytes(timestamp + "."), BODY))
                .header("X-Timestamp", timestamp)
                .build();
    }

    @Test
    void verify_signedBody_isVerifiedWithTheSecretThatMatched() {
        Delivery delivery = statusPulse(SECRET, BODY).build();

        VerifiedDelivery proof =
                verified(verifier(Schemes.statusPulse(), OTHER, SECRET).verify(delivery));

        assertThat(proof.secretId()).contains("current");
        assertThat(proof.trust()).isEqualTo(Trust.SIGNED_BODY);
        assertThat(proof.delivery()).isSameAs(delivery);
        assertThat(proof.delivery().body()).isEqualTo(BODY);
    }

    @Test
    void verify_bodyThatIsNotText_isVerifiedByteForByte() {
        byte[] body = {'a', (byte) 0xff, '\r', '\n', 0, (byte) 0xc0};
        byte[] asADecoderWouldRepairIt = bytes(new String(body, UTF_8));
        WebhookVerifier verifier = verifier(Schemes.statusPulse(), SECRET);

        assertThat(verdict(verifier.verify(statusPulse(SECRET, body).build()))).isEqualTo("VERIFIED");
        assertThat(verdict(verifier.verify(post(asADecoderWouldRepairIt)
                        .header("X-StatusPulse-Signature", hmacHex(SECRET, body))
                        .build())))
                .isEqualTo("SIGNATURE_MISMATCH");
    }

    @Test
    void verify_emptyBody_isVerifiedWhenSigned() {
        assertThat(verdict(verifier(Schemes.statusPulse(), SECRET)
                        .verify(statusPulse(SECRET, new byte[0]).build())))
                .isEqualTo("VERIFIED");
    }

    @Test
    void verify_anotherSecret_isAMismatch() {
        assertThat(verdict(verifier(Schemes.statusPulse(), OTHER)
                        .verify(statusPulse(SECRET, BODY).build())))
                .isEqualTo("SIGNATURE_MISMATCH");
    }

    @Test
    void verify_noHeader_isMissing() {
        assertThat(verdict(verifier(Schemes.statusPulse(), SECRET)
                        .verify(post(BODY).build())))
                .isEqualTo("SIGNATURE_MISSING");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",,,,",
                "sha256=",
                "sha256=zz",
                "sha256",
                "sha1=00",
                "v1,",
                "=",
                "sha256=sha256=",
                "\u0000",
                "\ud800",
                "\uff41\uff41",
                "${jndi:ldap://x}"
            })
    void verify_headerThatHoldsNoSignature_isMalformed(String value) {
        assertThat(statusPulseVerdict(value)).isEqualTo("SIGNATURE_MALFORMED");
    }

    @Test
    void verify_truncatedSignature_isMalformed() {
        String whole = hmacHex(SECRET, BODY);
        for (int length = 0; length < whole.length(); length++) {
            assertThat(statusPulseVerdict("sha256=" + whole.substring(0, length)))
                    .isEqualTo("SIGNATURE_MALFORMED");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "sha256=%s",
                " sha256=%s ",
                "\tsha256=%s",
                "sha256=%s,",
                "sha256=00, sha256=%s",
                "%2$s %1$s"
            })
    void verify_spellingsOfStatusPulse_areVerified(String spelling) {
        assertThat(statusPulseVerdict(spelling.formatted(hmacHex(SECRET, BODY), hmacHex(OTHER, BODY))))
                .isEqualTo("VERIFIED");
    }

    @Test
    void verify_upperCaseHex_isVerified() {
        assertThat(statusPulseVerdict(hmacHex(SECRET, BODY).toUpperCase(Locale.ROOT)))
                .isEqualTo("VERIFIED");
    }

    @Test
    void verify_headerNameInAnotherCase_isFound() {
        Delivery delivery = post(BODY)
                .header("x-STATUSPULSE-signature", hmacHex(SECRET, BODY))
                .build();

        assertThat(verdict(verifier(Schemes.statusPulse(), SECRET).verify(delivery)))
                .isEqualTo("VERIFIED");
    }

    @Test
    void verify_dualSignatureOnTwoLines_isVerifiedByEither() {
        Delivery delivery = post(BODY)
                .header("X-StatusPulse-Signature", "sha256=" + hmacHex(OTHER, BODY))
                .header("X-StatusPulse-Signature", "sha256=" + hmacHex(SECRET, BODY))
                .build();

        assertThat(verified(verifier(Schemes.statusPulse(), SECRET).verify(delivery))
                        .secretId())
                .contains("current");
        assertThat(verified(verifier(Schemes.statusPulse(), OTHER).verify(delivery))
                        .secretId())
                .contains("other");
    }

    @Test
    void verify_headerSentTwiceWhereOneSignatureIsAllowed_isRefusedEvenIfBothMatch() {
        String right = "sha256=" + hmacHex(SECRET, BODY);
        Delivery delivery = post(BODY)
                .header("x-statuspageone-signature", right)
                .header("x-statuspageone-signature", right)
                .build();

        assertThat(verdict(verifier(Schemes.statusPageOne(), SECRET).verify(delivery)))
                .isEqualTo("HEADER_REPEATED");
    }

    @ParameterizedTest
    @CsvSource({"16, VERIFIED", "17, SIGNATURES_TOO_MANY"})
    void verify_listOfSignatures_isBoundedAtSixteen(int count, String expected) {
        String filler = ("sha256=" + "0".repeat(64) + ",").repeat(count - 1);

        assertThat(statusPulseVerdict(filler + "sha256=" + hmacHex(SECRET, BODY)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"-1, VERIFIED", "0, SIGNATURE_MISMATCH", "1, SIGNATURE_MISMATCH"})
    void verify_previousSecret_isAcceptedUntilTheInstantOfItsWindow(int secondsAfter, String expected) {
        WebhookVerifier verifier = WebhookVerifier.builder(Schemes.statusPulse())
                .secrets(SecretRing.of(OTHER).andUntil(SECRET, NOW))
                .build();

        assertThat(verdict(verifier.verify(statusPulse(SECRET, BODY)
                        .receivedAt(NOW.plusSeconds(secondsAfter))
                        .build())))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"-1, SIGNATURE_MISMATCH", "0, VERIFIED", "1, VERIFIED"})
    void verify_nextSecret_isAcceptedFromTheInstantOfItsWindow(int secondsAfter, String expected) {
        WebhookVerifier verifier = WebhookVerifier.builder(Schemes.statusPulse())
                .secrets(SecretRing.of(OTHER).andFrom(SECRET, NOW))
                .build();

        assertThat(verdict(verifier.verify(statusPulse(SECRET, BODY)
                        .receivedAt(NOW.plusSeconds(secondsAfter))
                        .build())))
                .isEqualTo(expected);
    }

    @Test
    void verify_everyWindowClosed_isOurFault() {
        WebhookVerifier verifier = verifier(Schemes.statusPulse(), SECRET.acceptUntil(NOW.minusSeconds(1)));

        RejectionReason reason =
                reason(verifier.verify(statusPulse(SECRET, BODY).build()));

        assertThat(reason).isEqualTo(RejectionReason.NO_LIVE_SECRET);
        assertThat(reason.isOurFault()).isTrue();
    }

    @Test
    void verify_sourceThatFails_isOurFaultAndDoesNotThrow() {
        AtomicReference<SecretRing> ring = new AtomicReference<>(SecretRing.of(SECRET));
        WebhookVerifier verifier = WebhookVerifier.builder(Schemes.statusPulse())
                .secrets(() -> {
                    SecretRing now = ring.get();
                    if (now == null) {
                        throw new IllegalStateException("the vault is sealed");
                    }
                    return now;
                })
                .build();
        Delivery delivery = statusPulse(SECRET, BODY).build();
        assertThat(verdict(verifier.verify(delivery))).isEqualTo("VERIFIED");

        ring.set(null);

        assertThat(verdict(verifier.verify(delivery))).isEqualTo("SECRETS_UNAVAILABLE");
    }

    @Test
    void verify_sourceWithAnotherRing_takesEffectAtOnce() {
        AtomicReference<SecretRing> ring = new AtomicReference<>(SecretRing.of(SECRET));
        WebhookVerifier verifier = WebhookVerifier.builder(Schemes.statusPulse())
                .secrets(ring::get)
                .build();

        ring.set(SecretRing.of(OTHER));

        assertThat(verdict(verifier.verify(statusPulse(SECRET, BODY).build()))).isEqualTo("SIGNATURE_MISMATCH");
        assertThat(verdict(verifier.verify(statusPulse(OTHER, BODY).build()))).isEqualTo("VERIFIED");
    }

    @ParameterizedTest
    @CsvSource({
        "-301, TIMESTAMP_STALE",
        "-300, VERIFIED",
        "-299, VERIFIED",
        "0, VERIFIED",
        "299, VERIFIED",
        "300, VERIFIED",
        "301, TIMESTAMP_IN_FUTURE"
    })
    void verify_signedTime_isExactAtBothBounds(long secondsFromNow, String expected) {
        assertThat(verdict(verifier(TIMED, SECRET).verify(timed(Long.toString(NOW.getEpochSecond() + secondsFromNow)))))
                .isEqualTo(expected);
    }

    @Test
    void verify_signedTime_isOnTheProof() {
        assertThat(verified(verifier(TIMED, SECRET).verify(timed(Long.toString(NOW.getEpochSecond()))))
                        .signedAt())
                .contains(NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "+1795255200",
                "-1",
                "01795255200",
                "1795255200.0",
                "1e9",
                "\u0661\u0667\u0669\u0665",
                "9223372036854775808",
                "-9223372036854775808",
                "1795255200000",
                "1 795255200"
            })
    void verify_timeThatIsNoPlainNumberOfSeconds_isMalformed(String timestamp) {
        assertThat(verdict(verifier(TIMED, SECRET).verify(timed(timestamp)))).isEqualTo("TIMESTAMP_MALFORMED");
    }

    @Test
    void verify_milliseconds_areNotGuessed() {
        SignatureScheme millis = SignatureScheme.hmacSha256("X-Signature", "{hex}")
                .signed("{timestamp}.{body}")
                .timestamp(TimestampRule.millisInHeader("X-Timestamp"))
                .build();

        assertThat(verdict(verifier(millis, SECRET).verify(timed(Long.toString(NOW.toEpochMilli())))))
                .isEqualTo("VERIFIED");
        assertThat(verdict(verifier(millis, SECRET).verify(timed(Long.toString(NOW.getEpochSecond())))))
                .isEqualTo("TIMESTAMP_STALE");
    }

    @Test
    void verify_timeMissingOrSentTwice_isRefused() {
        String signature = hmacHex(SECRET, bytes("1."), BODY);

        assertThat(verdict(verifier(TIMED, SECRET)
                        .verify(post(BODY).header("X-Signature", signature).build())))
                .isEqualTo("TIMESTAMP_MISSING");
        assertThat(verdict(verifier(TIMED, SECRET)
                        .verify(post(BODY)
                                .header("X-Signature", signature)
                                .header("X-Timestamp", "1")
                                .header("X-Timestamp", "1")
                                .build())))
                .isEqualTo("HEADER_REPEATED");
    }

    @Test
    void verify_idThatReachesIntoTheNextField_isRefused() {
        WebhookVerifier verifier = verifier(
                Schemes.standardWebhooks(), SigningSecret.of("sw", "whsec_Y291bnRlcnNpZ24gdGVzdHMsIDI2IGJ5dGU="));
        byte[] key = Base64.getDecoder().decode("Y291bnRlcnNpZ24gdGVzdHMsIDI2IGJ5dGU=");
        String time = Long.toString(NOW.getEpochSecond());
        // One signature, two readings: id "x", body "T.evil" and id "x.T", body "evil".
        String signature = "v1,"
                + Base64.getEncoder()
                        .encodeToString(hmac("HmacSHA256", key, bytes("x." + time + "." + time + ".evil")));

        assertThat(verdict(verifier.verify(post(bytes(time + ".evil"))
                        .header("webhook-id", "x")
                        .header("webhook-timestamp", time)
                        .header("webhook-signature", signature)
                        .build())))
                .isEqualTo("VERIFIED");
        assertThat(verdict(verifier.verify(post(bytes("evil"))
                        .header("webhook-id", "x." + time)
                        .header("webhook-timestamp", time)
                        .header("webhook-signature", signature)
                        .build())))
                .isEqualTo("ID_MALFORMED");
    }

    @ParameterizedTest
    @CsvSource({"0, ID_MALFORMED", "1, VERIFIED", "255, VERIFIED", "256, ID_MALFORMED"})
    void verify_deliveryId_isOneTo255Characters(int length, String expected) {
        Delivery delivery = post(BODY)
                .header("X-Hub-Signature-256", "sha256=" + hmacHex(SECRET, BODY))
                .header("X-GitHub-Delivery", "i".repeat(length))
                .build();

        assertThat(verdict(verifier(Schemes.github(), SECRET).verify(delivery))).isEqualTo(expected);
    }

    @Test
    void verify_unsignedDeliveryId_isOnTheProofAndSaysThatItIsUnsigned() {
        VerifiedDelivery proof = verified(verifier(Schemes.github(), SECRET)
                .verify(post(BODY)
                        .header("X-Hub-Signature-256", "sha256=" + hmacHex(SECRET, BODY))
                        .header("X-GitHub-Delivery", "72d3162e")
                        .build()));

        assertThat(proof.deliveryId()).contains("72d3162e");
        assertThat(proof.isDeliveryIdSigned()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = SignatureAlgorithm.class, names = "HMAC_.*", mode = EnumSource.Mode.MATCH_ALL)
    void verify_eachHmac_isVerified(SignatureAlgorithm algorithm) {
        SignatureScheme scheme =
                SignatureScheme.with(algorithm, "X-Signature", "{hex}").build();
        byte[] tag = hmac(algorithm.name().replace("_SHA", "SHA").replace("HMAC", "Hmac"), SECRET.revealValue(), BODY);

        assertThat(verdict(verifier(scheme, SECRET)
                        .verify(post(BODY)
                                .header("X-Signature", HexFormat.of().formatHex(tag))
                                .build())))
                .isEqualTo("VERIFIED");
    }

    @Test
    void verify_methodAndUrl_areSignedAsSent() {
        SignatureScheme scheme = SignatureScheme.hmacSha256("X-Signature", "{hex}")
                .signed("{method} {url}|{body}")
                .build();
        Delivery delivery = Delivery.post("https://example.com/hook?a=%20b")
                .header("X-Signature", hmacHex(SECRET, bytes("POST https://example.com/hook?a=%20b|"), BODY))
                .body(BODY)
                .receivedAt(NOW)
                .build();

        assertThat(verified(verifier(scheme, SECRET).verify(delivery)).trust()).isEqualTo(Trust.SIGNED_BODY);
    }

    @Test
    void verify_signatureThatDoesNotCoverTheBody_isNoMoreThanASharedSecret() {
        SignatureScheme scheme = SignatureScheme.hmacSha256("X-Signature", "{hex}")
                .signed("{url}")
                .build();
        Delivery delivery = post(BODY)
                .header("X-Signature", hmacHex(SECRET, bytes("/webhooks/test")))
                .build();

        assertThat(verified(verifier(scheme, SECRET).verify(delivery)).trust()).isEqualTo(Trust.SHARED_SECRET);
    }

    @Test
    void verify_hexSecret_isDecoded() {
        SignatureScheme scheme = SignatureScheme.hmacSha256("X-Signature", "{hex}")
                .secret(new SecretFormat(SecretFormat.Encoding.HEX, null, SecretFormat.FLOOR_BYTES))
                .build();
        String hexKey = "00112233445566778899aabbccddeeff";
        byte[] tag = hmac("HmacSHA256", HexFormat.of().parseHex(hexKey), BODY);

        assertThat(verdict(verifier(scheme, SigningSecret.of("hex", hexKey))
                        .verify(post(BODY)
                                .header("X-Signature", HexFormat.of().formatHex(tag))
                                .build())))
                .isEqualTo("VERIFIED");
    }

    @Test
    void verify_unauthenticated_saysSo() {
        WebhookVerifier verifier =
                WebhookVerifier.builder(new UnauthenticatedScheme()).build();

        VerifiedDelivery proof = verified(verifier.verify(post(BODY).build()));

        assertThat(proof.trust()).isEqualTo(Trust.UNAUTHENTICATED);
        assertThat(proof.secretId()).isEmpty();
    }

    @Test
    void verify_arrivalFarFromTheEpoch_givesAVerdict() {
        for (Instant arrival : new Instant[] {Instant.MIN, Instant.EPOCH, Instant.MAX}) {
            Delivery delivery = post(BODY)
                    .header("X-Signature", hmacHex(SECRET, bytes("5."), BODY))
                    .header("X-Timestamp", "5")
                    .receivedAt(arrival)
                    .build();
            assertThat(verifier(TIMED, SECRET).verify(delivery)).isNotNull();
        }
    }

    @Test
    void build_noSecrets_isRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> WebhookVerifier.builder(Schemes.statusPulse()).build())
                .withMessageContaining("no secret, no start");
    }

    @Test
    void build_secretsForASchemeThatChecksNone_isRefused() {
        assertThatIllegalStateException().isThrownBy(() -> verifier(new UnauthenticatedScheme(), SECRET));
    }

    @Test
    void build_keyOf104Bits_isRefusedUnlessShortOnesAreAllowedByName() {
        WebhookVerifier.Builder builder = WebhookVerifier.builder(Schemes.statusPulse())
                .secrets(SecretRing.of(SigningSecret.of("short", "k".repeat(13))));

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContaining("\"short\"")
                .withMessageContaining("14");
        assertThat(builder.allowWeakSecrets().build()).isNotNull();
    }

    @Test
    void build_keyOf112Bits_isAccepted() {
        assertThat(verifier(Schemes.statusPulse(), SigningSecret.of("enough", "k".repeat(14))))
                .isNotNull();
    }

    @Test
    void build_secretThatIsNotInTheSchemesEncoding_isRefusedWithoutShowingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verifier(Schemes.standardWebhooks(), SigningSecret.of("sw", "whsec_not base64!!")))
                .withMessageContaining("\"sw\"")
                .withMessageContaining("base64")
                .withMessageNotContaining("not base64!!");
    }
}
