package io.countersign.spring;

import io.countersign.event.WebhookEvent;
import io.countersign.verify.Trust;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * Maps the deliveries of an endpoint to a method: by the endpoint's name, wherever its path is, and by the kind of the event
 * that the method asks for.
 *
 * <pre>{@code
 * @RestController
 * class StatusPulseHooks {
 *     @WebhookMapping("statuspulse")
 *     void opened(IncidentOpened event, VerifiedDelivery delivery) { ... }
 *
 *     @WebhookMapping("statuspulse")
 *     void others(StatusPulseEvent event) { ... }
 * }
 * }</pre>
 *
 * <p>The method may stand in any bean, and takes whatever a method of a controller takes; of ours, what {@link
 * WebhookArgumentResolver} lists.
 *
 * <h2>Which method is called</h2>
 *
 * <p>The one that asks for the event's kind most narrowly. A method for the provider's root type, for {@link WebhookEvent}, or
 * without an event among its arguments takes what no other method takes. {@link #events} says it for a method whose arguments
 * do not. Where two methods ask for a kind alike, the application does not start.
 *
 * <p><b>An event that no method takes is acknowledged, not handled</b>: the sender gets a 200, and does not send it again. The
 * kinds that will be acknowledged are named by a warning at the start, and the first one of each by another. To ask for a retry
 * instead would help nobody: the event comes again, there is still no method for it, and senders that see a webhook fail
 * switch it off, with all the events that do have a method. That is true most of all for a kind that the sender invented
 * after you released. To decide otherwise, write a method for the root type: it may throw {@link
 * io.countersign.RefusedException}, or anything else to have the event sent again.
 *
 * <h2>Several events at once</h2>
 *
 * <p>Of a delivery that holds several events, such as Elastio's envelope, each is handed to its own method, one after the other,
 * and settled by how that ended, as {@link io.countersign.ReceivedDelivery#forEach} does: where one fails the sender gets a 503,
 * and its retry holds only what failed. What the methods write into the response is not sent then, only their status counts: a
 * 4xx refuses that event, whatever else is no 2xx fails it. For the same reason such a method cannot answer later, by a {@code
 * CompletableFuture} or the like, and must not read the body as a stream, which is there once; {@link
 * io.countersign.verify.VerifiedDelivery} has the bytes.
 *
 * <p>A method that asks for {@link io.countersign.ReceivedDelivery} takes whole deliveries, and is the only one of its endpoint. It may
 * answer later.
 *
 * <h2>What is answered</h2>
 *
 * <p>Returning means handled. {@code ResponseEntity}, {@code @ResponseStatus}, exceptions and their handlers mean what they mean
 * behind {@link io.countersign.servlet.WebhookFilter}.
 *
 * <p>The method is reached only by what the filter of this endpoint let through. A name that is no endpoint stops the start.
 *
 * <p>Thread rule: the method is called from the threads that deliver, several at a time.
 *
 * @see WebhookMappings
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ResponseBody
public @interface WebhookMapping {

    /** The endpoint's name. */
    String value();

    /**
     * The kinds of event that the method takes. Empty: the kind among its arguments, and where there is none, what no other
     * method takes.
     */
    Class<? extends WebhookEvent>[] events() default {};

    /**
     * What must be proved about a delivery. An endpoint whose scheme proves less stops the start. By default what the endpoint's
     * configuration says is enough.
     */
    Trust trust() default Trust.UNAUTHENTICATED;
}
