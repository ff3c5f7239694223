/**
 * How a provider proves itself, as values: which header, which bytes are signed, which algorithm, which encoding. Data, not
 * code. For everyone who connects a provider.
 */
@NullMarked
package io.countersign.scheme;

import org.jspecify.annotations.NullMarked;
