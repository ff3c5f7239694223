/**
 * What is measured: the whole verification of one delivery, by Countersign and by each peer that knows the same scheme.
 *
 * <p>Both sides start from what a servlet gives, an {@link io.countersign.benchmarks.verify.Arrival}: the bytes of the body
 * and the header lines. Both check the signature and the time. What a side makes of the arrival before it can verify (a
 * {@code Delivery}, a {@code String}, a map of headers) is part of what it costs.
 */
@NullMarked
package io.countersign.benchmarks.verify;

import org.jspecify.annotations.NullMarked;
