/** StatusPageOne's alerts to Slack, on a plain servlet. */
@org.jspecify.annotations.NullMarked
package io.countersign.samples.slack;
