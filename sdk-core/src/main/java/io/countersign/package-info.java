/**
 * The whole way of a delivery, from the bytes that arrive to the answer: what a user types first. For applications, and for
 * the adapters that bring a web framework's requests here.
 */
@NullMarked
package io.countersign;

import org.jspecify.annotations.NullMarked;
