package io.countersign.samples.relay.forward;

import static java.util.Objects.requireNonNull;

/**
 * A Slack incoming webhook. Slack cannot tell a message that it got before, so sending one twice shows it twice.
 *
 * <p>Source: Slack, "Sending messages using incoming webhooks": 200 accepted; 4xx with an error code will not work on a
 * retry; 429 and 5xx later.
 *
 * <p>Thread rule: safe for concurrent use. {@code toString} shows the host only: the URL is the secret.
 */
public final class SlackDestination implements Destination {
    private final DestinationUrl url;
    private final JsonPost post;

    /** Messages to the channel that the webhook belongs to. */
    public SlackDestination(DestinationUrl url, JsonPost post) {
        this.url = requireNonNull(url, "url");
        this.post = requireNonNull(post, "post");
    }

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public void send(Notification notification) throws ForwardException, InterruptedException {
        JsonPost.Reply reply = post.send(name(), url, SlackMessage.of(notification));
        if (reply.isSuccess()) {
            return;
        }
        int status = reply.status();
        if (status == 429 || status >= 500) {
            throw ForwardException.passing("slack answered " + status + "; it should work again by itself");
        }
        throw ForwardException.permanent("slack answered " + status + errorCode(reply.body())
                + " and will not take this message on a retry; check relay.destinations.slack.url, and that the channel and"
                + " the app are still there");
    }

    /** Slack's errors are words such as {@code channel_not_found}; anything else is not shown. */
    private static String errorCode(String body) {
        return body.matches("[a-z_]{1,40}") ? " (" + body + ")" : "";
    }

    @Override
    public String toString() {
        return "slack (" + url + ")";
    }
}
