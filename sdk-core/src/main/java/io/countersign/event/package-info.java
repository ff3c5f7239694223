/**
 * What a delivery says, whoever sent it: the event interfaces that every provider's payload model implements, and the
 * provider-neutral {@link io.countersign.event.IncidentNotice}. For applications and bridges.
 */
@NullMarked
package io.countersign.event;

import org.jspecify.annotations.NullMarked;
