package io.countersign.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * The class path of these tests has more than most of their applications would: Spring Security. An application gets it with
 * {@code tests.security: true}.
 */
public final class OnlyWhatIsAskedFor implements AutoConfigurationImportFilter, EnvironmentAware {
    private @Nullable Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public boolean[] match(@Nullable String[] names, AutoConfigurationMetadata metadata) {
        boolean withSecurity = environment != null && environment.getProperty("tests.security", Boolean.class, false);
        boolean[] matches = new boolean[names.length];
        for (int i = 0; i < names.length; i++) {
            String name = names[i];
            matches[i] = name != null && (withSecurity || !name.startsWith("org.springframework.boot.security."));
        }
        return matches;
    }
}
