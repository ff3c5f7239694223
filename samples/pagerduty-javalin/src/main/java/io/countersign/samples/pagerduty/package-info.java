/** StatusPulse's incidents to PagerDuty, on Javalin. */
@org.jspecify.annotations.NullMarked
package io.countersign.samples.pagerduty;
