package io.countersign.servlet;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;

/** A Jetty with Servlet 6.1. */
final class JettyEe11Server extends JettyServer {
    JettyEe11Server(WebApp app) {
        super(context(app));
    }

    private static ServletContextHandler context(WebApp app) {
        ServletContextHandler context = new ServletContextHandler("/");
        if (app.filter() != null) {
            FilterHolder hooks = new FilterHolder(app.filter());
            hooks.setAsyncSupported(true);
            EnumSet<DispatcherType> dispatches = EnumSet.copyOf(app.dispatches());
            context.addFilter(hooks, app.filterPattern(), dispatches);
        }
        app.servlets().forEach((path, servlet) -> {
            ServletHolder holder = new ServletHolder(path, servlet);
            holder.setAsyncSupported(true);
            context.addServlet(holder, path);
        });
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        app.errorPages().forEach(errors::addErrorPage);
        context.setErrorHandler(errors);
        return context;
    }
}
