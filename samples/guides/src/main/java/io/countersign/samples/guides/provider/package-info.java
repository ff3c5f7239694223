/** The code of a page of docs/guide. */
@NullMarked
package io.countersign.samples.guides.provider;

import org.jspecify.annotations.NullMarked;
