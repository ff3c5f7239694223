/** The receiver that is tortured: one process with a server, an endpoint, and a store that others may share. */
@NullMarked
package io.countersign.torture.node;

import org.jspecify.annotations.NullMarked;
