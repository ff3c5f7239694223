/**
 * A {@code jakarta.servlet} filter in front of a receiver, or a servlet with one in it, and how an application gets at its
 * delivery. For applications on Servlet 6.0 or 6.1.
 */
@NullMarked
package io.countersign.servlet;

import org.jspecify.annotations.NullMarked;
