/** Tests of configuration and of its mistakes. For whoever changes the adapter. */
@NullMarked
package io.countersign.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
