package io.countersign.spring.autoconfigure;

import io.countersign.servlet.WebhookFilter;
import io.countersign.spring.RefusedExceptionResolver;
import io.countersign.spring.WebhookEndpoints;
import io.countersign.spring.WebhookMappings;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Maps the methods with {@link io.countersign.spring.WebhookMapping}, and lets controller methods refuse; their arguments are the
 * business of {@link VerifiedArgumentsInitializer}.
 */
@AutoConfiguration(
        after = CountersignAutoConfiguration.class,
        afterName = "org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({WebhookFilter.class, HandlerExceptionResolver.class})
public class CountersignMvcAutoConfiguration {

    /** A refusal for good by a controller method. */
    @Bean
    RefusedExceptionResolver countersignRefusedExceptionResolver() {
        return new RefusedExceptionResolver();
    }

    /** Also where no endpoint is configured: a method that names one must not be left aside silently. */
    @Bean
    @ConditionalOnBean(RequestMappingHandlerMapping.class)
    WebhookMappings countersignMappings(
            ApplicationContext context, ObjectProvider<WebhookEndpoints> endpoints, Environment environment) {
        return new WebhookMappings(
                context,
                endpoints.getIfAvailable(() -> new WebhookEndpoints(List.of())),
                environment.getProperty("spring.mvc.servlet.path", "/"));
    }
}
