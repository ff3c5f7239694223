package io.countersign.spring;

import io.countersign.ReceivedDelivery;
import io.countersign.ReceivedEvent;
import io.countersign.event.IncidentNotice;
import io.countersign.event.WebhookEvent;
import io.countersign.servlet.WebhookFilter;
import io.countersign.verify.VerifiedDelivery;
import jakarta.servlet.ServletRequest;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.SessionAttribute;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Hands controller methods what the filter of the endpoint let through:
 *
 * <ul>
 *   <li>a {@link WebhookEvent} of any kind: the event, where the delivery has exactly one to handle;
 *   <li>{@link ReceivedEvent}: the same with its id, attempt and conflict flag;
 *   <li>{@link ReceivedDelivery}: all events to handle, to be settled one by one with {@code forEach};
 *   <li>{@link IncidentNotice}, or an {@code Optional} of it: the provider-neutral view of the one event;
 *   <li>{@link VerifiedDelivery}: what was proved, and the bytes.
 * </ul>
 *
 * <p>Nothing of it is ever made of request parameters. Where no filter verified the request, or it does not hold what the
 * method asks for, resolving throws, the method is not entered, and the sender is not told that the event arrived.
 *
 * <p>Spring Boot has it before all other resolvers. Without Spring Boot, add it in
 * {@code WebMvcConfigurer.addArgumentResolvers}: events are records, and Spring MVC makes a record that nobody claims out of
 * request parameters. (It finds no constructor for the interfaces among these types.)
 *
 * <p>Thread rule: safe for concurrent use.
 */
public final class WebhookArgumentResolver implements HandlerMethodArgumentResolver {

    /** Sources that a method can ask for by name; what is none of them, Spring MVC makes of parameters. */
    private static final List<Class<? extends Annotation>> OTHER_SOURCES =
            List.of(RequestBody.class, RequestPart.class, RequestAttribute.class, SessionAttribute.class);

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return resolves(parameter);
    }

    /** Whether that argument is ours to resolve. */
    static boolean resolves(MethodParameter parameter) {
        return isOurs(parameter) && OTHER_SOURCES.stream().noneMatch(parameter::hasParameterAnnotation);
    }

    private static boolean isOurs(MethodParameter parameter) {
        Class<?> type = parameter.nestedIfOptional().getNestedParameterType();
        return WebhookEvent.class.isAssignableFrom(type)
                || type == ReceivedEvent.class
                || type == ReceivedDelivery.class
                || type == VerifiedDelivery.class
                || type == IncidentNotice.class;
    }

    /** The kind of event that an argument of ours asks for; empty where it asks for none. */
    static Optional<Class<?>> eventTypeOf(MethodParameter parameter) {
        Class<?> type = parameter.nestedIfOptional().getNestedParameterType();
        if (type == ReceivedEvent.class || type == ReceivedDelivery.class) {
            return Optional.of(eventType(parameter));
        }
        return WebhookEvent.class.isAssignableFrom(type) ? Optional.of(type) : Optional.empty();
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders) {
        ServletRequest request = webRequest.getNativeRequest(ServletRequest.class);
        if (request == null || WebhookFilter.received(request).isEmpty()) {
            throw notVerified(parameter, webRequest);
        }
        Class<?> type = parameter.nestedIfOptional().getNestedParameterType();
        if (type == IncidentNotice.class) {
            return notice(
                    parameter,
                    theOneEvent(parameter, request, WebhookEvent.class).event());
        }
        if (parameter.isOptional()) {
            throw new IllegalStateException(where(parameter)
                    + ": what a verified request holds is never absent; ask for " + type.getName() + " itself");
        }
        if (type == VerifiedDelivery.class) {
            return WebhookFilter.verified(request);
        }
        if (type == ReceivedDelivery.class) {
            return WebhookFilter.received(request, eventType(parameter));
        }
        if (type == ReceivedEvent.class) {
            return theOneEvent(parameter, request, eventType(parameter));
        }
        return theOneEvent(parameter, request, type.asSubclass(WebhookEvent.class))
                .event();
    }

    private static Object notice(MethodParameter parameter, WebhookEvent event) {
        Optional<IncidentNotice> notice = event.notice();
        if (parameter.isOptional()) {
            return notice;
        }
        return notice.orElseThrow(() -> new IllegalStateException(where(parameter) + ": a "
                + event.getClass().getName() + " is about no incident; ask for Optional<IncidentNotice>"));
    }

    @SuppressWarnings("unchecked") // The event was looked at.
    private static <E extends WebhookEvent> ReceivedEvent<E> theOneEvent(
            MethodParameter parameter, ServletRequest request, Class<E> eventType) {
        if (request.getAttribute(OneEventRequest.EVENT) instanceof ReceivedEvent<?> one
                && eventType.isInstance(one.event())) {
            return (ReceivedEvent<E>) one;
        }
        List<ReceivedEvent<E>> events =
                WebhookFilter.received(request, eventType).events();
        if (events.size() != 1) {
            throw new IllegalStateException(where(parameter) + ": the delivery has " + events.size()
                    + " events to handle; ask for ReceivedDelivery and use its forEach, or use @WebhookMapping");
        }
        return events.get(0);
    }

    private static Class<? extends WebhookEvent> eventType(MethodParameter parameter) {
        return ResolvableType.forMethodParameter(parameter)
                .getGeneric(0)
                .resolve(WebhookEvent.class)
                .asSubclass(WebhookEvent.class);
    }

    /** Names the mapping, not the URL, which may end in a token. */
    private static IllegalStateException notVerified(MethodParameter parameter, NativeWebRequest request) {
        Object mapping =
                request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        return new IllegalStateException(where(parameter) + ": no webhook filter verified this request to " + mapping
                + ", so it is not handled; set countersign.endpoints.<name>.path to the path of this mapping");
    }

    private static String where(MethodParameter parameter) {
        return parameter.getExecutable().toGenericString();
    }
}
