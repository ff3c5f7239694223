package io.countersign.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.dedup.InMemoryDedupStore;
import io.countersign.dedup.jdbc.JdbcDedupStore;
import io.countersign.dedup.redis.RedisDedupStore;
import io.countersign.dedup.redis.RedisProcess;
import io.countersign.spring.TransactionalCompletion;
import io.countersign.spring.WebhookConfigurationException;
import io.countersign.spring.WebhookEndpoints;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A store that cannot be had stops the start, and says with which key, what is wrong and how to mend it. */
class StoreMistakesTest {
    private static final String STORE = "countersign.dedup.store";

    @TempDir
    Path folder;

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    CountersignAutoConfiguration.class,
                    CountersignMetricsAutoConfiguration.class,
                    CountersignHealthAutoConfiguration.class));

    private WebApplicationContextRunner store(String store, String... keys) {
        return runner.withPropertyValues(STORE + "=" + store).withPropertyValues(keys);
    }

    private static WebApplicationContextRunner with(WebApplicationContextRunner runner, String name, String url) {
        return runner.withBean(name, DataSource.class, () -> h2(url));
    }

    private static DataSource h2(String url) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setUrl(url);
        return dataSource;
    }

    private static String inMemory() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }

    private static WebApplicationContextRunner withRedis(WebApplicationContextRunner runner, int port) {
        return runner.withBean(
                LettuceConnectionFactory.class,
                () -> new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port)));
    }

    private static void refuses(WebApplicationContextRunner runner, String key, String problem, String mend) {
        runner.run(context -> {
            WebhookConfigurationException mistake = mistake(context);
            assertThat(mistake.key()).isEqualTo(key);
            assertThat(mistake.problem()).contains(problem);
            assertThat(mistake.mend()).contains(mend);
            assertThat(mistake).hasNoCause().message().doesNotContain("hunter2");
        });
    }

    private static WebhookConfigurationException mistake(AssertableWebApplicationContext context) {
        assertThat(context).hasFailed();
        Throwable failure = context.getStartupFailure();
        while (failure != null && !(failure instanceof WebhookConfigurationException)) {
            failure = failure.getCause();
        }
        assertThat(failure).isInstanceOf(WebhookConfigurationException.class);
        return (WebhookConfigurationException) failure;
    }

    /** Imports this module's auto-configurations by name, as Spring Boot does, so that nothing of them is loaded too early. */
    static final class ByName implements ImportSelector {
        @Override
        public String[] selectImports(AnnotationMetadata importing) {
            return ImportCandidates.load(AutoConfiguration.class, ByName.class.getClassLoader())
                    .getCandidates()
                    .stream()
                    .filter(name -> name.startsWith("io.countersign."))
                    .toArray(String[]::new);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(ByName.class)
    static class Application {}

    @Test
    void anApplicationWithoutTheModules_startsInMemory() {
        new WebApplicationContextRunner()
                .withUserConfiguration(Application.class)
                .withClassLoader(new FilteredClassLoader(
                        "io.countersign.dedup.jdbc",
                        "io.countersign.dedup.redis",
                        "io.lettuce",
                        "io.micrometer",
                        "org.springframework.boot.health",
                        "org.springframework.boot.sql",
                        "org.springframework.dao",
                        "org.springframework.data",
                        "org.springframework.jdbc",
                        "org.springframework.transaction"))
                .withPropertyValues(
                        "countersign.endpoints.x.provider=metaplane", "countersign.endpoints.x.auth.none=accepted")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(InMemoryDedupStore.class)
                        .hasSingleBean(WebhookEndpoints.class));
    }

    @Test
    void anApplicationWithJdbcButWithoutSpringsOwn_hasTheStoreAlone() {
        store("jdbc")
                .withClassLoader(new FilteredClassLoader("org.springframework.jdbc", "org.springframework.boot.sql"))
                .withBean(DataSource.class, () -> h2(inMemory()))
                .run(context -> assertThat(context)
                        .hasSingleBean(JdbcDedupStore.class)
                        .doesNotHaveBean(TransactionalCompletion.class));
    }

    @Test
    void jdbc_withoutItsModule() {
        refuses(
                store("jdbc").withClassLoader(new FilteredClassLoader(JdbcDedupStore.class)),
                STORE,
                "jdbc needs countersign-dedup-jdbc, which is not on the class path",
                "add that dependency");
    }

    @Test
    void redis_withoutItsModule() {
        refuses(
                store("redis").withClassLoader(new FilteredClassLoader(RedisDedupStore.class)),
                STORE,
                "redis needs countersign-dedup-redis, which is not on the class path",
                "add that dependency");
    }

    @Test
    void redis_withoutSpringData() {
        refuses(
                store("redis").withClassLoader(new FilteredClassLoader("org.springframework.data")),
                STORE,
                "redis needs spring-boot-starter-data-redis",
                "add that dependency");
    }

    @Test
    void aStoreThatIsNotThere() {
        refuses(store("disk"), STORE, "is not one of the words", "use one of memory, jdbc, redis");
    }

    @Test
    void jdbc_withoutADataSource() {
        refuses(
                store("jdbc"),
                STORE,
                "jdbc needs a bean of type DataSource, and the application has none",
                "spring.datasource.url");
    }

    @Test
    void jdbc_withSeveralDataSources() {
        refuses(
                with(with(store("jdbc"), "orders", inMemory()), "inbox", inMemory()),
                "countersign.dedup.jdbc.data-source",
                "there are several beans of type DataSource, none of them primary",
                "set it to one of [orders, inbox]");
    }

    @Test
    void jdbc_withTheNameOfNoDataSource() {
        refuses(
                with(store("jdbc", "countersign.dedup.jdbc.data-source=outbox"), "inbox", inMemory()),
                "countersign.dedup.jdbc.data-source",
                "there is no bean of type DataSource with that name",
                "use one of [inbox]");
    }

    @Test
    void jdbc_withTheNameOfOneDataSourceOfSeveral_usesThat() {
        String inbox = inMemory();
        with(with(store("jdbc", "countersign.dedup.jdbc.data-source=inbox"), "orders", inMemory()), "inbox", inbox)
                .run(context -> {
                    assertThat(context).hasSingleBean(JdbcDedupStore.class);
                    try (var connection = h2(inbox).getConnection();
                            var tables = connection.getMetaData().getTables(null, null, "WEBHOOK_DEDUP", null)) {
                        assertThat(tables.next()).isTrue();
                    }
                });
    }

    @Test
    void jdbc_withSeveralDataSourcesOfWhichOneIsPrimary_usesThat() {
        with(store("jdbc"), "orders", inMemory())
                .withBean("inbox", DataSource.class, () -> h2(inMemory()), definition -> definition.setPrimary(true))
                .run(context -> assertThat(context).hasSingleBean(JdbcDedupStore.class));
    }

    @Test
    void jdbc_onH2ThatWritesLate() {
        String url = "jdbc:h2:file:" + folder.resolve("late");
        refuses(
                with(store("jdbc"), "inbox", url),
                STORE,
                "jdbc: H2 writes a commit to its file up to half a second later",
                "add ;WRITE_DELAY=0 to the URL, or accept that with"
                        + " countersign.dedup.jdbc.accept-losing-acknowledged-claims: true");
        with(store("jdbc", "countersign.dedup.jdbc.accept-losing-acknowledged-claims=true"), "inbox", url)
                .run(context -> assertThat(context).hasSingleBean(JdbcDedupStore.class));
    }

    @Test
    void jdbc_withoutTheTablesThatSomebodyElseIsToCreate() {
        refuses(
                with(store("jdbc", "countersign.dedup.jdbc.create-tables=false"), "inbox", inMemory()),
                STORE,
                "run io/countersign/dedup/jdbc/h2.sql",
                "docs/dedup-jdbc.md");
    }

    @Test
    void jdbc_withADriverThatShowsItsUrl_isRefusedWithoutItsPassword() {
        refuses(
                store("jdbc")
                        .withBean(
                                DataSource.class,
                                () -> new DriverManagerDataSource(
                                        "jdbc:nosuch://clerk:hunter2@db.example/x?password=hunter2")),
                STORE,
                "jdbc:nosuch://***@db.example/x?password=***",
                "see to it that the database of the DataSource runs");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "table=drop table; | table | the table's name must be",
                "timeout=0s | timeout | must be positive",
                "max-concurrent-calls=0 | max-concurrent-calls | must be at least 1",
                "max-concurrent-calls=many | max-concurrent-calls | not a whole number",
                "purge-every=-1s | purge-every | must be positive",
                "database=oracle | database | not one of the words",
                "tabel=x | tabel | there is no such key"
            })
    void jdbc_withAKeyThatCannotBe(String setting, String key, String problem) {
        assertRefused(
                with(store("jdbc", "countersign.dedup.jdbc." + setting), "inbox", inMemory()), "jdbc." + key, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"max-in-progress=0 | max-in-progress", "max-remembered=0 | max-remembered"})
    void memory_withAKeyThatCannotBe(String setting, String key) {
        assertRefused(store("memory", "countersign.dedup.memory." + setting), "memory." + key, "must be at least 1");
    }

    private static void assertRefused(WebApplicationContextRunner runner, String key, String problem) {
        refuses(runner, "countersign.dedup." + key, problem, "");
    }

    @Test
    void aStoreOfTheApplication_winsOverTheOneThatIsConfigured() {
        store("jdbc")
                .withBean(
                        InMemoryDedupStore.class,
                        () -> InMemoryDedupStore.builder().build())
                .run(context -> assertThat(context)
                        .hasSingleBean(InMemoryDedupStore.class)
                        .doesNotHaveBean(JdbcDedupStore.class));
    }

    @Test
    void redis_withoutAConnectionFactory() {
        refuses(
                store("redis"),
                STORE,
                "redis needs a bean of type RedisConnectionFactory, and the application has none",
                "spring.data.redis");
    }

    @Test
    void redis_throughAnotherClient() {
        refuses(
                store("redis").withBean(RedisConnectionFactory.class, JedisConnectionFactory::new),
                STORE,
                "the RedisConnectionFactory is a JedisConnectionFactory",
                "spring.data.redis.client-type to lettuce");
    }

    @Test
    void redis_thatIsDown() throws Exception {
        int port;
        try (ServerSocket nobody = new ServerSocket(0)) {
            port = nobody.getLocalPort();
        }
        refuses(
                withRedis(store("redis"), port),
                STORE,
                "redis: the server cannot be reached",
                "see to it that it runs");
    }

    @Test
    void redis_thatEvicts() {
        try (RedisProcess server = RedisProcess.run("--maxmemory-policy", "allkeys-lru")) {
            refuses(
                    withRedis(store("redis"), server.port()),
                    STORE,
                    "redis: maxmemory-policy of Redis 6.2",
                    "set maxmemory-policy noeviction, and give the claims a server that is not a cache; or accept it with"
                            + " countersign.dedup.redis.accept-eviction: true");
            withRedis(store("redis", "countersign.dedup.redis.accept-eviction=true"), server.port())
                    .run(context -> assertThat(context).hasSingleBean(RedisDedupStore.class));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prefix={x} | prefix | printable ASCII",
                "claim-timeout=0s | claim-timeout | must be positive",
                "settle-timeout=0s | settle-timeout | must be positive"
            })
    void redis_withAKeyThatCannotBe(String setting, String key, String problem) {
        try (RedisProcess server = RedisProcess.run()) {
            assertRefused(
                    withRedis(store("redis", "countersign.dedup.redis." + setting), server.port()),
                    "redis." + key,
                    problem);
        }
    }
}
