package io.countersign.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.scheme.Scheme;
import io.countersign.scheme.Schemes;
import io.countersign.scheme.SecretFormat;
import io.countersign.scheme.SignatureScheme;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.verify.Delivery;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * A published request, changed as a mistake would change it. The requests are those of the providers' documents and tests:
 * {@code vectors/README.md} says which.
 */
final class Captured {
    static final String GITHUB_HEX = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    private static final String GITHUB_SECRET = "It's a Secret to Everybody";

    private Scheme scheme;
    private SecretRing ring;
    private String url = "/";
    private final Map<String, String> headers = new LinkedHashMap<>();
    private byte[] body;
    private Instant at;

    private Captured(Scheme scheme, String secret, String body, long at) {
        this.scheme = scheme;
        this.ring = ringOf(secret);
        this.body = body.getBytes(UTF_8);
        this.at = Instant.ofEpochSecond(at);
    }

    private static SecretRing ringOf(String secret) {
        return SecretRing.of(SigningSecret.of("2026-11", secret.getBytes(ISO_8859_1)));
    }

    static Captured gitHub() {
        return new Captured(Schemes.github(), GITHUB_SECRET, "Hello, World!", 0)
                .header("X-Hub-Signature-256", "sha256=" + GITHUB_HEX);
    }

    /** Any body, signed with the secret of GitHub's documents. */
    static Captured signedByGitHub(String body) {
        return new Captured(Schemes.github(), GITHUB_SECRET, body, 0)
                .header("X-Hub-Signature-256", "sha256=" + hmac(GITHUB_SECRET, body));
    }

    /** The body is the three bytes FF 00 FE. */
    static Captured gitHubBinary() {
        return new Captured(Schemes.github(), GITHUB_SECRET, "", 0)
                .body(new byte[] {(byte) 0xFF, 0, (byte) 0xFE})
                .header(
                        "X-Hub-Signature-256",
                        "sha256=978e0da10b8e4f494b32b34dc453778240febea8b9c9c604aebfd07ca2b65820");
    }

    static Captured standardWebhooks() {
        return new Captured(
                        Schemes.standardWebhooks(),
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "{\"test\": 2432232314}",
                        1614265330)
                .header("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
                .header("webhook-timestamp", "1614265330")
                .header("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    static Captured slack() {
        return new Captured(
                        Schemes.slack(),
                        "8f742231b10e8888abcd99yyyzzz85a5",
                        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
                                + "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect"
                                + "&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
                                + "%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121"
                                + ".803a0bc887a14d10d2c447fce8b6703c",
                        1531420618)
                .header("X-Slack-Request-Timestamp", "1531420618")
                .header("X-Slack-Signature", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");
    }

    static Captured stripe() {
        return new Captured(Schemes.stripe(), "whsec_test_secret", """
                        {
                          "id": "evt_123",
                          "object": "event",
                          "account": "acct_123",
                          "api_version": "2017-05-25",
                          "created": 1533204620,
                          "data": {
                            "object": {
                              "id": "ii_123",
                              "object": "invoiceitem",
                              "amount": 1000,
                              "currency": "usd",
                              "customer": "cus_123",
                              "date": 1533204620,
                              "description": "Test Invoice Item",
                              "discountable": false,
                              "invoice": "in_123",
                              "livemode": false,
                              "metadata": {},
                              "period": {
                                "start": 1533204620,
                                "end": 1533204620
                              },
                              "plan": null,
                              "proration": false,
                              "quantity": null,
                              "subscription": null
                            }
                          },
                          "livemode": false,
                          "pending_webhooks": 1,
                          "request": {
                            "id": "req_123",
                            "idempotency_key": "idempotency-key-123"
                          },
                          "type": "invoiceitem.created"
                        }
                        """, 1533204620)
                .header(
                        "Stripe-Signature",
                        "t=1533204620,v1=958625e4621838d2fd9450a24a077935041bb690364de30ee8776842d626d74c");
    }

    /** As above, by a sender whose secret is another. */
    static Captured stripeSignedWith(String secret) {
        Captured stripe = stripe();
        String signed = "1533204620." + new String(stripe.body, UTF_8);
        return stripe.header("Stripe-Signature", "t=1533204620,v1=" + hmac(secret, signed));
    }

    static Captured shopify() {
        return new Captured(Schemes.shopify(), "steffi", "{\"foo\":\"bar\"}", 0)
                .header("X-Shopify-Hmac-Sha256", "/Redz4YXHLnSmmSN8grr5/Jl/Ua3d7yX3iWbjb8R8wo=");
    }

    static Captured square() {
        return new Captured(Schemes.square(), "asdf1234", "{\"hello\":\"world\"}", 0)
                .url("https://example.com/webhook")
                .header("x-square-hmacsha256-signature", "2kRE5qRU2tR+tBGlDwMEw2avJ7QM4ikPYD/PJ3bd9Og=");
    }

    static Captured hubSpot() {
        return new Captured(
                        Schemes.hubSpot(),
                        "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy",
                        "{'example_field':'example_value'}",
                        1693657560)
                .url("https://www.example.com/webhook_uri")
                .header("X-HubSpot-Signature-v3", "K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=")
                .header("X-HubSpot-Request-Timestamp", "1693657560000");
    }

    static Captured twilio() {
        return new Captured(
                        Schemes.twilio(),
                        "12345",
                        "Digits=1234&CallSid=CA1234567890ABCDE&To=%2B18005551212&Caller=%2B14158675309&From=%2B14158675309",
                        0)
                .url("https://mycompany.com/myapp.php?foo=1&bar=2")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Twilio-Signature", "RSOYDt4T1cUTdK1PDd93/VVr8B8=");
    }

    /** A delivery with that header to an endpoint that expects an API key. */
    static Captured elastio(String header, String value) {
        return new Captured(Schemes.elastio(), "0123456789abcdef", "{}", 0).header(header, value);
    }

    static SignatureScheme withSecretInBase64(SignatureScheme scheme) {
        return SignatureScheme.hmacSha256(scheme.header(), scheme.format())
                .list(scheme.list())
                .signed(scheme.signed())
                .timestamp(scheme.timestamp())
                .secret(new SecretFormat(SecretFormat.Encoding.BASE64, "whsec_", SecretFormat.FLOOR_BYTES))
                .build();
    }

    static String hmac(String secret, String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    Captured scheme(Scheme other) {
        scheme = other;
        return this;
    }

    Captured secret(String other) {
        ring = ringOf(other);
        return this;
    }

    Captured ring(SecretRing other) {
        ring = other;
        return this;
    }

    Captured url(String other) {
        url = other;
        return this;
    }

    Captured header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Captured renameHeader(String from, String to) {
        headers.put(to, headers.remove(from));
        return this;
    }

    Captured body(byte[] other) {
        body = other;
        return this;
    }

    Captured body(String other) {
        return body(other.getBytes(UTF_8));
    }

    Captured replaceInBody(String some, String other) {
        return body(new String(body, ISO_8859_1).replace(some, other).getBytes(ISO_8859_1));
    }

    Captured appendToBody(String more) {
        return body((new String(body, ISO_8859_1) + more).getBytes(ISO_8859_1));
    }

    Captured trimBody() {
        return body(new String(body, UTF_8).strip());
    }

    Captured compactBody() {
        return body(JsonMapper.builder().build().readTree(body).toString());
    }

    Captured at(Instant other) {
        at = other;
        return this;
    }

    Instant at() {
        return at;
    }

    SecretRing ring() {
        return ring;
    }

    Delivery delivery() {
        Delivery.Builder delivery = Delivery.post(url).body(body).receivedAt(at);
        headers.forEach(delivery::header);
        return delivery.build();
    }

    /** Neither a secret, nor what a header holds, nor the body, nor the URL stands in {@code text}. */
    void assertNothingShown(String text) {
        ring.secrets()
                .forEach(secret ->
                        assertThat(text).doesNotContain(new String(secret.revealValue(), ISO_8859_1).strip()));
        headers.values().forEach(value -> assertThat(text).doesNotContain(value));
        if (body.length > 5) {
            assertThat(text).doesNotContain(new String(body, ISO_8859_1).strip());
        }
        if (url.length() > 1) {
            assertThat(text).doesNotContain(url);
        }
    }

    Diagnosis diagnose() {
        return Diagnosis.of(scheme, ring, delivery());
    }
}
