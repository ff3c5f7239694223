package io.countersign.verify;

import static io.countersign.verify.Requests.SECRET;
import static io.countersign.verify.Requests.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.scheme.Schemes;
import io.countersign.secret.SecretRing;
import java.net.URI;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioTest {
    private static final String URL = "https://example.com/sms?a=1";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final byte[] JSON = bytes("{\"property\": \"value\", \"boolean\": true}");
    private static final String JSON_SHA256 = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";

    private static String verdict(String url, String type, byte[] body, String signed) {
        String tag = Base64.getEncoder().encodeToString(Requests.hmac("HmacSHA1", SECRET.revealValue(), bytes(signed)));
        Delivery delivery = Delivery.post(url)
                .header("Content-Type", type)
                .header("X-Twilio-Signature", tag)
                .body(body)
                .receivedAt(Requests.NOW)
                .build();
        Verification verdict = WebhookVerifier.builder(Schemes.twilio())
                .secrets(SecretRing.of(SECRET))
                .publicUrl(URI.create("https://example.com"))
                .build()
                .verify(delivery);
        return verdict instanceof Verification.Rejected rejected
                ? rejected.reason().name()
                : ((Verification.Verified) verdict).delivery().trust().name();
    }

    @ParameterizedTest
    @CsvSource({
        "B=2&A=1, A1B2",
        "A=b+c&B=%2B1, Ab cB+1",
        "a=1&B=2, B2a1",
        "A=2&A=1, A1A2",
        "A=1&A=1, A1",
        "A=&B, AB",
        "A=x%3Dy%26z, Ax=y&z",
        "A=%C3%A4, Aä"
    })
    void form_isSignedSortedAndDecoded(String body, String sorted) {
        assertThat(verdict(URL, FORM, bytes(body), URL + sorted)).isEqualTo("SIGNED_BODY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A=%", "A=%4", "A=%zz", "%G1=x"})
    void form_thatIsNotWellEncoded_isRefused(String body) {
        assertThat(verdict(URL, FORM, bytes(body), URL + body.replace("=", ""))).isEqualTo("SIGNATURE_MISMATCH");
    }

    @Test
    void form_withAParameterMore_isRefused() {
        assertThat(verdict(URL, FORM, bytes("A=1&B=2"), URL + "A1")).isEqualTo("SIGNATURE_MISMATCH");
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/sms, https://example.com:443/sms",
        "https://example.com:443/sms, https://example.com/sms",
        "http://example.com/sms, http://example.com:80/sms",
        "https://example.com, https://example.com:443",
        "/sms, https://example.com/sms"
    })
    void url_standardPortMoreOrLess_isTheSame(String called, String signed) {
        assertThat(verdict(called, FORM, bytes("A=1"), signed + "A1")).isEqualTo("SIGNED_BODY");
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com:8443/sms, https://example.com/sms",
        "https://example.com/sms, https://example.com:80/sms",
        "https://example.com/sms, http://example.com/sms",
        "https://example.com/sms, https://example.com/sms/"
    })
    void url_otherwiseDifferent_isAnother(String called, String signed) {
        assertThat(verdict(called, FORM, bytes("A=1"), signed + "A1")).isEqualTo("SIGNATURE_MISMATCH");
    }

    @Test
    void json_whoseDigestTheUrlNames_isVerified() {
        String url = URL + "&bodySHA256=" + JSON_SHA256;

        assertThat(verdict(url, "application/json", JSON, url)).isEqualTo("SIGNED_BODY");
        assertThat(verdict(url, "application/json", bytes("{}"), url)).isEqualTo("SIGNATURE_MISMATCH");
        assertThat(verdict(url, FORM, bytes("A=1"), url + "A1")).isEqualTo("SIGNATURE_MISMATCH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&bodySHA256=", "&bodySHA256=00", "&bodySHA256=zz", "&xbodySHA256=" + JSON_SHA256, ""})
    void json_whoseDigestTheUrlDoesNotName_isRefused(String query) {
        String url = URL + query;

        assertThat(verdict(url, "application/json", JSON, url)).isIn("BODY_NOT_SIGNED", "SIGNATURE_MISMATCH");
    }

    @Test
    void json_withTwoDigestsInTheUrl_isRefused() {
        String url = URL + "&bodySHA256=" + JSON_SHA256 + "&bodySHA256=" + JSON_SHA256;

        assertThat(verdict(url, "application/json", JSON, url)).isEqualTo("BODY_NOT_SIGNED");
    }

    @Test
    void callWithoutBody_isSignedByItsUrl() {
        assertThat(verdict(URL, "text/plain", new byte[0], URL)).isEqualTo("SIGNED_BODY");
    }

    private static String unsigned(Delivery.Builder delivery) {
        Verification verdict = WebhookVerifier.builder(Schemes.twilio())
                .secrets(SecretRing.of(SECRET))
                .publicUrl(URI.create("https://example.com"))
                .build()
                .verify(delivery.receivedAt(Requests.NOW).build());
        return ((Verification.Rejected) verdict).reason().name();
    }

    @Test
    void signature_ofAnotherLength_isMalformed() {
        assertThat(unsigned(Delivery.post("/sms").header("X-Twilio-Signature", "AAAA")))
                .isEqualTo("SIGNATURE_MALFORMED");
    }

    @Test
    void body_withoutAType_isNotSigned() {
        assertThat(unsigned(Delivery.post("/sms")
                        .header("X-Twilio-Signature", "A".repeat(27) + "=")
                        .body(bytes("A=1"))))
                .isEqualTo("BODY_NOT_SIGNED");
    }

    @Test
    void url_thatIsNone_isSignedAsItIs() {
        assertThat(verdict("sms", FORM, bytes("A=1"), "smsA1")).isEqualTo("SIGNED_BODY");
    }
}
