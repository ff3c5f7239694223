/** The code of a page of docs/guide. */
@NullMarked
package io.countersign.samples.guides.servlet;

import org.jspecify.annotations.NullMarked;
