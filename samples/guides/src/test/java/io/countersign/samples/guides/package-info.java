/** The tests of docs/guide. */
@NullMarked
package io.countersign.samples.guides;

import org.jspecify.annotations.NullMarked;
