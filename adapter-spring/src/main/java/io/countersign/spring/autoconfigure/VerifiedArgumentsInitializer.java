package io.countersign.spring.autoconfigure;

import io.countersign.spring.WebhookArgumentResolver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Puts {@link WebhookArgumentResolver} before every other resolver of Spring MVC.
 *
 * <p>An event is a record, and Spring MVC makes a record out of request parameters where nobody else claims it. So this is no
 * auto-configuration, which a test slice or an exclusion switches off, and no {@code WebMvcConfigurer}, which an application
 * that extends {@code WebMvcConfigurationSupport} never asks.
 *
 * <p>Thread rule: stateless.
 */
final class VerifiedArgumentsInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final List<String> NEEDED = List.of(
            "org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter",
            "jakarta.servlet.Servlet");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ClassLoader loader = context.getClassLoader();
        if (NEEDED.stream().allMatch(name -> ClassUtils.isPresent(name, loader))) {
            context.getBeanFactory().addBeanPostProcessor(new First());
        }
    }

    private static final class First implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (bean instanceof RequestMappingHandlerAdapter adapter) {
                List<HandlerMethodArgumentResolver> resolvers = new ArrayList<>();
                resolvers.add(new WebhookArgumentResolver());
                resolvers.addAll(nonNull(adapter.getArgumentResolvers()));
                adapter.setArgumentResolvers(resolvers);
            }
            return bean;
        }

        private static List<HandlerMethodArgumentResolver> nonNull(
                @Nullable List<HandlerMethodArgumentResolver> resolvers) {
            return resolvers == null ? List.of() : resolvers;
        }
    }
}
