package io.countersign.samples.relay.forward;

import static java.util.Objects.requireNonNull;

/**
 * PagerDuty's Events API v2. It knows an event again by its {@code dedup_key}, so sending one twice pages nobody twice.
 *
 * <p>Source: PagerDuty, "Events API v2 overview": 202 accepted; 400 will never be accepted; 429 and 5xx later.
 *
 * <p>Thread rule: safe for concurrent use. {@code toString} shows no key.
 */
public final class PagerDutyDestination implements Destination {
    private static final int MAX_REASON = 300;

    private final DestinationUrl url;
    private final String routingKey;
    private final JsonPost post;

    /** Events for the service that {@code routingKey} belongs to. */
    public PagerDutyDestination(DestinationUrl url, String routingKey, JsonPost post) {
        this.url = requireNonNull(url, "url");
        this.routingKey = requireNonNull(routingKey, "routingKey");
        this.post = requireNonNull(post, "post");
    }

    @Override
    public String name() {
        return "pagerduty";
    }

    @Override
    public void send(Notification notification) throws ForwardException, InterruptedException {
        JsonPost.Reply reply = post.send(name(), url, PagerDutyEvent.of(routingKey, notification));
        if (reply.isSuccess()) {
            return;
        }
        int status = reply.status();
        if (status == 429 || status >= 500) {
            throw ForwardException.passing("pagerduty answered " + status + "; it should work again by itself");
        }
        throw ForwardException.permanent("pagerduty answered " + status
                + " and will not take this event on a retry; check relay.destinations.pagerduty.url and routing-key (an"
                + " integration key of \"Events API v2\"). It said: " + reason(reply.body()));
    }

    /** PagerDuty's own words say which field it did not like. */
    private String reason(String body) {
        return PlainText.cleanWithin(body.replace(routingKey, "[routing-key]"), MAX_REASON);
    }

    @Override
    public String toString() {
        return "pagerduty (" + url + ")";
    }
}
