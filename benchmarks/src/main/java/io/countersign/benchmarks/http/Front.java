package io.countersign.benchmarks.http;

import java.util.Locale;

/** A server, and the adapter in it. */
enum Front {
    /** A servlet filter. */
    TOMCAT("servlet, Tomcat 11") {
        @Override
        RunningServer start(Target target, ServerSettings settings) throws Exception {
            return TomcatServer.start(target, settings);
        }
    },
    /** A servlet filter. */
    JETTY("servlet, Jetty 12.1") {
        @Override
        RunningServer start(Target target, ServerSettings settings) throws Exception {
            return JettyServer.start(target, settings);
        }
    },
    /** A controller. */
    SPRING("Spring Boot 4.1") {
        @Override
        RunningServer start(Target target, ServerSettings settings) {
            return BootServer.start(target, settings);
        }
    },
    /** A handler. */
    JAVALIN("Javalin 7") {
        @Override
        RunningServer start(Target target, ServerSettings settings) {
            return JavalinServer.start(target, settings);
        }
    };

    final String label;

    Front(String label) {
        this.label = label;
    }

    /** Starts it on a free port of the loopback. */
    abstract RunningServer start(Target target, ServerSettings settings) throws Exception;

    /** As a word for goals and command lines. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
