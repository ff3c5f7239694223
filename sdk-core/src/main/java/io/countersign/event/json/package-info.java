/** The one private JSON reader: strict, bytes in, and no type of the JSON library out. For the provider packages only. */
@NullMarked
package io.countersign.event.json;

import org.jspecify.annotations.NullMarked;
