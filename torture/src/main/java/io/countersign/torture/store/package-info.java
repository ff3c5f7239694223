/** The servers that stores need, as processes that can be killed, and lines to them that can be cut. */
@NullMarked
package io.countersign.torture.store;

import org.jspecify.annotations.NullMarked;
