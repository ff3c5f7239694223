/**
 * A receiver in front of Javalin's handlers, for applications on Javalin 7: {@link io.countersign.javalin.JavalinWebhooks}
 * wraps one handler, {@link io.countersign.javalin.WebhookPlugin} is the same as a plugin.
 */
@NullMarked
package io.countersign.javalin;

import org.jspecify.annotations.NullMarked;
