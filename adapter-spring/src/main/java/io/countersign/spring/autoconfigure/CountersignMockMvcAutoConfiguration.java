package io.countersign.spring.autoconfigure;

import io.countersign.dedup.DedupStore;
import io.countersign.dedup.InMemoryDedupStore;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * For tests with MockMvc only: a slice has the application's configuration, which may say {@code jdbc} or {@code redis}, but not
 * its {@code DataSource} nor its Redis. It gets claims in memory then.
 */
@AutoConfiguration(
        before = CountersignAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration"
        })
@ConditionalOnProperty("countersign.dedup.store")
public class CountersignMockMvcAutoConfiguration {

    /** The memory. */
    @Bean
    @ConditionalOnMissingBean(
            value = {DedupStore.class, DataSource.class},
            type = "org.springframework.data.redis.connection.RedisConnectionFactory")
    InMemoryDedupStore countersignSliceDedupStore(ObjectProvider<InstantSource> clocks) {
        return InMemoryDedupStore.builder()
                .clock(clocks.getIfUnique(InstantSource::system))
                .build();
    }
}
