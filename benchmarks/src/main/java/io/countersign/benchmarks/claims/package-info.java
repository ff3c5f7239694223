/** Claims in every store, the peers and the bare commands beside them. */
@NullMarked
package io.countersign.benchmarks.claims;

import org.jspecify.annotations.NullMarked;
