package io.countersign.spring.autoconfigure;

import io.countersign.dedup.DedupStore;
import io.countersign.dedup.jdbc.JdbcDedupStore;
import io.countersign.spring.TransactionalCompletion;
import java.time.InstantSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/** Claims in a database, where {@code countersign.dedup.store} says so. Its {@code close} ends the purge with the context. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(JdbcDedupStore.class)
@ConditionalOnProperty(name = "countersign.dedup.store", havingValue = "jdbc")
@ConditionalOnMissingBean(DedupStore.class)
class JdbcStoreConfiguration {

    /** After Flyway and the like, which may be who creates the tables, and may refuse a schema that is not empty. */
    @Bean(CountersignAutoConfiguration.STORE_BEAN)
    @DependsOnDatabaseInitialization
    JdbcDedupStore countersignDedupStore(
            Environment environment, ListableBeanFactory beans, ObjectProvider<InstantSource> clocks) {
        CountersignProperties.Dedup claims = PropertiesReader.read(environment).claims();
        return JdbcStoreReader.open(
                claims, JdbcStoreReader.dataSource(claims, beans), clocks.getIfUnique(InstantSource::system));
    }

    /** For handlers in transactions of Spring's. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JdbcTemplate.class)
    static class InTransactions {
        @Bean
        @ConditionalOnMissingBean
        TransactionalCompletion countersignTransactionalCompletion(
                JdbcDedupStore store, Environment environment, ListableBeanFactory beans) {
            return new TransactionalCompletion(
                    store,
                    JdbcStoreReader.dataSource(
                            PropertiesReader.read(environment).claims(), beans));
        }
    }
}
