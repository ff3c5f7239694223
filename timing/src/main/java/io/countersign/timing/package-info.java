/** Measures whether the time that verification takes tells anything about a signature. For the project itself; not published. */
@NullMarked
package io.countersign.timing;

import org.jspecify.annotations.NullMarked;
