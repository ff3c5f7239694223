package io.countersign.samples.pagerduty;

import io.countersign.WebhookReceiver;
import io.countersign.javalin.JavalinWebhooks;
import io.countersign.provider.statuspulse.StatusPulse;
import io.countersign.provider.statuspulse.StatusPulseEvent;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.javalin.Javalin;
import java.util.Map;

/** Receives StatusPulse's webhooks and pages PagerDuty. Settings are environment variables, see the README. */
public final class PagerDutyBridge {
    private static final String PATH = "/webhooks/statuspulse";

    private PagerDutyBridge() {}

    /** Starts the bridge, which runs until the process ends. */
    public static void main(String[] args) {
        try {
            start(System.getenv());
        } catch (IllegalArgumentException mistake) {
            System.err.println("an environment variable is not right: " + mistake.getMessage());
            System.exit(2);
        }
    }

    private static void start(Map<String, String> env) {
        PagerDuty pagerDuty = new PagerDuty(
                env.getOrDefault("PAGERDUTY_URL", "https://events.pagerduty.com/v2/enqueue"),
                required(env, "PAGERDUTY_ROUTING_KEY"));
        SigningSecret secret = SigningSecret.of("statuspulse", required(env, "STATUSPULSE_SECRET"));
        WebhookReceiver<StatusPulseEvent> receiver = WebhookReceiver.builder("statuspulse", StatusPulse.provider())
                .secrets(SecretRing.of(secret))
                .build();
        int port = Integer.parseInt(env.getOrDefault("PORT", "8080"));

        // PagerDuty down is an exception, an exception is a 503, and a 503 makes StatusPulse send the event again.
        Javalin app = Javalin.create(config -> JavalinWebhooks.register(
                config.routes, PATH, receiver, (ctx, webhook) -> pagerDuty.send(webhook.event())));
        app.start(port);
        System.out.println("receiving at http://localhost:" + app.port() + PATH);
    }

    private static String required(Map<String, String> env, String name) {
        String value = env.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set; the README says what it holds");
        }
        return value;
    }
}
