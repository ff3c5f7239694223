package io.countersign.spring;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Maps the methods with {@link WebhookMapping} once all beans are there, and compares all mappings with the endpoints.
 *
 * <p>A mistake in a {@link WebhookMapping} stops the start. What may be right in a way that cannot be seen from here is a warning: an
 * endpoint for which there seems to be no handler, and a method that takes arguments of a webhook where no endpoint receives.
 *
 * <p>Spring Boot has one. Without Spring Boot, declare it as a bean beside {@link WebhookArgumentResolver}, in the context of the
 * {@code DispatcherServlet}.
 *
 * <p>Thread rule: confined to the thread that starts the context.
 */
public final class WebhookMappings implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookMapping.class);

    private final ApplicationContext context;
    private final WebhookEndpoints endpoints;
    private final ServletPath servletPath;

    /**
     * Of the beans of that context.
     *
     * @param servletPath what the {@code DispatcherServlet} is mapped to, such as {@code /} or {@code /api}
     */
    public WebhookMappings(ApplicationContext context, WebhookEndpoints endpoints, String servletPath) {
        this.context = requireNonNull(context, "context");
        this.endpoints = requireNonNull(endpoints, "endpoints");
        this.servletPath = ServletPath.of(servletPath);
    }

    @Override
    public void afterSingletonsInstantiated() {
        Map<String, List<MappedMethod>> byEndpoint = new LinkedHashMap<>();
        for (MappedMethod method : find()) {
            byEndpoint.computeIfAbsent(known(method), name -> new ArrayList<>()).add(method);
        }
        byEndpoint.forEach((name, methods) -> register(new EventRoutes(endpoints.endpoint(name), methods)));
        new MappingReview(context, endpoints, servletPath, byEndpoint.keySet()).warn();
    }

    private List<MappedMethod> find() {
        List<MappedMethod> found = new ArrayList<>();
        for (String bean : context.getBeanNamesForType(Object.class, true, false)) {
            Class<?> type = context.getType(bean, false);
            if (type != null
                    && !bean.startsWith("scopedTarget.")
                    && AnnotationUtils.isCandidateClass(type, WebhookMapping.class)) {
                found.addAll(in(bean, ClassUtils.getUserClass(type)));
            }
        }
        return found;
    }

    private List<MappedMethod> in(String bean, Class<?> type) {
        MetadataLookup<@Nullable WebhookMapping> annotation =
                method -> AnnotatedElementUtils.findMergedAnnotation(method, WebhookMapping.class);
        List<MappedMethod> found = new ArrayList<>();
        MethodIntrospector.selectMethods(type, annotation).forEach((method, mapping) -> {
            Method invocable = AopUtils.selectInvocableMethod(method, type);
            found.add(new MappedMethod(
                    new HandlerMethod(bean, context.getAutowireCapableBeanFactory(), context, invocable), mapping));
        });
        return found;
    }

    private String known(MappedMethod method) {
        if (!endpoints.byName().containsKey(method.endpoint())) {
            throw method.mistake(
                    "is no endpoint, and " + method + " is mapped to it",
                    endpoints.byName().isEmpty()
                            ? "configure it; there is no endpoint at all"
                            : "configure it, or name one of "
                                    + endpoints.byName().keySet() + " in @WebhookMapping");
        }
        return method.endpoint();
    }

    private void register(EventRoutes routes) {
        RequestMappingHandlerMapping mapping =
                MvcBeans.one(context, RequestMappingHandlerMapping.class, "requestMappingHandlerMapping");
        for (MappedMethod method : routes.methods()) {
            mapping.registerMapping(
                    info(mapping, routes, method.toString(), method), method.bean(), method.javaMethod());
        }
        EventDispatcher dispatcher = new EventDispatcher(
                routes,
                MvcBeans.one(context, RequestMappingHandlerAdapter.class, "requestMappingHandlerAdapter"),
                () -> context.getBeanProvider(HandlerExceptionResolver.class)
                        .orderedStream()
                        .toList());
        Method dispatch = ClassUtils.getMethod(
                EventDispatcher.class, "dispatch", HttpServletRequest.class, HttpServletResponse.class);
        mapping.registerMapping(info(mapping, routes, "each event to its method", null), dispatcher, dispatch);
        say(routes);
    }

    /** A mapping for the deliveries of that method, or, where that is null, for those that are not one method's. */
    private RequestMappingInfo info(
            RequestMappingHandlerMapping mapping, EventRoutes routes, String name, @Nullable MappedMethod method) {
        String endpoint = routes.endpoint().name();
        ReceivedCondition condition = new ReceivedCondition(
                "verified for " + endpoint + ", " + name,
                received -> received.endpoint().equals(endpoint)
                        && routes.of(received).orElse(null) == method);
        return RequestMappingInfo.paths(servletPath.patterns(routes.endpoint()))
                .customCondition(condition)
                .options(mapping.getBuilderConfiguration())
                .build();
    }

    private static void say(EventRoutes routes) {
        String name = routes.endpoint().name();
        LOG.info("endpoint \"{}\": its events are handled by {}", name, routes.methods());
        if (!routes.unhandled().isEmpty()) {
            LOG.warn(
                    "endpoint \"{}\": no @WebhookMapping method takes {}; such events will be acknowledged and not"
                            + " handled; write a method for {} to take them",
                    name,
                    routes.unhandled().stream()
                            .map(kind -> ClassUtils.getShortName(kind))
                            .toList(),
                    routes.endpoint().receiver().provider().eventType().getSimpleName());
        }
    }
}
