package io.countersign.samples.relay;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * A configuration file that is no YAML: says where, and never quotes the line, since it may hold a secret.
 *
 * <p>Thread rule: stateless.
 */
public final class YamlFailureAnalyzer extends AbstractFailureAnalyzer<MarkedYAMLException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MarkedYAMLException cause) {
        Mark mark = cause.getProblemMark();
        String place = mark == null ? "" : " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
        return new FailureAnalysis(
                "The configuration file is not valid YAML" + place + ".",
                "Check the indentation there and in the line above, and put quotes around values that hold : # { } [ ] , & *"
                        + " ! | > % @ or `.",
                cause);
    }
}
