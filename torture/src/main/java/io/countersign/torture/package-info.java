/**
 * {@code bin/torture}: senders that retry, receivers as processes, and faults that a seed chooses; then a ledger of what was
 * delivered beside what came of it.
 */
@NullMarked
package io.countersign.torture;

import org.jspecify.annotations.NullMarked;
