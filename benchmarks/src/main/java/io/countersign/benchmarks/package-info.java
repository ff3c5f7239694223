/** How fast Countersign is, against the libraries that senders publish and against what nobody can do without, in one run. */
@NullMarked
package io.countersign.benchmarks;

import org.jspecify.annotations.NullMarked;
