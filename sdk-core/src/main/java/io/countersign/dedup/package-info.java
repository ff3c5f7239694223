/**
 * Claims: the exclusive, leased right to handle one event. Knows ids, owners and digests; knows nothing of webhooks. For
 * applications that choose a store, and for those that write one.
 */
@NullMarked
package io.countersign.dedup;

import org.jspecify.annotations.NullMarked;
