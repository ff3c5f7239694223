/**
 * The relay: an application that receives webhooks and sends their incidents on to PagerDuty and Slack. For people who run it
 * as it is, and for those who want to see how an application uses the SDK.
 */
@NullMarked
package io.countersign.samples.relay;

import org.jspecify.annotations.NullMarked;
