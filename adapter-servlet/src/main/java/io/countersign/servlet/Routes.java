package io.countersign.servlet;

import io.countersign.WebhookReceiver;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which receiver a request is for. Immutable. */
final class Routes {
    private final @Nullable WebhookReceiver<?> always;
    private final Map<String, WebhookReceiver<?>> exact;
    private final Map<String, WebhookReceiver<?>> below;

    private Routes(
            @Nullable WebhookReceiver<?> always,
            Map<String, WebhookReceiver<?>> exact,
            Map<String, WebhookReceiver<?>> below) {
        this.always = always;
        this.exact = Map.copyOf(exact);
        this.below = Map.copyOf(below);
    }

    /** Every request is for that one. */
    static Routes allTo(WebhookReceiver<?> receiver) {
        return new Routes(receiver, Map.of(), Map.of());
    }

    /**
     * By the path of the request.
     *
     * @param exact receivers by their paths
     * @param below receivers by the paths below which anything is theirs, and the path itself; none of them below another path
     */
    static Routes of(Map<String, WebhookReceiver<?>> exact, Map<String, WebhookReceiver<?>> below) {
        return new Routes(null, exact, below);
    }

    /** The receiver that the request is for, or null where it is for no endpoint. */
    @Nullable
    WebhookReceiver<?> at(HttpServletRequest request) {
        return always == null ? at(path(request)) : always;
    }

    private @Nullable WebhookReceiver<?> at(String path) {
        WebhookReceiver<?> receiver = exact.get(path);
        for (int end = path.length(); receiver == null && end > 0; end = path.lastIndexOf('/', end - 1)) {
            receiver = below.get(path.substring(0, end));
        }
        return receiver;
    }

    /** The path by which the server chose the servlet: decoded and normalised by the server alone, so that both agree. */
    private static String path(HttpServletRequest request) {
        if (request.getDispatcherType() == DispatcherType.INCLUDE
                && request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH) instanceof String servletPath) {
            Object pathInfo = request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO);
            return pathInfo == null ? servletPath : servletPath + pathInfo;
        }
        String pathInfo = request.getPathInfo();
        return pathInfo == null ? request.getServletPath() : request.getServletPath() + pathInfo;
    }
}
