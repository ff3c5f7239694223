package io.countersign.spring.autoconfigure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.countersign.ReceiverListener;
import io.countersign.dedup.InMemoryDedupStore;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SecretSource;
import io.countersign.secret.SigningSecret;
import io.countersign.secret.TenantSecrets;
import io.countersign.spring.AcmeProvider;
import io.countersign.spring.WebhookEndpoints;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

/** Endpoints out of YAML, without an application around them. */
final class Configured {
    /** The secrets of two tenants. */
    private static final Map<String, TenantSecrets> TENANTS =
            Map.of("accounts", TenantSecrets.of(Map.of("one", ring("one"), "two", ring("two"))));

    private Configured() {}

    private static SecretSource ring(String tenant) {
        return SecretSource.constant(SecretRing.of(SigningSecret.of("main", "the-secret-of-tenant-" + tenant)));
    }

    static WebhookEndpoints endpoints(String yaml) {
        return endpoints(yaml, InstantSource.system());
    }

    static WebhookEndpoints endpoints(String yaml, InstantSource clock) {
        return new EndpointReader(
                        PropertiesReader.read(environment(yaml)),
                        new ProviderCatalog(List.of(new AcmeProvider())),
                        InMemoryDedupStore.builder().build(),
                        clock,
                        ReceiverListener.NONE,
                        TENANTS)
                .all();
    }

    static StandardEnvironment environment(String yaml) {
        StandardEnvironment environment = new StandardEnvironment();
        try {
            new YamlPropertySourceLoader()
                    .load("application", new ByteArrayResource(yaml.getBytes(UTF_8)))
                    .forEach(environment.getPropertySources()::addFirst);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        ConfigurationPropertySources.attach(environment);
        return environment;
    }
}
