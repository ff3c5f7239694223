/**
 * The demo of the relay: fresh secrets, stand-ins for PagerDuty and Slack, and simulators of all five providers that deliver
 * to the real application over HTTP. For people who want to see it work before they configure anything.
 */
@NullMarked
package io.countersign.samples.relay.demo;

import org.jspecify.annotations.NullMarked;
