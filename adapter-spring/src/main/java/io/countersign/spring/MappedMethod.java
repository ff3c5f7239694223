package io.countersign.spring;

import io.countersign.ReceivedDelivery;
import io.countersign.event.WebhookEvent;
import io.countersign.verify.Trust;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.springframework.core.MethodParameter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** A method with {@link WebhookMapping}, and what can be told of it at the start. Immutable. */
final class MappedMethod {
    private static final List<Class<?>> LATER = List.of(
            Callable.class,
            WebAsyncTask.class,
            DeferredResult.class,
            ResponseBodyEmitter.class,
            StreamingResponseBody.class);

    private final HandlerMethod method;
    private final String endpoint;
    private final Trust trust;
    private final Set<Class<?>> events;
    private final boolean takesAll;

    /**
     * Reads the method's arguments.
     *
     * @throws WebhookConfigurationException where they contradict each other
     */
    MappedMethod(HandlerMethod method, WebhookMapping mapping) {
        this.method = method;
        this.endpoint = mapping.value();
        this.trust = mapping.trust();
        List<MethodParameter> ours = Arrays.stream(method.getMethodParameters())
                .filter(WebhookArgumentResolver::resolves)
                .toList();
        this.takesAll = ours.stream().anyMatch(parameter -> parameter.getParameterType() == ReceivedDelivery.class);
        Class<?> asked = narrowest(ours);
        this.events = mapping.events().length == 0 ? Set.of(asked) : named(mapping.events(), asked);
        if (!takesAll && answersLater()) {
            throw mistake(
                    this + " returns "
                            + method.getReturnType().getParameterType().getSimpleName()
                            + ", which is there after the method is done, when its event is settled already",
                    "return the answer itself, or ask for ReceivedDelivery and settle the whole of it later");
        }
    }

    private Class<?> narrowest(List<MethodParameter> ours) {
        List<Class<?>> kinds = new ArrayList<>();
        for (MethodParameter parameter : ours) {
            WebhookArgumentResolver.eventTypeOf(parameter).ifPresent(kinds::add);
        }
        Class<?> narrowest = WebhookEvent.class;
        for (Class<?> kind : kinds) {
            narrowest = narrowest.isAssignableFrom(kind) ? kind : narrowest;
        }
        for (Class<?> kind : kinds) {
            if (!kind.isAssignableFrom(narrowest)) {
                throw mistake(
                        this + " asks for a " + kind.getSimpleName() + " and a " + narrowest.getSimpleName()
                                + ", and no event is sure to be both",
                        "ask for one of the two");
            }
        }
        return narrowest;
    }

    private Set<Class<?>> named(Class<?>[] named, Class<?> asked) {
        for (Class<?> kind : named) {
            if (!asked.isAssignableFrom(kind)) {
                throw mistake(
                        this + " is mapped to " + kind.getSimpleName() + ", which is no " + asked.getSimpleName()
                                + " as it asks for",
                        "have it ask for a type that all its events are");
            }
        }
        return new LinkedHashSet<>(Arrays.asList(named));
    }

    private boolean answersLater() {
        Class<?> type = method.getReturnType().getParameterType();
        return LATER.stream().anyMatch(later -> later.isAssignableFrom(type))
                || ReactiveAdapterRegistry.getSharedInstance().getAdapter(type) != null;
    }

    WebhookConfigurationException mistake(String problem, String mend) {
        return new WebhookConfigurationException("countersign.endpoints." + endpoint, problem, mend);
    }

    HandlerMethod method() {
        return method;
    }

    Method javaMethod() {
        return method.getMethod();
    }

    /** The name or the object of its bean. */
    Object bean() {
        return method.getBean();
    }

    String endpoint() {
        return endpoint;
    }

    Trust trust() {
        return trust;
    }

    /** The kinds of event that it takes. */
    Set<Class<?>> events() {
        return events;
    }

    /** Whether it takes whole deliveries. */
    boolean takesAll() {
        return takesAll;
    }

    /** Its class and name, and the types of its arguments. */
    @Override
    public String toString() {
        return ClassUtils.getUserClass(method.getBeanType()).getSimpleName() + "."
                + method.getMethod().getName()
                + Arrays.stream(method.getMethodParameters())
                        .map(parameter -> parameter.getParameterType().getSimpleName())
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
