package io.countersign.verify;

import static io.countersign.verify.Requests.NOW;
import static io.countersign.verify.Requests.SECRET;
import static io.countersign.verify.Requests.bytes;
import static io.countersign.verify.Requests.hmac;
import static io.countersign.verify.Requests.hmacHex;
import static io.countersign.verify.Requests.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.scheme.HeaderNames;
import io.countersign.scheme.Scheme;
import io.countersign.scheme.Schemes;
import io.countersign.scheme.SignatureScheme;
import io.countersign.scheme.TimestampRule;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which headers are read, and what is said where one is missing, repeated or not what it should be. */
class HeaderReadingTest {
    private static final byte[] BODY = bytes("{\"a\":1}");
    private static final String TIME = Long.toString(NOW.getEpochSecond());
    private static final byte[] KEY = bytes("a key of thirty-two bytes or so.");
    private static final SigningSecret WHSEC =
            SigningSecret.of("sw", "whsec_" + Base64.getEncoder().encodeToString(KEY));
    private static final SignatureScheme ALL_SIGNED = SignatureScheme.hmacSha256("X-Signature", "{hex}")
            .signed("{id}.{timestamp}.{body}")
            .timestamp(TimestampRule.secondsInHeader("X-Time"))
            .idHeader("X-Id")
            .build();

    private static Verification verify(Scheme scheme, SigningSecret secret, Delivery.Builder delivery) {
        return WebhookVerifier.builder(scheme)
                .secrets(SecretRing.of(secret))
                .build()
                .verify(delivery.build());
    }

    private static String verdict(Scheme scheme, SigningSecret secret, Delivery.Builder delivery) {
        return verify(scheme, secret, delivery) instanceof Verification.Rejected rejected
                ? rejected.reason().name()
                : "VERIFIED";
    }

    private static String stripe(String header) {
        return verdict(Schemes.stripe(), SECRET, post(BODY).header("Stripe-Signature", header));
    }

    @ParameterizedTest
    @CsvSource({
        "X-Signature,X-Time,X-Id",
        "x-signature,x-time,x-id",
        "X-SIGNATURE,X-TIME,X-ID",
        "x-Signature,X-tIME,x-iD"
    })
    void headers_inAnyCase_areFound(String signature, String time, String id) {
        Delivery.Builder delivery = post(BODY)
                .header("Y-Id", "other")
                .header("X-Ie", "other")
                .header(signature, hmacHex(SECRET, bytes("id-1." + TIME + "."), BODY))
                .header(time, TIME)
                .header(id, "id-1");

        assertThat(verify(ALL_SIGNED, SECRET, delivery))
                .isInstanceOfSatisfying(
                        Verification.Verified.class,
                        verified -> assertThat(verified.delivery().deliveryId()).hasValue("id-1"));
        assertThat(verdict(ALL_SIGNED, SECRET, delivery.header("X-ID", "id-1"))).isEqualTo("HEADER_REPEATED");
    }

    @Test
    void timeInTheSignature_isThereOnce() {
        String signature = "v1=" + hmacHex(SECRET, bytes(TIME + "."), BODY);

        assertThat(stripe("t=" + TIME + "," + signature)).isEqualTo("VERIFIED");
        assertThat(stripe(signature + ", t=" + TIME)).isEqualTo("VERIFIED");
        assertThat(stripe(signature)).isEqualTo("TIMESTAMP_MISSING");
        assertThat(stripe("t=" + TIME + ",t=" + TIME + "," + signature)).isEqualTo("HEADER_REPEATED");
        assertThat(stripe("t=," + signature)).isEqualTo("TIMESTAMP_MALFORMED");
    }

    private static Delivery.Builder allSigned() {
        return post(BODY)
                .header("X-Id", "evt_1")
                .header("X-Time", TIME)
                .header("X-Signature", hmacHex(SECRET, bytes("evt_1." + TIME + "."), BODY));
    }

    @Test
    void headerWhoseNameIsAsLong_isAnother() {
        assertThat(verdict(ALL_SIGNED, SECRET, allSigned())).isEqualTo("VERIFIED");
        for (String asLong : new String[] {"Y-Id", "Y-Time", "Y-Signature"}) {
            assertThat(verdict(ALL_SIGNED, SECRET, allSigned().header(asLong, "1")))
                    .isEqualTo("VERIFIED");
        }
    }

    @Test
    void idThatIsSigned_mustBeThere() {
        Delivery.Builder withoutId =
                post(BODY).header("X-Time", TIME).header("X-Signature", hmacHex(SECRET, bytes("." + TIME + "."), BODY));

        assertThat(verdict(ALL_SIGNED, SECRET, withoutId)).isEqualTo("ID_MISSING");
    }

    @Test
    void idThatIsNotSigned_mayBeMissingOrHoldWhatSeparatesTheSignedFields() {
        SignatureScheme idNotSigned =
                ALL_SIGNED.toBuilder().signed("{timestamp}.{body}").build();
        String signature = hmacHex(SECRET, bytes(TIME + "."), BODY);

        Verification without =
                verify(idNotSigned, SECRET, post(BODY).header("X-Time", TIME).header("X-Signature", signature));
        Verification with = verify(
                idNotSigned,
                SECRET,
                post(BODY)
                        .header("X-Time", TIME)
                        .header("X-Signature", signature)
                        .header("X-Id", "evt.1"));

        assertThat(((Verification.Verified) without).delivery().deliveryId()).isEmpty();
        assertThat(((Verification.Verified) with).delivery().deliveryId()).contains("evt.1");
    }

    @Test
    void signatureThatIsNone_isNamedBeforeWhatElseIsMissing() {
        assertThat(verdict(ALL_SIGNED, SECRET, post(BODY).header("X-Signature", "none")))
                .isEqualTo("SIGNATURE_MALFORMED");
    }

    /** 44 characters for v1 and 88 for v1a: the right lengths, well spelt or not. */
    @ParameterizedTest
    @CsvSource({
        "v1 bad, SIGNATURE_MALFORMED",
        "v1 good, SIGNATURE_MISMATCH",
        "v1a bad, SIGNATURE_MALFORMED",
        "v1a good, SIGNATURE_MISMATCH",
        "v1 bad v1a good, SIGNATURE_MISMATCH",
        "v1 good v1a bad, SIGNATURE_MISMATCH",
        "v1 bad v1a bad, SIGNATURE_MALFORMED"
    })
    void signaturesThatDoNotMatch_areMalformedOnlyIfNoneIsWellSpelt(String header, String expected) {
        String signatures = header.replace("v1a bad", "v1a," + "!".repeat(88))
                .replace("v1a good", "v1a," + Base64.getEncoder().encodeToString(new byte[64]))
                .replace("v1 bad", "v1," + "!".repeat(44))
                .replace("v1 good", "v1," + Base64.getEncoder().encodeToString(new byte[32]));

        assertThat(verdict(
                        Schemes.standardWebhooks(),
                        WHSEC,
                        post(BODY)
                                .header("webhook-id", "msg_1")
                                .header("webhook-timestamp", TIME)
                                .header("webhook-signature", signatures)))
                .isEqualTo(expected);
    }

    private static String standardSignature() {
        return "v1," + Base64.getEncoder().encodeToString(hmac("HmacSHA256", KEY, bytes("msg_1." + TIME + "."), BODY));
    }

    @ParameterizedTest
    @CsvSource({
        "svix-id svix-timestamp",
        "svix-id svix-signature",
        "svix-timestamp svix-signature",
        "svix-signature",
        "svix-id"
    })
    void setOfHeadersThatIsNotWhole_isNotRead(String sent) {
        Delivery.Builder delivery = post(BODY)
                .header("webhook-id", "msg_1")
                .header("webhook-timestamp", TIME)
                .header("webhook-signature", standardSignature());
        for (String name : sent.split(" ")) {
            delivery.header(name, "1");
        }

        assertThat(verdict(Schemes.svix(), WHSEC, delivery)).isEqualTo("VERIFIED");
    }

    @Test
    void setOfOneHeader_isWholeWithIt() {
        SignatureScheme twoNames = SignatureScheme.hmacSha256("X-New", "{hex}")
                .otherHeaders(new HeaderNames("X-Old", null, null))
                .build();
        String right = hmacHex(SECRET, BODY);
        String wrong = "0".repeat(64);

        assertThat(verdict(twoNames, SECRET, post(BODY).header("X-New", right))).isEqualTo("VERIFIED");
        assertThat(verdict(twoNames, SECRET, post(BODY).header("X-Old", right))).isEqualTo("VERIFIED");
        assertThat(verdict(twoNames, SECRET, post(BODY).header("X-Old", right).header("X-New", wrong)))
                .isEqualTo("SIGNATURE_MISMATCH");
        assertThat(verdict(twoNames, SECRET, post(BODY).header("X-Old", wrong).header("X-New", right)))
                .isEqualTo("VERIFIED");
    }
}
