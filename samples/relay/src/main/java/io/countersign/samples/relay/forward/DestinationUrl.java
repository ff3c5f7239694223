package io.countersign.samples.relay.forward;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a destination takes messages. The URL of a Slack webhook is a secret as a whole, so {@code toString} shows the scheme
 * and the host only.
 *
 * <p>Thread rule: immutable.
 */
public final class DestinationUrl {
    private final URI uri;

    private DestinationUrl(URI uri) {
        this.uri = uri;
    }

    /**
     * The URL in that text.
     *
     * @throws IllegalArgumentException where it is no absolute http or https URL with a host; the message never holds the URL
     */
    public static DestinationUrl of(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            // The exception quotes the URL, so it is not handed on as the cause.
            throw new IllegalArgumentException("is not a URL: character " + (e.getIndex() + 1) + " cannot stand there");
        }
        boolean isHttp = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
        if (!isHttp || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "is not an absolute URL that begins with https:// or http:// and a host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "holds a user name or a fragment (#...), which a destination cannot have");
        }
        return new DestinationUrl(uri);
    }

    /** The URL itself, for the one place that connects to it. */
    URI reveal() {
        return uri;
    }

    /** The scheme, the host and the port. */
    @Override
    public String toString() {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + "/...";
    }
}
