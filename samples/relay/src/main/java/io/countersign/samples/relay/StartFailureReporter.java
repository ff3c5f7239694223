package io.countersign.samples.relay;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says on the console why the relay did not start and how to mend it, without the decoration of a log line. It comes first and
 * switches Spring Boot's own reporter off, which says the same through a log that may not be configured yet.
 *
 * <p>Thread rule: stateless.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class StartFailureReporter implements FailureAnalysisReporter {
    private static final String BOOTS_REPORTER = "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter";

    @Override
    public void report(FailureAnalysis analysis) {
        LoggingSystem.get(getClass().getClassLoader()).setLogLevel(BOOTS_REPORTER, LogLevel.OFF);
        StringBuilder text = new StringBuilder("\nThe relay did not start.\n\nDescription:\n\n")
                .append(analysis.getDescription())
                .append('\n');
        if (analysis.getAction() != null && !analysis.getAction().isBlank()) {
            text.append("\nAction:\n\n").append(analysis.getAction()).append('\n');
        }
        System.err.println(text);
    }
}
