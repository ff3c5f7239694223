/** The code of a page of docs/guide. */
@NullMarked
package io.countersign.samples.guides.spring;

import org.jspecify.annotations.NullMarked;
