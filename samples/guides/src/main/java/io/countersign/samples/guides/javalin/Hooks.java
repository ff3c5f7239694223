package io.countersign.samples.guides.javalin;

import static java.util.Objects.requireNonNull;

import io.countersign.WebhookReceiver;
import io.countersign.javalin.JavalinWebhooks;
import io.countersign.provider.statuspulse.StatusPulse;
import io.countersign.provider.statuspulse.StatusPulseEvent;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.javalin.Javalin;

/** Receives StatusPulse's webhooks. */
public final class Hooks {

    /** What you do with an event. Entered by authentic deliveries only, once for each event. */
    private static void page(StatusPulseEvent event) {
        event.notice().ifPresent(notice -> System.out.println(notice.phase() + ": " + notice.title()));
    }

    /** Starts the server. */
    public static void main(String[] args) {
        String secret = requireNonNull(System.getenv("STATUSPULSE_SECRET"), "set STATUSPULSE_SECRET");
        WebhookReceiver<StatusPulseEvent> receiver = WebhookReceiver.builder("statuspulse", StatusPulse.provider())
                .secrets(SecretRing.of(SigningSecret.of("2026-11", secret)))
                .build();

        Javalin.create(config -> JavalinWebhooks.register(
                        config.routes, "/webhooks/statuspulse", receiver, (ctx, webhook) -> page(webhook.event())))
                .start(Integer.parseInt(System.getenv().getOrDefault("PORT", "8080")));
    }
}
