package io.countersign.spring.autoconfigure;

import io.countersign.servlet.WebhookFilter;
import io.countersign.spring.RefusedExceptionResolver;
import io.countersign.spring.WebhookArgumentResolver;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Hands verified arguments to controller methods. It does not depend on any endpoint being configured: without it, Spring MVC
 * would make an event out of request parameters.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({WebhookFilter.class, WebMvcConfigurer.class})
public class CountersignMvcAutoConfiguration implements WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new WebhookArgumentResolver());
    }

    /** A refusal for good by a controller method. */
    @Bean
    RefusedExceptionResolver countersignRefusedExceptionResolver() {
        return new RefusedExceptionResolver();
    }
}
