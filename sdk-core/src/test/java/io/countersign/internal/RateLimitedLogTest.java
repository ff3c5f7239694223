package io.countersign.internal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RateLimitedLogTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private final Logger logger = (Logger) LoggerFactory.getLogger("rate-limited");
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final RateLimitedLog log = new RateLimitedLog(logger, now::get);

    @BeforeEach
    void listen() {
        said.start();
        logger.setAdditive(false);
        logger.setLevel(Level.WARN);
        logger.detachAndStopAllAppenders();
        logger.addAppender(said);
    }

    private List<String> said() {
        return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void kind_isSaidOnceInTenSeconds_andThenHowManyWereKeptBack() {
        log.warn("a", "first");
        log.warn("a", "second");
        now.set(START.plusSeconds(10).minusNanos(1));
        log.warn("a", "third");
        assertThat(said()).containsExactly("first");

        now.set(START.plusSeconds(10));
        log.warn("a", "fourth");
        log.warn("a", "fifth");
        assertThat(said()).containsExactly("first", "fourth (2 more of this kind since the last line)");

        now.set(START.plusSeconds(20));
        log.warn("a", "sixth");
        assertThat(said()).hasSize(3).last().isEqualTo("sixth (1 more of this kind since the last line)");
    }

    @Test
    void quietKind_saysNothingOfOthersAndEachKindIsItsOwn() {
        log.warn("a", "one");
        log.warn("b", "two");
        now.set(START.plusSeconds(30));
        log.warn("a", "three");

        assertThat(said()).containsExactly("one", "two", "three");
    }
}
