package io.countersign.spring.autoconfigure;

import io.countersign.spring.autoconfigure.CountersignProperties.ClientAddress;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;

/**
 * What Spring Boot does with the headers of proxies itself, before a request comes to us: whoever reads them once more believes
 * what the client wrote.
 *
 * <p>Thread rule: stateless.
 */
final class ForwardHeaders {
    private static final String KEY = "server.forward-headers-strategy";

    private ForwardHeaders() {}

    /**
     * The properties, with the address of a client as the server found it where nothing else is chosen.
     *
     * @throws io.countersign.spring.WebhookConfigurationException where both are to read the headers
     */
    static CountersignProperties apply(Environment environment, CountersignProperties properties) {
        String strategy = environment.getProperty(KEY, "").toLowerCase(Locale.ROOT);
        boolean isChosen = strategy.equals("native") || strategy.equals("framework");
        List<String> proxies = properties.trustedProxies();
        if (isChosen && proxies != null && !proxies.isEmpty()) {
            throw ConfigKey.ROOT
                    .child("trusted-proxies")
                    .error(
                            KEY + " is " + strategy
                                    + ", so the headers of proxies are read before, and would be read twice",
                            "set that to none, or remove this");
        }
        boolean isByServer = isChosen || (strategy.isEmpty() && isDefault(environment));
        return isByServer && proxies == null && properties.clientAddress() == null
                ? properties.with(ClientAddress.CONTAINER)
                : properties;
    }

    private static boolean isDefault(Environment environment) {
        CloudPlatform platform = CloudPlatform.getActive(environment);
        return platform != null && platform.isUsingForwardHeaders();
    }
}
