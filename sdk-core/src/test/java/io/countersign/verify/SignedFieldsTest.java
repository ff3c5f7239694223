package io.countersign.verify;

import static io.countersign.verify.Requests.NOW;
import static io.countersign.verify.Requests.SECRET;
import static io.countersign.verify.Requests.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.countersign.scheme.Scheme;
import io.countersign.scheme.Schemes;
import io.countersign.scheme.SignatureScheme;
import io.countersign.secret.SecretRing;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemes that sign more than the body: the URL, the method, the id, a time inside the body. */
class SignedFieldsTest {
    private static final String MILLIS = Long.toString(NOW.toEpochMilli());

    private static String verdict(Scheme scheme, Delivery.Builder delivery) {
        Verification verdict = WebhookVerifier.builder(scheme)
                .secrets(SecretRing.of(SECRET))
                .publicUrl(URI.create("https://hooks.example.com"))
                .build()
                .verify(delivery.receivedAt(NOW).build());
        return verdict instanceof Verification.Rejected rejected
                ? rejected.reason().name()
                : "VERIFIED";
    }

    private static String base64(String signed) {
        return Base64.getEncoder().encodeToString(Requests.hmac("HmacSHA256", SECRET.revealValue(), bytes(signed)));
    }

    private static SignatureScheme signing(String signed) {
        return SignatureScheme.hmacSha256("X-Signature", "{base64}")
                .signed(signed)
                .idHeader("X-Id")
                .build();
    }

    private static Delivery.Builder square(String url, String body, String signed) {
        return Delivery.post(url).body(bytes(body)).header("x-square-hmacsha256-signature", base64(signed));
    }

    private static String hubSpot(String url, String body, String signed) {
        return verdict(
                Schemes.hubSpot(),
                Delivery.post(url)
                        .body(bytes(body))
                        .header("X-HubSpot-Signature-v3", base64(signed))
                        .header("X-HubSpot-Request-Timestamp", MILLIS));
    }

    @Test
    void url_isTheOneThatTheSenderCalled() {
        assertThat(verdict(Schemes.square(), square("/hook?a=1", "{}", "https://hooks.example.com/hook?a=1{}")))
                .isEqualTo("VERIFIED");
        assertThat(verdict(
                        Schemes.square(), square("https://other.example/hook", "{}", "https://other.example/hook{}")))
                .isEqualTo("VERIFIED");
        assertThat(verdict(Schemes.square(), square("/hook", "{}", "/hook{}"))).isEqualTo("SIGNATURE_MISMATCH");
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.com/, https://hooks.example.com/hook",
        "http://hooks.example.com, http://hooks.example.com/hook",
        "HTTPS://hooks.example.com/in, HTTPS://hooks.example.com/in/hook"
    })
    void publicUrl_standsBeforeThePathAsItIsWritten(String publicUrl, String called) {
        Verification verdict = WebhookVerifier.builder(Schemes.square())
                .secrets(SecretRing.of(SECRET))
                .publicUrl(URI.create(publicUrl))
                .build()
                .verify(square("/hook", "{}", called + "{}").receivedAt(NOW).build());

        assertThat(verdict).isInstanceOf(Verification.Verified.class);
    }

    @Test
    void urlAndBody_ofWhichBytesWereMovedIntoTheOther_areRefused() {
        String signed = "https://hooks.example.com/hook?a=1{\"amount\":1}";

        assertThat(verdict(Schemes.square(), square("/hook?a=1", "{\"amount\":1}", signed)))
                .isEqualTo("VERIFIED");
        assertThat(verdict(Schemes.square(), square("/hook?a=1{", "\"amount\":1}", signed)))
                .isEqualTo("FIELDS_AMBIGUOUS");
        assertThat(verdict(Schemes.square(), square("/hook?a", "=1{\"amount\":1}", signed)))
                .isEqualTo("FIELDS_AMBIGUOUS");
    }

    @Test
    void urlAndEmptyBody_areTold() {
        String signed = "https://hooks.example.com/hook";

        assertThat(verdict(Schemes.square(), square("/hook", "", signed))).isEqualTo("VERIFIED");
        assertThat(verdict(Schemes.square(), square("/hoo", "k", signed))).isEqualTo("FIELDS_AMBIGUOUS");
    }

    @ParameterizedTest
    @CsvSource({
        "/a?q=%3A%2F%3f%40%21%24%27%28%29%2A%2C%3b, /a?q=:/?@!$'()*;",
        "/a?q=%26%3D%20%25%2B, /a?q=%26%3D%20%25%2B",
        "/a?q=%2, /a?q=%2",
        "/a?q=%, /a?q=%",
        "/a?q=%zz%2F, /a?q=%zz/",
        "/a?q=%2z%z2%2F, /a?q=%2z%z2/",
        "/a?q=%252F, /a?q=%252F"
    })
    void hubSpot_urlIsSignedWithTwelveCharactersDecoded(String url, String signed) {
        String expected = signed.replace("*;", "*,;");

        assertThat(hubSpot(url, "{}", "POSThttps://hooks.example.com" + expected + "{}" + MILLIS))
                .isEqualTo("VERIFIED");
    }

    @Test
    void hubSpot_urlThatIsEncodedFromItsFirstCharacterOn_isDecodedToo() {
        assertThat(hubSpot("%2Fa", "{}", "POST/a{}" + MILLIS)).isEqualTo("VERIFIED");
    }

    @Test
    void hubSpot_methodIsSigned() {
        assertThat(hubSpot("/a", "{}", "GEThttps://hooks.example.com/a{}" + MILLIS))
                .isEqualTo("SIGNATURE_MISMATCH");
    }

    @Test
    void method_thatIsNoneOfHttps_cannotCarryBytesOfItsNeighbour() {
        Delivery.Builder odd = Delivery.of("POSTh", "ttps://hooks.example.com/a")
                .body(bytes("{}"))
                .header("X-HubSpot-Signature-v3", base64("POSThttps://hooks.example.com/a{}" + MILLIS))
                .header("X-HubSpot-Request-Timestamp", MILLIS);

        assertThat(verdict(Schemes.hubSpot(), odd)).isEqualTo("FIELDS_AMBIGUOUS");
    }

    @Test
    void bodyAndTime_ofWhichDigitsWereMoved_areRefusedByFreshness() {
        String signed = "POSThttps://hooks.example.com/a{}" + MILLIS;
        Delivery.Builder moved = Delivery.post("/a")
                .body(bytes("{}" + MILLIS.charAt(0)))
                .header("X-HubSpot-Signature-v3", base64(signed))
                .header("X-HubSpot-Request-Timestamp", MILLIS.substring(1));

        assertThat(verdict(Schemes.hubSpot(), moved)).isEqualTo("TIMESTAMP_STALE");
    }

    @ParameterizedTest
    @CsvSource({"evt_1, VERIFIED", "evt.1, ID_MALFORMED", "evt~1, ID_MALFORMED"})
    void idThatTouchesTheBody_isAWordOnly(String id, String expected) {
        Delivery.Builder delivery =
                Delivery.post("/a").body(bytes("{}")).header("X-Id", id).header("X-Signature", base64(id + "{}"));

        assertThat(verdict(signing("{id}{body}"), delivery)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"{id}{body}, evt, 1x", "{body}{id}, 1x, evt", "{id}{body}, evt_1, -"})
    void bodyThatTouchesAnId_doesNotBeginOrEndLikeOne(String signed, String left, String right) {
        boolean idFirst = signed.startsWith("{id}");
        Delivery.Builder delivery = Delivery.post("/a")
                .body(bytes(idFirst ? right : left))
                .header("X-Id", idFirst ? left : right)
                .header("X-Signature", base64(left + right));

        assertThat(verdict(signing(signed), delivery)).isEqualTo("FIELDS_AMBIGUOUS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{id}{url}", "{url}{id}", "{url}{id}{body}"})
    void fieldsThatNobodyCouldTellApart_areRefusedWhenTheSchemeIsBuilt(String signed) {
        assertThatIllegalArgumentException().isThrownBy(() -> signing(signed)).withMessageContaining("run together");
    }

    @ParameterizedTest
    @CsvSource({
        "{url}.{body}, /a, b, FIELDS_AMBIGUOUS",
        "'{url}|{body}', /a, b, VERIFIED",
        "{body}.{url}, /a, b, FIELDS_AMBIGUOUS",
        "{body}.{url}, /a, {}, VERIFIED"
    })
    void urlAndBody_areSeparatedByWhatNoUrlHolds(String signed, String url, String body, String expected) {
        String content =
                signed.replace("{url}", "https://hooks.example.com" + url).replace("{body}", body);
        Delivery.Builder delivery = Delivery.post(url).body(bytes(body)).header("X-Signature", base64(content));

        assertThat(verdict(signing(signed), delivery)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://example.com", "https:///path", "https://example.com?a=1", "https://example.com#x", "/a"})
    void publicUrl_thatIsNone_isRefused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookVerifier.builder(Schemes.square())
                        .secrets(SecretRing.of(SECRET))
                        .publicUrl(URI.create(url))
                        .build())
                .withMessageContaining(url);
    }

    private static String linear(String body) {
        return verdict(
                Schemes.linear(),
                Delivery.post("/a")
                        .body(bytes(body))
                        .header("Linear-Signature", Requests.hmacHex(SECRET, bytes(body))));
    }

    private static String at(Duration fromNow) {
        return "{\"webhookTimestamp\":" + NOW.plus(fromNow).toEpochMilli() + "}";
    }

    @Test
    void timeInTheBody_isJudgedToTheMillisecond() {
        assertThat(linear(at(Duration.ZERO))).isEqualTo("VERIFIED");
        assertThat(linear(at(Duration.ofMinutes(-1)))).isEqualTo("VERIFIED");
        assertThat(linear(at(Duration.ofMillis(-60_001)))).isEqualTo("TIMESTAMP_STALE");
        assertThat(linear(at(Duration.ofMinutes(1)))).isEqualTo("VERIFIED");
        assertThat(linear(at(Duration.ofMillis(60_001)))).isEqualTo("TIMESTAMP_IN_FUTURE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|TIMESTAMP_MISSING",
                "{\"webhookTimestamp\":null}|TIMESTAMP_MISSING",
                "[]|TIMESTAMP_MISSING",
                "{\"webhookTimestamp\":1.5}|TIMESTAMP_MALFORMED",
                "{\"webhookTimestamp\":-1}|TIMESTAMP_MALFORMED",
                "{\"webhookTimestamp\":\"+1\"}|TIMESTAMP_MALFORMED",
                "{\"webhookTimestamp\":[1]}|TIMESTAMP_MALFORMED",
                "{\"webhookTimestamp\":99999999999999999999}|TIMESTAMP_MALFORMED",
                "{\"webhookTimestamp\":1,\"webhookTimestamp\":2}|TIMESTAMP_MALFORMED",
                "not json|TIMESTAMP_MALFORMED"
            })
    void timeInTheBody_thatIsMissingOrNoTime_isRefused(String body, String expected) {
        assertThat(linear(body)).isEqualTo(expected);
    }

    @Test
    void timeInTheBody_isReadOnlyWhereTheSignatureMatches() {
        Delivery.Builder forged =
                Delivery.post("/a").body(bytes("not json")).header("Linear-Signature", "00".repeat(32));

        assertThat(verdict(Schemes.linear(), forged)).isEqualTo("SIGNATURE_MISMATCH");
    }

    @Test
    void timeInTheBody_isProved() {
        byte[] body = bytes(at(Duration.ZERO));
        Verification verdict = WebhookVerifier.builder(Schemes.linear())
                .secrets(SecretRing.of(SECRET))
                .build()
                .verify(Delivery.post("/a")
                        .body(body)
                        .header("Linear-Signature", Requests.hmacHex(SECRET, body))
                        .receivedAt(NOW)
                        .build());

        assertThat(((Verification.Verified) verdict).delivery().signedAt()).contains(NOW);
    }

    @Test
    void timeThatIsNotSigned_isNotPassedOnAsProved() {
        SignatureScheme scheme = SignatureScheme.hmacSha256("X-Signature", "{base64}")
                .timestamp(io.countersign.scheme.TimestampRule.secondsInHeader("X-Time"))
                .build();
        Instant signedAt = ((Verification.Verified) WebhookVerifier.builder(scheme)
                        .secrets(SecretRing.of(SECRET))
                        .build()
                        .verify(Requests.post(bytes("{}"))
                                .header("X-Signature", base64("{}"))
                                .header("X-Time", Long.toString(NOW.getEpochSecond()))
                                .build()))
                .delivery()
                .signedAt()
                .orElse(null);

        assertThat(signedAt).isNull();
    }

    private static Delivery.Builder svix(String brand, String signature) {
        return Requests.post(bytes("{}"))
                .header(brand + "-id", "msg_1")
                .header(brand + "-timestamp", Long.toString(NOW.getEpochSecond()))
                .header(brand + "-signature", signature);
    }

    private static String svixVerdict(Delivery.Builder delivery) {
        Verification verdict = WebhookVerifier.builder(Schemes.svix())
                .secrets(SecretRing.of(io.countersign.secret.SigningSecret.of(
                        "svix", "whsec_" + Base64.getEncoder().encodeToString(SECRET.revealValue()))))
                .build()
                .verify(delivery.build());
        return verdict instanceof Verification.Rejected rejected
                ? rejected.reason().name()
                : "VERIFIED";
    }

    @Test
    void svix_eachBrandOfHeaders_isRead() {
        String good = "v1," + base64("msg_1." + NOW.getEpochSecond() + ".{}");

        assertThat(svixVerdict(svix("svix", good))).isEqualTo("VERIFIED");
        assertThat(svixVerdict(svix("webhook", good))).isEqualTo("VERIFIED");
    }

    @Test
    void svix_aForgedSetOfItsOwn_isNotRescuedByTheOther() {
        String good = "v1," + base64("msg_1." + NOW.getEpochSecond() + ".{}");
        String bad = "v1," + base64("something else");
        String time = Long.toString(NOW.getEpochSecond());

        assertThat(svixVerdict(svix("svix", bad)
                        .header("webhook-id", "msg_1")
                        .header("webhook-timestamp", time)
                        .header("webhook-signature", good)))
                .isEqualTo("SIGNATURE_MISMATCH");
    }

    @Test
    void svix_twoHalfSets_areNotMixed() {
        String good = "v1," + base64("msg_1." + NOW.getEpochSecond() + ".{}");
        Delivery.Builder mixed = Requests.post(bytes("{}"))
                .header("svix-id", "msg_1")
                .header("svix-timestamp", Long.toString(NOW.getEpochSecond()))
                .header("webhook-signature", good);

        assertThat(svixVerdict(mixed)).isEqualTo("SIGNATURE_MISSING");
    }
}
