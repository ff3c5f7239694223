package io.countersign.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** A server of a test, running. */
interface WebServer extends AutoCloseable {

    /** The servers that the filter is proven on. */
    enum Kind {
        TOMCAT {
            @Override
            WebServer start(Filter filter, Map<String, HttpServlet> servlets, DispatcherType... dispatches) {
                return new TomcatServer(filter, servlets, dispatches);
            }
        },
        JETTY {
            @Override
            WebServer start(Filter filter, Map<String, HttpServlet> servlets, DispatcherType... dispatches) {
                return new JettyServer(filter, servlets, dispatches);
            }
        };

        /**
         * Starts one.
         *
         * @param filter over {@code /webhooks/*}, for these {@code dispatches}
         * @param servlets by their paths
         */
        abstract WebServer start(Filter filter, Map<String, HttpServlet> servlets, DispatcherType... dispatches);
    }

    URI uri(String path);

    /** How long it waits for the next bytes of a request, on connections that are opened from now on. */
    void setReadTimeout(Duration timeout);

    @Override
    void close();
}
