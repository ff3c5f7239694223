package io.countersign.spring.autoconfigure;

import io.countersign.dedup.InMemoryDedupStore;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Opens the store in memory, which is also what is left where the store that was chosen cannot be had.
 *
 * <p>Thread rule: stateless.
 */
final class MemoryStoreReader {
    private static final ConfigKey KEY = ConfigKey.DEDUP.child("memory");

    private MemoryStoreReader() {}

    /** @param loader of the application, to tell which part is missing */
    static InMemoryDedupStore open(
            CountersignProperties.Dedup claims, InstantSource clock, @Nullable ClassLoader loader) {
        if (claims.store() == CountersignProperties.Store.JDBC) {
            throw missing("jdbc", "countersign-dedup-jdbc");
        }
        if (claims.store() == CountersignProperties.Store.REDIS) {
            throw ClassUtils.isPresent("io.countersign.dedup.redis.RedisDedupStore", loader)
                    ? missing("redis", "spring-boot-starter-data-redis")
                    : missing("redis", "countersign-dedup-redis");
        }
        CountersignProperties.Memory memory =
                claims.memory() == null ? CountersignProperties.Memory.NONE : claims.memory();
        Integer inProgress = memory.maxInProgress();
        Long remembered = memory.maxRemembered();
        InMemoryDedupStore.Builder builder = InMemoryDedupStore.builder().clock(clock);
        if (inProgress != null) {
            KEY.child("max-in-progress").checked("set it to 10000 or so", () -> builder.maxInProgress(inProgress));
        }
        if (remembered != null) {
            KEY.child("max-remembered").checked("set it to 200000 or so", () -> builder.maxRemembered(remembered));
        }
        return builder.build();
    }

    private static RuntimeException missing(String store, String module) {
        return ConfigKey.STORE.error(
                store + " needs " + module + ", which is not on the class path",
                "add that dependency, or declare a bean of type DedupStore, or use memory on a single node");
    }
}
