/** From forks of JMH to figures: what is run, in which order, what becomes of the samples, and which goals are met. */
@NullMarked
package io.countersign.benchmarks.report;

import org.jspecify.annotations.NullMarked;
