/** The command line {@code countersign}: a program, not a library. For whoever has a captured request and a question. */
@NullMarked
package io.countersign.cli;

import org.jspecify.annotations.NullMarked;
