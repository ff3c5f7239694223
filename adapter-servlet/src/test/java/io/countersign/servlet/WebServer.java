package io.countersign.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A server of a test, running. */
interface WebServer extends AutoCloseable {

    /** The servers that the filter is proven on. */
    enum Kind {
        /** Tomcat 11: Servlet 6.1. */
        TOMCAT {
            @Override
            WebServer start(WebApp app) {
                return new TomcatServer(app);
            }
        },
        /** Jetty 12.1: Servlet 6.1. */
        JETTY {
            @Override
            WebServer start(WebApp app) {
                return new JettyEe11Server(app);
            }
        },
        /** Jetty 12.1: Servlet 6.0. Its classes are not on one class path with those of the others. */
        JETTY_EE10 {
            @Override
            WebServer start(WebApp app) {
                return new JettyEe10Server(app);
            }
        };

        private static final String PROPERTY = "countersign.servers";

        abstract WebServer start(WebApp app);

        /**
         * Starts one.
         *
         * @param filter over {@code /webhooks/*}, for these {@code dispatches}
         * @param servlets by their paths
         */
        WebServer start(Filter filter, Map<String, HttpServlet> servlets, DispatcherType... dispatches) {
            WebApp app = new WebApp().filter(filter, "/webhooks/*", EnumSet.copyOf(List.of(dispatches)));
            servlets.forEach(app::servlet);
            return start(app);
        }

        static Stream<Kind> onThisClassPath() {
            return Arrays.stream(System.getProperty(PROPERTY, "TOMCAT,JETTY").split(","))
                    .map(Kind::valueOf);
        }
    }

    URI uri(String path);

    /** How long it waits for the next bytes of a request, on connections that are opened from now on. */
    void setReadTimeout(Duration timeout);

    @Override
    void close();
}
