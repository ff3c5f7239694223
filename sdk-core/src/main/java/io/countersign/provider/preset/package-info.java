/**
 * Providers without a payload model: verified and seen once like the others, handed over as the bytes that they sent. For
 * applications that read the payload themselves.
 */
@NullMarked
package io.countersign.provider.preset;

import org.jspecify.annotations.NullMarked;
