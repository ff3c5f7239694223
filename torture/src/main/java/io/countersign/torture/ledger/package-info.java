/** What was done: written by the nodes, read when all is over. */
@NullMarked
package io.countersign.torture.ledger;

import org.jspecify.annotations.NullMarked;
