/**
 * What goes out: an incident notice as a PagerDuty event and as a Slack message, and the HTTP that carries them. For the relay
 * alone.
 */
@NullMarked
package io.countersign.samples.relay.forward;

import org.jspecify.annotations.NullMarked;
