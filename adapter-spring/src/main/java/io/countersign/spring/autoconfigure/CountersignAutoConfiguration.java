package io.countersign.spring.autoconfigure;

import io.countersign.ReceiverListener;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.InMemoryDedupStore;
import io.countersign.provider.Provider;
import io.countersign.secret.TenantSecrets;
import io.countersign.servlet.WebhookFilter;
import io.countersign.spring.WebhookEndpoints;
import java.time.InstantSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * Sets up what is configured below {@code countersign.endpoints}: a receiver and a servlet filter per endpoint. Without
 * endpoints it does nothing.
 *
 * <p>Beans of the application that it uses: a {@link DedupStore} instead of the one that is configured, an
 * {@link InstantSource} (a {@code Clock} is one) instead of the system's, every {@link ReceiverListener}, and every
 * {@link Provider} beside the shipped ones.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({WebhookFilter.class, FilterRegistrationBean.class})
@Conditional(OnEndpointsCondition.class)
@Import({JdbcStoreConfiguration.class, RedisStoreConfiguration.class, WebhookFilterRegistrar.class})
public class CountersignAutoConfiguration {

    /** The bean of type {@link DedupStore} that is made of the configuration. */
    static final String STORE_BEAN = "countersignDedupStore";

    /** Claims in the memory of this process, where the application declares no store and nothing else is chosen. */
    @Bean(STORE_BEAN)
    @ConditionalOnMissingBean(DedupStore.class)
    InMemoryDedupStore countersignDedupStore(
            Environment environment, ObjectProvider<InstantSource> clocks, ApplicationContext context) {
        return MemoryStoreReader.open(
                PropertiesReader.read(environment).claims(),
                clocks.getIfUnique(InstantSource::system),
                context.getClassLoader());
    }

    /** The endpoints; a mistake in their configuration stops the start here. */
    @Bean(WebhookFilterRegistrar.ENDPOINTS_BEAN)
    WebhookEndpoints webhookEndpoints(
            Environment environment,
            ObjectProvider<Provider<?>> providers,
            DedupStore store,
            ObjectProvider<InstantSource> clocks,
            ObjectProvider<ReceiverListener> listeners,
            ListableBeanFactory beans) {
        CountersignProperties properties = PropertiesReader.read(environment);
        new NodesCheck(properties.claims(), store, beans.containsBean(STORE_BEAN), CloudPlatform.getActive(environment))
                .run();
        return new EndpointReader(
                        properties,
                        new ProviderCatalog(providers.orderedStream().toList()),
                        store,
                        clocks.getIfUnique(InstantSource::system),
                        new AllListeners(listeners.orderedStream().toList()),
                        beans.getBeansOfType(TenantSecrets.class))
                .all();
    }

    @Bean
    ShutdownListener countersignShutdown(WebhookEndpoints endpoints, ApplicationContext context) {
        return new ShutdownListener(endpoints, context);
    }
}
