package io.countersign.spring.autoconfigure;

import io.countersign.spring.WebhookConfigurationException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * Binds the keys, and turns what Spring Boot's binder says of a mistake into words that hold no value.
 *
 * <p>Thread rule: stateless.
 */
final class PropertiesReader {
    private static final String SPELLING =
            "correct its spelling or its place, or remove it; docs/configuration.md lists the keys";

    private PropertiesReader() {}

    /**
     * The properties of the environment.
     *
     * @throws WebhookConfigurationException for a key that is not known, or a value that is not of the key's type
     */
    static CountersignProperties read(Environment environment) {
        BindHandler refuseUnknown =
                new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter());
        try {
            CountersignProperties written = Binder.get(environment)
                    .bind(ConfigKey.ROOT.text(), Bindable.of(CountersignProperties.class), refuseUnknown)
                    .orElse(CountersignProperties.NONE);
            return ForwardHeaders.apply(environment, written);
        } catch (BindException e) {
            throw inOurWords(e);
        }
    }

    private static WebhookConfigurationException inOurWords(BindException e) {
        if (e.getCause() instanceof UnboundConfigurationPropertiesException unknown) {
            return new ConfigKey(firstKey(unknown)).error("there is no such key", SPELLING);
        }
        Class<?> type = e.getTarget().getType().resolve(Object.class);
        return new ConfigKey(e.getName().toString()).error("the value is not " + kind(type), mend(type));
    }

    private static String firstKey(UnboundConfigurationPropertiesException unknown) {
        return unknown.getUnboundProperties().stream()
                .map(ConfigurationProperty::getName)
                .min(Comparator.naturalOrder())
                .map(Object::toString)
                .orElse(ConfigKey.ROOT.text());
    }

    private static String kind(Class<?> type) {
        if (type == Duration.class) {
            return "a duration";
        }
        if (type == DataSize.class) {
            return "a size";
        }
        if (type == Boolean.class) {
            return "on or off";
        }
        if (type == Integer.class || type == Long.class) {
            return "a whole number";
        }
        if (type.isEnum()) {
            return "one of the words that are known here";
        }
        if (type == List.class) {
            return "a list";
        }
        return type == String.class ? "text that can be read" : "a group of keys, as is needed here";
    }

    private static String mend(Class<?> type) {
        if (type == Duration.class) {
            return "write it like 60s, 15m or 7d";
        }
        if (type == DataSize.class) {
            return "write it like 512KB or 1MB";
        }
        if (type == Boolean.class) {
            return "write on or off";
        }
        if (type == Integer.class || type == Long.class) {
            return "write it in digits";
        }
        if (type.isEnum()) {
            return "use one of " + words(type.getEnumConstants());
        }
        return type == List.class ? "write it as items that begin with a dash" : SPELLING;
    }

    private static String words(@Nullable Object @Nullable [] constants) {
        return Arrays.stream(constants == null ? new Object[0] : constants)
                .map(constant ->
                        String.valueOf(constant).toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }
}
