package io.countersign.provider.preset;

import static java.util.Objects.requireNonNull;

import io.countersign.provider.Provider;
import io.countersign.scheme.Scheme;
import io.countersign.scheme.Schemes;
import io.countersign.secret.SecretRing;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Providers that are known by their scheme alone, and any sender of your own.
 *
 * <pre>{@code
 * WebhookReceiver<RawEvent> github = WebhookReceiver.builder("github", Presets.github()).secrets(ring).build();
 * Provider<RawEvent> acme = Presets.of("acme", acmeScheme, Duration.ofDays(2));
 * }</pre>
 *
 * <p>An event is claimed under the delivery's id where the signature covers that id, else under the digest of the body: an id
 * that nobody signed can be changed by whoever captured a delivery, and would make it new again. So two deliveries of the very
 * same bytes count as one.
 *
 * <p>Thread rule: stateless; the providers are safe for concurrent use.
 */
public final class Presets {
    private static final Duration UNDOCUMENTED = Duration.ofDays(3);
    private static final Duration META_RETRIES = Duration.ofHours(36);

    private Presets() {}

    /** GitHub. It never retries by itself; a person may redeliver for 3 days. */
    public static Provider<RawEvent> github() {
        return of("github", Schemes.github(), Duration.ofDays(3));
    }

    /** PagerDuty, webhooks version 3. It retries for up to 48 hours. */
    public static Provider<RawEvent> pagerDuty() {
        return of("pagerduty", Schemes.pagerDuty(), Duration.ofDays(2));
    }

    /** Whoever sends by the Standard Webhooks specification; its example schedule reaches over 75.6 hours. */
    public static Provider<RawEvent> standardWebhooks() {
        return of("standard-webhooks", Schemes.standardWebhooks(), Duration.ofDays(4));
    }

    /** Stripe. It retries for up to 3 days. */
    public static Provider<RawEvent> stripe() {
        return of("stripe", Schemes.stripe(), Duration.ofDays(3));
    }

    /**
     * Slack. It retries at once and after 1 and 5 minutes, and hourly for a day where an app asks for that. Its signed
     * {@code url_verification} is answered.
     */
    public static Provider<RawEvent> slack() {
        Handshaking.ByObject handshake = SignedHandshakes::slack;
        return shaking("slack", Schemes.slack(), Duration.ofDays(1), handshake);
    }

    /**
     * Azure Event Grid, in its own schema or in that of CloudEvents. It signs nothing: have it send a secret in a header, and
     * choose that as the scheme. Its validation event is answered; it retries for 24 hours. A delivery of several events is
     * one {@link RawEvent}.
     */
    public static Provider<RawEvent> eventGrid() {
        return eventGrid(Set.of());
    }

    /**
     * As {@link #eventGrid()}, and these origins, {@code eventgrid.azure.net} above all, get consent when they ask for it by
     * {@code OPTIONS}.
     *
     * @throws IllegalArgumentException where an origin is not the name of a host
     */
    public static Provider<RawEvent> eventGrid(Set<String> allowedOrigins) {
        return shaking(
                "event-grid",
                null,
                Duration.ofDays(1),
                new EventGridHandshaking(new CloudEventsHandshaking(allowedOrigins)));
    }

    /**
     * Whoever delivers CloudEvents by HTTP, which knows no signature: choose a scheme. These origins get consent when they ask
     * for it by {@code OPTIONS}. How long a sender retries is its own affair, so 3 days are taken.
     *
     * @throws IllegalArgumentException where an origin is not the name of a host
     */
    public static Provider<RawEvent> cloudEvents(Set<String> allowedOrigins) {
        return shaking("cloudevents", null, UNDOCUMENTED, new CloudEventsHandshaking(allowedOrigins));
    }

    /** Meta, without its handshake: for an app that is subscribed already. */
    public static Provider<RawEvent> meta() {
        return shaking("meta", Schemes.github(), META_RETRIES, Handshaking.NONE);
    }

    /**
     * Meta: Graph API, Messenger, Instagram, WhatsApp. Its GET gets the challenge back where it shows the verify token that you
     * set in the app's dashboard.
     */
    public static Provider<RawEvent> meta(SecretRing verifyTokens) {
        return shaking("meta", Schemes.github(), META_RETRIES, new MetaHandshaking(verifyTokens));
    }

    /** All of the above. */
    public static List<Provider<RawEvent>> all() {
        return List.of(
                cloudEvents(Set.of()),
                eventGrid(),
                github(),
                meta(),
                pagerDuty(),
                slack(),
                standardWebhooks(),
                stripe());
    }

    /**
     * A sender of your own.
     *
     * @param name its name in configuration, metrics and logs
     * @param scheme how it proves itself
     * @param retryHorizon how long after the first attempt it may still retry; events are remembered at least as long
     * @throws IllegalArgumentException where the horizon is negative
     */
    public static Provider<RawEvent> of(String name, Scheme scheme, Duration retryHorizon) {
        return shaking(name, requireNonNull(scheme, "scheme"), retryHorizon, Handshaking.NONE);
    }

    private static Provider<RawEvent> shaking(
            String name, @Nullable Scheme scheme, Duration retryHorizon, Handshaking handshaking) {
        return new PresetProvider(name, scheme, retryHorizon, handshaking);
    }
}
