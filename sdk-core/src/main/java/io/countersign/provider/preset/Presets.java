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
 * <p>The handshakes of Slack, Zoom, Meta, Discord, CloudEvents and Event Grid are answered, and not handed on as events. Where
 * the schemes come from is said in {@link Schemes}, where the retries come from in {@code docs/providers.md}.
 *
 * <p>Thread rule: stateless; the providers are safe for concurrent use.
 */
public final class Presets {
    /** Taken where a sender's documents name no end of its retries. */
    private static final Duration UNDOCUMENTED = Duration.ofDays(3);

    /** The Graph API retries for 36 hours, WhatsApp for up to 7 days. */
    private static final Duration META_RETRIES = Duration.ofDays(7);

    private Presets() {}

    /**
     * Whoever delivers CloudEvents by HTTP, which knows no signature: choose a scheme. These origins get consent when they ask
     * for it by {@code OPTIONS}.
     *
     * @throws IllegalArgumentException where an origin is not the name of a host
     */
    public static Provider<RawEvent> cloudEvents(Set<String> allowedOrigins) {
        return shaking("cloudevents", null, UNDOCUMENTED, new CloudEventsHandshaking(allowedOrigins));
    }

    /** Discord. The secret is the application's public key, as it is shown: hexadecimal. Its pings are answered. */
    public static Provider<RawEvent> discord() {
        return shaking("discord", Schemes.discord(), UNDOCUMENTED, Handshaking.byObject(SignedHandshakes::discord));
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

    /** GitHub. It never retries by itself; a person may redeliver for 3 days. */
    public static Provider<RawEvent> github() {
        return of("github", Schemes.github(), Duration.ofDays(3));
    }

    /** GitLab with a secret token. With a signing token it is {@link #standardWebhooks}. */
    public static Provider<RawEvent> gitlabToken() {
        return of("gitlab-token", Schemes.gitlabToken(), UNDOCUMENTED);
    }

    /** HubSpot, signatures of version 3. It signs the URL, and retries for 24 hours. */
    public static Provider<RawEvent> hubSpot() {
        return of("hubspot", Schemes.hubSpot(), Duration.ofDays(1));
    }

    /** Linear. It retries after 1 minute, 1 hour and 6 hours. */
    public static Provider<RawEvent> linear() {
        return of("linear", Schemes.linear(), Duration.ofMinutes(1 + 60 + 360));
    }

    /** Meta, without its handshake: for an app whose subscription is confirmed already. */
    public static Provider<RawEvent> meta() {
        return of("meta", Schemes.meta(), META_RETRIES);
    }

    /**
     * Meta: the Graph API, Messenger, Instagram, WhatsApp. Its GET gets the challenge back where it shows one of these tokens,
     * the "verify token" that you set in the app's dashboard. It retries for 36 hours, WhatsApp for up to 7 days.
     */
    public static Provider<RawEvent> meta(SecretRing verifyTokens) {
        return shaking("meta", Schemes.meta(), META_RETRIES, new MetaHandshaking(verifyTokens));
    }

    /** PagerDuty, webhooks version 3. It retries for up to 48 hours. */
    public static Provider<RawEvent> pagerDuty() {
        return of("pagerduty", Schemes.pagerDuty(), Duration.ofDays(2));
    }

    /** Sentry, the integration platform. It waits 1 second for an answer. */
    public static Provider<RawEvent> sentry() {
        return of("sentry", Schemes.sentry(), UNDOCUMENTED);
    }

    /** Shopify. It retries 8 times in 4 hours, and then deletes a subscription that was made through its API. */
    public static Provider<RawEvent> shopify() {
        return of("shopify", Schemes.shopify(), Duration.ofHours(4));
    }

    /** Slack. It retries at once, and after 1 and 5 minutes. Its signed {@code url_verification} is answered. */
    public static Provider<RawEvent> slack() {
        return shaking(
                "slack", Schemes.slack(), Duration.ofMinutes(1 + 5), Handshaking.byObject(SignedHandshakes::slack));
    }

    /** Square. It signs the URL, and retries for 24 hours; an older page says 72. */
    public static Provider<RawEvent> square() {
        return of("square", Schemes.square(), Duration.ofDays(3));
    }

    /** Whoever sends by the Standard Webhooks specification; its example schedule reaches over 75.6 hours. */
    public static Provider<RawEvent> standardWebhooks() {
        return of("standard-webhooks", Schemes.standardWebhooks(), Duration.ofDays(4));
    }

    /** Stripe. It retries for up to 3 days. */
    public static Provider<RawEvent> stripe() {
        return of("stripe", Schemes.stripe(), Duration.ofDays(3));
    }

    /** Svix, and whoever sends through it. It retries for 27 hours, 35 minutes and 5 seconds. */
    public static Provider<RawEvent> svix() {
        return of("svix", Schemes.svix(), Duration.ofHours(28));
    }

    /** Twilio. It signs the URL, and retries within 15 seconds only. */
    public static Provider<RawEvent> twilio() {
        return of("twilio", Schemes.twilio(), Duration.ofSeconds(15));
    }

    /**
     * Zoom. It retries after 5, 20 and 60 minutes. The challenge by which it makes sure of an endpoint, at first and every 72
     * hours, is answered.
     */
    public static Provider<RawEvent> zoom() {
        return shaking(
                "zoom", Schemes.zoom(), Duration.ofMinutes(5 + 20 + 60), Handshaking.byObject(SignedHandshakes::zoom));
    }

    /** All of the above, without what has to be configured for a handshake. */
    public static List<Provider<RawEvent>> all() {
        return List.of(
                cloudEvents(Set.of()),
                discord(),
                eventGrid(),
                github(),
                gitlabToken(),
                hubSpot(),
                linear(),
                meta(),
                pagerDuty(),
                sentry(),
                shopify(),
                slack(),
                square(),
                standardWebhooks(),
                stripe(),
                svix(),
                twilio(),
                zoom());
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

    /**
     * A sender of your own whose documents do not say how long it retries: 3 days are taken.
     *
     * @param name its name in configuration, metrics and logs
     * @param scheme how it proves itself
     */
    public static Provider<RawEvent> of(String name, Scheme scheme) {
        return of(name, scheme, UNDOCUMENTED);
    }

    private static Provider<RawEvent> shaking(
            String name, @Nullable Scheme scheme, Duration retryHorizon, Handshaking handshaking) {
        return new PresetProvider(name, scheme, retryHorizon, handshaking);
    }
}
