/** The tests of a page of docs/guide. */
@NullMarked
package io.countersign.samples.guides.rotation;

import org.jspecify.annotations.NullMarked;
