package io.countersign.scheme;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The schemes of known providers, by name.
 *
 * <pre>{@code
 * WebhookVerifier verifier = WebhookVerifier.builder(Schemes.github()).secrets(ring).build();
 * }</pre>
 *
 * <p>Where the rule of each comes from stands at its method. Thread rule: stateless.
 */
public final class Schemes {
    private static final Map<String, Scheme> BY_NAME = byName();

    private Schemes() {}

    /** The names of all presets, as configuration and command line know them. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /** The preset of that name. */
    public static Optional<Scheme> byName(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    private static Map<String, Scheme> byName() {
        Map<String, Scheme> all = new LinkedHashMap<>();
        all.put("standard-webhooks", standardWebhooks());
        all.put("svix", svix());
        all.put("github", github());
        all.put("stripe", stripe());
        all.put("slack", slack());
        all.put("pagerduty", pagerDuty());
        all.put("shopify", shopify());
        all.put("twilio", twilio());
        all.put("square", square());
        all.put("hubspot", hubSpot());
        all.put("linear", linear());
        all.put("zoom", zoom());
        all.put("meta", meta());
        all.put("discord", discord());
        all.put("sentry", sentry());
        all.put("gitlab-token", gitlabToken());
        all.put("statuspulse", statusPulse());
        all.put("statuspageone", statusPageOne());
        all.put("mar", mar());
        all.put("elastio", elastio());
        all.put("metaplane", metaplane());
        return all;
    }

    /**
     * Standard Webhooks: {@code v1} (HMAC-SHA-256, a secret {@code whsec_...}) and {@code v1a} (Ed25519, the sender's public
     * key {@code whpk_...}) over id, time and body. Keys of an HMAC have 24 bytes or more. Source: the Standard Webhooks
     * specification.
     */
    public static SignatureScheme standardWebhooks() {
        return standard("webhook-", null);
    }

    /**
     * Svix: Standard Webhooks in {@code svix-} headers; where one of those is missing, in {@code webhook-} headers. One whole
     * set is read, never a mixture. Source: Svix, "Verifying payloads", and the Svix libraries.
     */
    public static SignatureScheme svix() {
        return standard("svix-", new HeaderNames("webhook-signature", "webhook-timestamp", "webhook-id"));
    }

    private static SignatureScheme standard(String brand, @Nullable HeaderNames others) {
        return SignatureScheme.hmacSha256(brand + "signature", "v1,{base64}")
                .list(SignatureList.SPACE)
                .signed("{id}.{timestamp}.{body}")
                .timestamp(TimestampRule.secondsInHeader(brand + "timestamp"))
                .idHeader(brand + "id")
                .secret(new SecretFormat(SecretFormat.Encoding.BASE64, "whsec_", 24))
                .publicKey(new PublicKeyFormat("whpk_", "v1a,{base64}"))
                .otherHeaders(others)
                .build();
    }

    /** GitHub: {@code X-Hub-Signature-256: sha256=<hex>}. Source: GitHub, "Validating webhook deliveries". */
    public static SignatureScheme github() {
        return SignatureScheme.hmacSha256("X-Hub-Signature-256", "sha256={hex}")
                .idHeader("X-GitHub-Delivery")
                .build();
    }

    /** Stripe: {@code t=...,v1=...} over time and body; the key is the whole {@code whsec_} text. Source: stripe-java. */
    public static SignatureScheme stripe() {
        return SignatureScheme.hmacSha256("Stripe-Signature", "t={timestamp},v1={hex}")
                .signed("{timestamp}.{body}")
                .timestamp(TimestampRule.secondsInSignature())
                .build();
    }

    /** Slack: {@code v0=<hex>} over version, time and body. Source: Slack, "Verifying requests from Slack". */
    public static SignatureScheme slack() {
        return SignatureScheme.hmacSha256("X-Slack-Signature", "v0={hex}")
                .signed("v0:{timestamp}:{body}")
                .timestamp(TimestampRule.secondsInHeader("X-Slack-Request-Timestamp"))
                .build();
    }

    /**
     * PagerDuty, webhooks version 3: {@code v1=<hex>} over the body, several with commas during a rotation. Source: PagerDuty
     * developer documentation, "Verifying Signatures", and the test vector of go-pagerduty.
     */
    public static SignatureScheme pagerDuty() {
        return SignatureScheme.hmacSha256("X-PagerDuty-Signature", "v1={hex}")
                .list(SignatureList.COMMA)
                .idHeader("X-Webhook-Id")
                .build();
    }

    /** Shopify: base64 over the body; the key is the app's client secret. Source: Shopify, "Verify deliveries". */
    public static SignatureScheme shopify() {
        return SignatureScheme.hmacSha256("X-Shopify-Hmac-Sha256", "{base64}")
                .idHeader("X-Shopify-Webhook-Id")
                .build();
    }

    /** Twilio: see {@link TwilioScheme}. */
    public static TwilioScheme twilio() {
        return new TwilioScheme();
    }

    /**
     * Square: base64 over the notification URL, exactly as it was registered, and the body. Source: Square, "Validate webhook
     * notifications".
     */
    public static SignatureScheme square() {
        return SignatureScheme.hmacSha256("x-square-hmacsha256-signature", "{base64}")
                .signed("{url}{body}")
                .build();
    }

    /**
     * HubSpot, version 3: base64 over method, URL, body and time (milliseconds). Twelve characters of the URL are signed
     * decoded. Source: HubSpot, "Validating requests", and the tests of its Python and Ruby libraries.
     */
    public static SignatureScheme hubSpot() {
        return SignatureScheme.hmacSha256("X-HubSpot-Signature-v3", "{base64}")
                .signed("{method}{url}{body}{timestamp}")
                .timestamp(TimestampRule.millisInHeader("X-HubSpot-Request-Timestamp"))
                .urlDecode(":/?@!$'()*,;")
                .build();
    }

    /**
     * Linear: hexadecimal over the body, which holds the time ({@code webhookTimestamp}, milliseconds, within a minute).
     * Source: Linear's SDK, {@code webhooks/client.ts}; where that skips the check because the time is missing, this refuses.
     */
    public static SignatureScheme linear() {
        return SignatureScheme.hmacSha256("Linear-Signature", "{hex}")
                .timestamp(TimestampRule.millisInBody("/webhookTimestamp").within(Duration.ofMinutes(1)))
                .idHeader("Linear-Delivery")
                .build();
    }

    /** Zoom: {@code v0=<hex>} over version, time and body. Source: Zoom, "Using webhooks"; the tolerance is ours. */
    public static SignatureScheme zoom() {
        return SignatureScheme.hmacSha256("x-zm-signature", "v0={hex}")
                .signed("v0:{timestamp}:{body}")
                .timestamp(TimestampRule.secondsInHeader("x-zm-request-timestamp"))
                .build();
    }

    /** Meta: {@code X-Hub-Signature-256: sha256=<hex>}, the key the app secret. Source: Meta, "Webhooks, getting started". */
    public static SignatureScheme meta() {
        return SignatureScheme.hmacSha256("X-Hub-Signature-256", "sha256={hex}").build();
    }

    /**
     * Discord: Ed25519 over time and body, both hexadecimal; the secret is the application's public key. Source: Discord,
     * "Receiving and responding"; the tolerance is ours.
     */
    public static SignatureScheme discord() {
        return SignatureScheme.with(SignatureAlgorithm.ED25519, "X-Signature-Ed25519", "{hex}")
                .signed("{timestamp}{body}")
                .timestamp(TimestampRule.secondsInHeader("X-Signature-Timestamp"))
                .secret(new SecretFormat(SecretFormat.Encoding.HEX, null, SecretFormat.FLOOR_BYTES))
                .build();
    }

    /**
     * Sentry: hexadecimal over the body, the key the client secret. Its {@code Sentry-Hook-Timestamp} is not signed and so
     * proves nothing. Source: Sentry, "Integration platform, webhooks".
     */
    public static SignatureScheme sentry() {
        return SignatureScheme.hmacSha256("Sentry-Hook-Signature", "{hex}")
                .idHeader("Request-ID")
                .build();
    }

    /**
     * GitLab with a secret token: the token itself in {@code X-Gitlab-Token}. Source: GitLab, "Webhooks". GitLab's signing
     * token is {@link #standardWebhooks}.
     */
    public static SharedSecretScheme gitlabToken() {
        return SharedSecretScheme.header("X-Gitlab-Token");
    }

    /**
     * StatusPulse: HMAC-SHA-256 of the raw body in {@code X-StatusPulse-Signature}, hexadecimal, with or without
     * {@code sha256=}. During the 24 hours of its dual-signature window the header holds two signatures; its documents do
     * not say how they are separated, so commas, spaces and repeated lines are all read. Source: StatusPulse, "Webhooks -
     * Custom Event Handling".
     */
    public static SignatureScheme statusPulse() {
        return SignatureScheme.hmacSha256("X-StatusPulse-Signature", "[sha256=]{hex}")
                .list(SignatureList.COMMA_OR_SPACE)
                .build();
    }

    /**
     * StatusPageOne: {@code x-statuspageone-signature: sha256=<hex>}, HMAC-SHA-256 of the raw body. Its sample code signs the
     * parsed body printed again, which is the raw body as long as nothing on the way changes it. Source: StatusPageOne,
     * "Webhooks Integration".
     */
    public static SignatureScheme statusPageOne() {
        return SignatureScheme.hmacSha256("x-statuspageone-signature", "sha256={hex}")
                .build();
    }

    /**
     * MAR: the secret itself in a header. Its documents say that "the secret is included in request headers" and not in
     * which; this is the default, {@link SharedSecretScheme#header} takes another. Source: MAR platform, "Webhooks".
     */
    public static SharedSecretScheme mar() {
        return SharedSecretScheme.header("X-Webhook-Secret");
    }

    /**
     * Elastio: an API key in a header, whose name its user chooses; this is the name used in these documents. Basic and bearer
     * are its other ways. Source: Elastio, "Webhook".
     */
    public static SharedSecretScheme elastio() {
        return SharedSecretScheme.header("X-Api-Key");
    }

    /**
     * Metaplane: it documents no signature, so a token at the end of the URL's path is what any account can set. Source:
     * Metaplane, "Webhooks".
     */
    public static SharedSecretScheme metaplane() {
        return SharedSecretScheme.path();
    }
}
