package io.countersign.spring.autoconfigure;

import io.countersign.spring.WebhookConfigurationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints a mistake in the configuration as Spring Boot prints its own: description and action. Thread rule: stateless. */
final class WebhookConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<WebhookConfigurationException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, WebhookConfigurationException cause) {
        return new FailureAnalysis(
                "A webhook endpoint cannot start.\n\n    Key: " + cause.key() + "\n    Problem: " + cause.problem(),
                "For " + cause.key() + ": " + cause.mend() + ".",
                cause);
    }
}
