/**
 * Delivery in, proof out. No JSON, no input or output, nothing remembered. For everyone who only wants to know whether a
 * request came from its sender.
 */
@NullMarked
package io.countersign.verify;

import org.jspecify.annotations.NullMarked;
