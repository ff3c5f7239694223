/** Elastio: envelopes of events about recovery points and their scans. For applications that receive its webhooks. */
@NullMarked
package io.countersign.provider.elastio;

import org.jspecify.annotations.NullMarked;
