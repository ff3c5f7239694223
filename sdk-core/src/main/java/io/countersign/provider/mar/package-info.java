/** The MAR platform: instances, clusters and alerts. For applications that receive its webhooks. */
@NullMarked
package io.countersign.provider.mar;

import org.jspecify.annotations.NullMarked;
