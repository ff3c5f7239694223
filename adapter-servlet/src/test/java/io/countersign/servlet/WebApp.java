package io.countersign.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a server of a test serves: servlets by their paths, which are their names too, and perhaps a filter. */
final class WebApp {
    private final Map<String, HttpServlet> servlets = new LinkedHashMap<>();
    private final Map<Integer, String> errorPages = new LinkedHashMap<>();
    private @Nullable Filter filter;
    private String filterPattern = "";
    private Set<DispatcherType> dispatches = EnumSet.noneOf(DispatcherType.class);

    WebApp servlet(String path, HttpServlet servlet) {
        servlets.put(path, servlet);
        return this;
    }

    WebApp filter(Filter one, String pattern, Set<DispatcherType> types) {
        filter = one;
        filterPattern = pattern;
        dispatches = types;
        return this;
    }

    WebApp errorPage(int status, String path) {
        errorPages.put(status, path);
        return this;
    }

    Map<String, HttpServlet> servlets() {
        return servlets;
    }

    Map<Integer, String> errorPages() {
        return errorPages;
    }

    @Nullable
    Filter filter() {
        return filter;
    }

    String filterPattern() {
        return filterPattern;
    }

    Set<DispatcherType> dispatches() {
        return dispatches;
    }
}
