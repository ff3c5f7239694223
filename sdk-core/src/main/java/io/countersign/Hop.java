package io.countersign;

import io.countersign.internal.ip.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * What one proxy wrote of whoever came to it. Immutable.
 *
 * @param address its address, or {@code null} where no literal of one stands there
 * @param proto by which protocol it came, or {@code null} where that is not said
 */
record Hop(@Nullable IpAddress address, @Nullable String proto) {
    /** One of which nothing can be said. */
    static final Hop UNKNOWN = new Hop(null, null);

    /** More than any chain of proxies has; a header that holds more is not read. */
    static final int MAX_HOPS = 20;
}
