/** What a Java team would take instead of claims, with the classes that it would use. */
@NullMarked
package io.countersign.torture.peer;

import org.jspecify.annotations.NullMarked;
