package io.countersign.spring;

import io.countersign.WebhookReceiver;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The endpoints of the application, by name. Spring Boot makes one out of {@code countersign.endpoints}; inject it to reach a
 * receiver.
 *
 * <p>Thread rule: immutable.
 */
public final class WebhookEndpoints {
    private final Map<String, WebhookEndpoint> endpoints;

    /**
     * These endpoints, in this order.
     *
     * @throws IllegalArgumentException where two have one name
     */
    public WebhookEndpoints(Collection<WebhookEndpoint> endpoints) {
        Map<String, WebhookEndpoint> byName = new LinkedHashMap<>();
        for (WebhookEndpoint endpoint : endpoints) {
            if (byName.put(endpoint.name(), endpoint) != null) {
                throw new IllegalArgumentException("two endpoints are called \"" + endpoint.name() + "\"");
            }
        }
        this.endpoints = Collections.unmodifiableMap(byName);
    }

    /** All endpoints by name. */
    public Map<String, WebhookEndpoint> byName() {
        return endpoints;
    }

    /**
     * The endpoint of that name.
     *
     * @throws IllegalArgumentException where there is none
     */
    public WebhookEndpoint endpoint(String name) {
        WebhookEndpoint endpoint = endpoints.get(name);
        if (endpoint == null) {
            throw new IllegalArgumentException(
                    "there is no endpoint \"" + name + "\"; there are " + endpoints.keySet());
        }
        return endpoint;
    }

    /**
     * The receiver of the endpoint of that name.
     *
     * @throws IllegalArgumentException where there is none
     */
    public WebhookReceiver<?> receiver(String name) {
        return endpoint(name).receiver();
    }

    /**
     * The path of the endpoint of that name.
     *
     * @throws IllegalArgumentException where there is none
     */
    public String path(String name) {
        return endpoint(name).path();
    }

    /** From now on every delivery is answered "retry later"; what is being handled goes on. */
    public void beginShutdown() {
        endpoints.values().forEach(endpoint -> endpoint.receiver().beginShutdown());
    }
}
