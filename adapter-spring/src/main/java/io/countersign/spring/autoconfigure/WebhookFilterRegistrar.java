package io.countersign.spring.autoconfigure;

import io.countersign.servlet.WebhookFilter;
import io.countersign.spring.WebhookEndpoint;
import io.countersign.spring.WebhookEndpoints;
import jakarta.servlet.DispatcherType;
import java.util.Map;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers one filter registration per endpoint. They are beans of their own, rather than one bean that registers all of
 * them, because Spring Boot's MockMvc finds filters only that way.
 *
 * <p>Thread rule: confined to one thread.
 */
final class WebhookFilterRegistrar implements ImportBeanDefinitionRegistrar {
    /** The bean of type {@link WebhookEndpoints}. */
    static final String ENDPOINTS_BEAN = "webhookEndpoints";

    /**
     * Before Spring Security (-100), which knows nothing of signatures, and before whatever reads parameters out of the body.
     */
    static final int ORDER = -110;

    private final Environment environment;

    WebhookFilterRegistrar(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        Map<String, ?> endpoints = PropertiesReader.read(environment).endpoints();
        if (endpoints != null) {
            for (String name : endpoints.keySet()) {
                registry.registerBeanDefinition(
                        "webhookFilter-" + name,
                        BeanDefinitionBuilder.rootBeanDefinition(WebhookFilterRegistrar.class, "registration")
                                .addConstructorArgReference(ENDPOINTS_BEAN)
                                .addConstructorArgValue(name)
                                .getBeanDefinition());
            }
        }
    }

    /** Called by Spring for each of the definitions. */
    static FilterRegistrationBean<WebhookFilter> registration(WebhookEndpoints endpoints, String name) {
        WebhookEndpoint endpoint = endpoints.endpoint(name);
        FilterRegistrationBean<WebhookFilter> registration =
                new FilterRegistrationBean<>(WebhookFilter.of(endpoint.receiver()));
        registration.setName("countersign-" + name);
        registration.addUrlPatterns(endpoint.urlPattern());
        registration.setOrder(ORDER);
        // ASYNC too: the filter settles where the request ends, and Spring MVC ends an asynchronous one there.
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        registration.setAsyncSupported(true);
        return registration;
    }
}
