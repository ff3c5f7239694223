package io.countersign.spring.autoconfigure;

import static java.util.Objects.requireNonNull;

import io.countersign.ReceivedDelivery;
import io.countersign.WebhookReceiver;
import io.countersign.event.WebhookEvent;
import io.countersign.provider.statuspulse.StatusPulse;
import io.countersign.scheme.UnauthenticatedScheme;
import io.countersign.servlet.WebhookFilter;
import io.countersign.spring.WebhookEndpoint;
import io.countersign.spring.WebhookEndpoints;
import io.countersign.spring.WebhookMapping;
import io.countersign.testkit.contract.ApplicationUnderTest;
import io.countersign.testkit.contract.ReceiverAdapterContract;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/**
 * The contract of adapters, with a controller that names its endpoint, and one application for all rows: what stands in its filter
 * and behind its controller changes from row to row.
 */
abstract class SharedApplicationContract extends ReceiverAdapterContract {
    static final String PATH = "/webhooks/contract";

    /** Spring MVC parses a multipart body before it calls a controller, and fails on one that is none. */
    static final String YAML = """
            spring.servlet.multipart.enabled: false
            spring.main.lazy-initialization: true
            """;

    private final Row row;

    SharedApplicationContract(Row row) {
        this.row = row;
    }

    /** Where the application is. */
    abstract URI url();

    /** What changes from row to row. Safe for concurrent use. */
    static final class Row implements Filter {
        private volatile @Nullable Filter filter;
        private volatile @Nullable ApplicationUnderTest<WebhookEvent> application;

        @SuppressWarnings("unchecked") // It is given what its receiver received.
        <E extends WebhookEvent> void begin(WebhookReceiver<E> receiver, ApplicationUnderTest<E> next) {
            application = (ApplicationUnderTest<WebhookEvent>) (ApplicationUnderTest<?>) next;
            filter = WebhookFilter.of(receiver);
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            requireNonNull(filter).doFilter(request, response, chain);
        }

        /** The beans of the application. */
        ApplicationContextInitializer<ConfigurableApplicationContext> beans() {
            WebhookEndpoints endpoints = new WebhookEndpoints(List.of(new WebhookEndpoint(
                    PATH,
                    WebhookReceiver.builder("contract", StatusPulse.provider())
                            .scheme(new UnauthenticatedScheme())
                            .build())));
            return context -> {
                GenericApplicationContext beans = (GenericApplicationContext) context;
                beans.registerBean(Controller.class, () -> new Controller(this));
                beans.registerBean(WebhookEndpoints.class, () -> endpoints);
                beans.registerBean(FilterRegistrationBean.class, () -> registration(endpoints));
            };
        }

        /** As it is for any endpoint, but for the filter. */
        private FilterRegistrationBean<Filter> registration(WebhookEndpoints endpoints) {
            FilterRegistrationBean<WebhookFilter> usual = WebhookFilterRegistrar.registration(endpoints, "contract");
            FilterRegistrationBean<Filter> ours = new FilterRegistrationBean<>(this);
            ours.setUrlPatterns(usual.getUrlPatterns());
            ours.setOrder(usual.getOrder());
            ours.setDispatcherTypes(usual.determineDispatcherTypes());
            ours.setAsyncSupported(usual.isAsyncSupported());
            return ours;
        }
    }

    @RestController
    static final class Controller {
        private final Row row;

        Controller(Row row) {
            this.row = row;
        }

        @WebhookMapping("contract")
        ResponseEntity<Void> handle(ReceivedDelivery<WebhookEvent> received, InputStream body) throws Exception {
            return ResponseEntity.status(requireNonNull(row.application).handle(received, body.readAllBytes()))
                    .build();
        }
    }

    @Override
    protected <E extends WebhookEvent> URI start(WebhookReceiver<E> receiver, ApplicationUnderTest<E> application) {
        row.begin(receiver, application);
        return url();
    }

    @Override
    protected void stop() {
        // The next row has its own.
    }
}
