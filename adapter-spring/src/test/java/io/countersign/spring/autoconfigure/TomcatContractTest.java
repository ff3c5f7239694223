package io.countersign.spring.autoconfigure;

import io.countersign.ReceivedDelivery;
import io.countersign.WebhookReceiver;
import io.countersign.event.WebhookEvent;
import io.countersign.servlet.WebhookFilter;
import io.countersign.spring.RunningApp;
import io.countersign.spring.WebhookEndpoint;
import io.countersign.spring.WebhookEndpoints;
import io.countersign.testkit.contract.ApplicationUnderTest;
import io.countersign.testkit.contract.ReceiverAdapterContract;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The contract of adapters, on Spring Boot with Tomcat and a controller that names its path. Each row has an application of its own. */
class TomcatContractTest extends ReceiverAdapterContract {
    private static final String PATH = "/webhooks/contract";

    /** Spring MVC parses a multipart body before it calls a controller, and fails on one that is none. */
    private static final String YAML = """
            spring.servlet.multipart.enabled: false
            spring.main.lazy-initialization: true
            """;

    private @Nullable RunningApp app;

    @RestController
    static final class Controller<E extends WebhookEvent> {
        private final ApplicationUnderTest<E> application;

        Controller(ApplicationUnderTest<E> application) {
            this.application = application;
        }

        @RequestMapping(PATH)
        ResponseEntity<Void> handle(ReceivedDelivery<E> received, InputStream body) throws Exception {
            return ResponseEntity.status(application.handle(received, body.readAllBytes()))
                    .build();
        }
    }

    @Override
    protected <E extends WebhookEvent> URI start(WebhookReceiver<E> receiver, ApplicationUnderTest<E> application) {
        WebhookEndpoints endpoints = new WebhookEndpoints(List.of(new WebhookEndpoint(PATH, receiver)));
        app = RunningApp.start(YAML, context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.registerBean(Controller.class, () -> new Controller<>(application));
            beans.registerBean(FilterRegistrationBean.class, () -> filter(endpoints, receiver));
        });
        return app.url(PATH);
    }

    private static FilterRegistrationBean<WebhookFilter> filter(
            WebhookEndpoints endpoints, WebhookReceiver<?> receiver) {
        return WebhookFilterRegistrar.registration(endpoints, receiver.endpoint());
    }

    @Override
    protected void stop() {
        if (app != null) {
            app.close();
        }
    }
}
