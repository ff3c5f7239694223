/** Metaplane: incidents of data monitors. For applications that receive its webhooks. */
@NullMarked
package io.countersign.provider.metaplane;

import org.jspecify.annotations.NullMarked;
