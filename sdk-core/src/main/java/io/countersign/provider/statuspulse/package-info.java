/** StatusPulse: incidents opened, updated and resolved. For applications that receive its webhooks. */
@NullMarked
package io.countersign.provider.statuspulse;

import org.jspecify.annotations.NullMarked;
