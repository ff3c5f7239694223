package io.countersign.spring.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether anything is configured below {@code countersign}; a key that is misspelt must not switch everything off silently. */
final class OnEndpointsCondition extends SpringBootCondition {
    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of(ConfigKey.ROOT.text());

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(context.getEnvironment())) {
            if (source.containsDescendantOf(ROOT) == ConfigurationPropertyState.PRESENT) {
                return ConditionOutcome.match(ConditionMessage.forCondition("Countersign")
                        .found("keys")
                        .atAll());
            }
        }
        return ConditionOutcome.noMatch(
                ConditionMessage.forCondition("Countersign").didNotFind("keys").atAll());
    }
}
