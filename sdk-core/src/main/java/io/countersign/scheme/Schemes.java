package io.countersign.scheme;

/**
 * The schemes of known providers, by name.
 *
 * <p>Where the rule of each comes from stands at its method. Thread rule: stateless.
 */
public final class Schemes {
    private Schemes() {}

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

    /** GitHub: {@code X-Hub-Signature-256: sha256=<hex>}. Source: GitHub, "Validating webhook deliveries". */
    public static SignatureScheme github() {
        return SignatureScheme.hmacSha256("X-Hub-Signature-256", "sha256={hex}")
                .idHeader("X-GitHub-Delivery")
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

    /** Standard Webhooks, symmetric ({@code v1}). Source: the Standard Webhooks specification. */
    public static SignatureScheme standardWebhooks() {
        return SignatureScheme.hmacSha256("webhook-signature", "v1,{base64}")
                .list(SignatureList.SPACE)
                .signed("{id}.{timestamp}.{body}")
                .timestamp(TimestampRule.secondsInHeader("webhook-timestamp"))
                .idHeader("webhook-id")
                .secretEncoding(SecretEncoding.BASE64)
                .secretPrefix("whsec_")
                .build();
    }
}
