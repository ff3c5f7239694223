package io.countersign.verify;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class KeyLogTest {
    private static final int REMEMBERED = 1024;

    private final Logger logger = (Logger) LoggerFactory.getLogger(WebhookVerifier.class);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    @BeforeEach
    void listen() {
        said.start();
        logger.setAdditive(false);
        logger.setLevel(Level.WARN);
        logger.addAppender(said);
    }

    @AfterEach
    void listenNoLonger() {
        logger.detachAppender(said);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    /** What is said beyond that is repeated rather than lost, and what was said before still is not. */
    @Test
    void sentence_isSaidOnceAsLongAsThereIsRoomToRememberIt() {
        KeyLog log = new KeyLog();
        for (int i = 0; i < REMEMBERED; i++) {
            log.sameKey("current", "other" + i);
            log.sameKey("current", "other" + i);
        }
        assertThat(said.list).hasSize(REMEMBERED);

        log.sameKey("current", "one too many");
        log.sameKey("current", "one too many");
        assertThat(said.list).hasSize(REMEMBERED + 2);

        log.sameKey("current", "other0");
        log.sameKey("current", "other" + (REMEMBERED - 1));
        assertThat(said.list).hasSize(REMEMBERED + 2);
    }

    @Test
    void refusal_saysWhetherAFormerKeyStays() {
        KeyLog log = new KeyLog();
        RuntimeException why = new IllegalArgumentException("secret \"a\" is too short");

        log.refused(why, false);
        log.refused(why, true);

        assertThat(said.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "secret \"a\" is too short",
                        "secret \"a\" is too short. Until then the key that was there before stays in use");
    }
}
