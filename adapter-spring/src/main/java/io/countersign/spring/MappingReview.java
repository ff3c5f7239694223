package io.countersign.spring;

import io.countersign.servlet.WebhookFilter;
import jakarta.servlet.ServletContext;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.http.server.PathContainer;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Compares the mappings of controllers with the endpoints, and warns of what does not meet: nothing is handled that was not
 * verified, but events that nobody handles are retried until the sender gives up.
 *
 * <p>Confined to the thread that starts the context.
 */
final class MappingReview {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookMapping.class);

    private final ApplicationContext context;
    private final WebhookEndpoints endpoints;
    private final ServletPath servletPath;
    private final Set<String> mapped;

    /**
     * A review.
     *
     * @param mapped the names of the endpoints that have a {@link WebhookMapping}
     */
    MappingReview(ApplicationContext context, WebhookEndpoints endpoints, ServletPath servletPath, Set<String> mapped) {
        this.context = context;
        this.endpoints = endpoints;
        this.servletPath = servletPath;
        this.mapped = mapped;
    }

    void warn() {
        Set<String> unmet = new TreeSet<>(endpoints.byName().keySet());
        unmet.removeAll(mapped);
        Set<String> filters = filterPatterns();
        for (RequestMappingHandlerMapping mapping :
                context.getBeansOfType(RequestMappingHandlerMapping.class).values()) {
            mapping.getHandlerMethods().forEach((info, method) -> {
                endpoints.byName().values().stream()
                        .filter(endpoint -> takes(info, endpoint))
                        .forEach(endpoint -> unmet.remove(endpoint.name()));
                warnOf(info, method, filters);
            });
        }
        if (!hasRouterFunctions()) {
            unmet.forEach(this::warnOf);
        }
    }

    private void warnOf(String unmet) {
        LOG.warn(
                "endpoint \"{}\": no controller method handles POST {}, so that deliveries are asked to be retried, unless a"
                        + " servlet or the like does; write one with @WebhookMapping(\"{}\")",
                unmet,
                endpoints.path(unmet),
                unmet);
    }

    private static void warnOf(RequestMappingInfo info, HandlerMethod method, Set<String> filters) {
        boolean ours = info.getCustomCondition() instanceof ReceivedCondition;
        if (!ours
                && Arrays.stream(method.getMethodParameters()).anyMatch(WebhookArgumentResolver::resolves)
                && patterns(info).noneMatch(pattern -> isCovered(pattern, filters))) {
            LOG.warn(
                    "{}.{} takes an argument of a webhook, but no endpoint receives at {}, so that it always fails; set"
                            + " countersign.endpoints.<name>.path to that, or use @WebhookMapping",
                    ClassUtils.getShortName(method.getBeanType()),
                    method.getMethod().getName(),
                    info.getPatternValues());
        }
    }

    private static Stream<PathPattern> patterns(RequestMappingInfo info) {
        return info.getPathPatternsCondition() == null
                ? Stream.of()
                : info.getPathPatternsCondition().getPatterns().stream();
    }

    /** Whether requests to the pattern pass one of the filters: to all of it, or to some. */
    private static boolean isCovered(PathPattern pattern, Set<String> filters) {
        return filters.stream().anyMatch(filter -> {
            String base = filter.endsWith("/*") ? filter.substring(0, filter.length() - 2) : filter;
            boolean below = filter.endsWith("/*") && (pattern.getPatternString() + "/").startsWith(base + "/");
            return below || pattern.matches(PathContainer.parsePath(base));
        });
    }

    private boolean takes(RequestMappingInfo info, WebhookEndpoint endpoint) {
        String path = servletPath.within(endpoint.path());
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        boolean below = endpoint.urlPattern().endsWith("/*");
        return path != null
                && (methods.isEmpty() || methods.contains(RequestMethod.POST))
                && patterns(info)
                        .anyMatch(pattern -> pattern.matches(PathContainer.parsePath(below ? path + "/token" : path)));
    }

    /** As the mappings see them. */
    private Set<String> filterPatterns() {
        Set<String> patterns = new LinkedHashSet<>();
        endpoints.byName().values().forEach(endpoint -> patterns.add(endpoint.urlPattern()));
        ServletContext servlets = context instanceof WebApplicationContext web ? web.getServletContext() : null;
        if (servlets != null) {
            servlets.getFilterRegistrations().values().stream()
                    .filter(filter -> WebhookFilter.class.getName().equals(filter.getClassName()))
                    .forEach(filter -> patterns.addAll(filter.getUrlPatternMappings()));
        }
        Set<String> within = new LinkedHashSet<>();
        for (String pattern : patterns) {
            String inner = servletPath.within(pattern);
            if (inner != null) {
                within.add(inner);
            }
        }
        return within;
    }

    private boolean hasRouterFunctions() {
        return context.getBeansOfType(RouterFunctionMapping.class).values().stream()
                .anyMatch(mapping -> mapping.getRouterFunction() != null);
    }
}
