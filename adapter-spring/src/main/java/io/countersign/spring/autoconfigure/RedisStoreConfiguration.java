package io.countersign.spring.autoconfigure;

import io.countersign.dedup.DedupStore;
import io.countersign.dedup.redis.RedisDedupStore;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Claims in Redis, where {@code countersign.dedup.store} says so. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({RedisDedupStore.class, LettuceConnectionFactory.class})
@ConditionalOnProperty(name = "countersign.dedup.store", havingValue = "redis")
@ConditionalOnMissingBean(DedupStore.class)
class RedisStoreConfiguration {

    @Bean
    LettuceConnection countersignRedisConnection(Environment environment, ListableBeanFactory beans) {
        return RedisStoreReader.connect(PropertiesReader.read(environment).claims(), beans);
    }

    @Bean(CountersignAutoConfiguration.STORE_BEAN)
    RedisDedupStore countersignDedupStore(Environment environment, LettuceConnection countersignRedisConnection) {
        return RedisStoreReader.open(PropertiesReader.read(environment).claims(), countersignRedisConnection.scripts());
    }
}
