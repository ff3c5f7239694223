package io.countersign.spring.autoconfigure;

import io.countersign.servlet.WebhookFilter;
import io.countersign.spring.RefusedExceptionResolver;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Lets controller methods refuse; their arguments are the business of {@link VerifiedArgumentsInitializer}. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({WebhookFilter.class, HandlerExceptionResolver.class})
public class CountersignMvcAutoConfiguration {

    /** A refusal for good by a controller method. */
    @Bean
    RefusedExceptionResolver countersignRefusedExceptionResolver() {
        return new RefusedExceptionResolver();
    }
}
