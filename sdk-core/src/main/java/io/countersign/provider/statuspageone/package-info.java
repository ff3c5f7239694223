/** StatusPageOne: alerts and recoveries of monitors. For applications that receive its webhooks. */
@NullMarked
package io.countersign.provider.statuspageone;

import org.jspecify.annotations.NullMarked;
