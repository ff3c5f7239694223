package io.countersign.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.dedup.InMemoryDedupStore;
import io.countersign.spring.WebhookConfigurationException;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Claims that are apart, on several nodes. */
@ExtendWith(OutputCaptureExtension.class)
class NodesTest {
    private static final String TWICE = "an event that comes to two of them is handled twice";

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(CountersignAutoConfiguration.class));

    private WebApplicationContextRunner keys(String... keys) {
        return runner.withPropertyValues(keys);
    }

    private static void refuses(WebApplicationContextRunner runner, String key, String problem, String mend) {
        runner.run(context -> assertThat(context)
                .hasFailed()
                .getFailure()
                .rootCause()
                .isInstanceOfSatisfying(WebhookConfigurationException.class, mistake -> {
                    assertThat(mistake.key()).isEqualTo(key);
                    assertThat(mistake.problem()).contains(problem);
                    assertThat(mistake.mend()).contains(mend);
                }));
    }

    @Test
    void memoryThatNobodyChose_onSeveralNodes_isRefused() {
        refuses(
                keys("countersign.dedup.nodes=3"),
                "countersign.dedup.store",
                "is not set, so each of the 3 nodes keeps its claims in its own memory",
                "set it to jdbc with PostgreSQL, MySQL or MariaDB, or to redis; or write memory");
    }

    @Test
    void memoryThatIsWritten_onSeveralNodes_isWarnedOf(CapturedOutput output) {
        keys("countersign.dedup.nodes=3", "countersign.dedup.store=memory").run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(output).contains("countersign.dedup.nodes is 3").contains(TWICE);
        });
    }

    @Test
    void aStoreOfTheApplicationThatIsNotShared_onSeveralNodes_isWarnedOf(CapturedOutput output) {
        keys("countersign.dedup.nodes=2")
                .withBean(
                        InMemoryDedupStore.class,
                        () -> InMemoryDedupStore.builder().build())
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(output)
                            .contains("the bean of type DedupStore does not share claims")
                            .contains(TWICE);
                });
    }

    @Test
    void aDatabaseOfOneProcess_onSeveralNodes_isRefused() {
        refuses(
                keys("countersign.dedup.nodes=2", "countersign.dedup.store=jdbc")
                        .withBean(DataSource.class, () -> {
                            JdbcDataSource dataSource = new JdbcDataSource();
                            dataSource.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
                            return dataSource;
                        }),
                "countersign.dedup.nodes",
                "the database of the claims belongs to one process",
                "use PostgreSQL, MySQL or MariaDB");
    }

    @Test
    void noNodes_areRefused() {
        refuses(keys("countersign.dedup.nodes=0"), "countersign.dedup.nodes", "is 0", "1 or more");
    }

    @Test
    void memoryOnAPlatformOfManyNodes_isWarnedOf(CapturedOutput output) {
        keys("countersign.max-body=1MB", "spring.main.cloud-platform=kubernetes")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(output)
                            .contains("seems to run on KUBERNETES")
                            .contains("set countersign.dedup.nodes to 1 if there is never more than one");
                });
    }

    @Test
    void memoryOnAPlatformOfManyNodes_isNotWarnedOf_whereOneNodeIsWritten(CapturedOutput output) {
        keys("countersign.dedup.nodes=1", "spring.main.cloud-platform=kubernetes")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(output).doesNotContain("handled twice");
                });
    }

    @Test
    void memoryAnywhereElse_isNotWarnedOf(CapturedOutput output) {
        keys("countersign.max-body=1MB", "spring.main.cloud-platform=none").run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(output).doesNotContain("handled twice");
        });
    }
}
