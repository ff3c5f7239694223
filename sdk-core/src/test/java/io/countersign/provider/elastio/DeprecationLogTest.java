package io.countersign.provider.elastio;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.countersign.event.PayloadException;
import io.countersign.provider.Payloads;
import io.countersign.provider.Provider;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DeprecationLogTest {
    private static final String ENVELOPE = Payloads.sample("elastio/envelope-v0.json");

    private final Logger logger = (Logger) LoggerFactory.getLogger(Elastio.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Provider<ElastioEvent> provider = Elastio.provider();

    @BeforeEach
    void listen() {
        log.start();
        logger.setAdditive(false);
        logger.setLevel(Level.WARN);
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    @Test
    void notice_repeated_isLoggedOnceWithoutItsText() throws PayloadException {
        read(deprecated("/deprecation_warning", "s3cr3t notice", "2027-01-01"));
        read(deprecated("/deprecation_warning", "s3cr3t notice", "2027-01-01"));

        assertThat(log.list).hasSize(1);
        assertThat(log.list.get(0).getLevel()).isEqualTo(Level.WARN);
        assertThat(messages())
                .containsExactly(
                        "Elastio will end envelope version v0 after 2027-01-01; deprecationWarning() holds its notice");
    }

    @Test
    void notice_another_isLoggedToo() throws PayloadException {
        read(deprecated("/deprecation_warning", "one", "2027-01-01"));
        read(deprecated("/events/0/deprecation_warning", "one", "2027-01-01"));
        read(deprecated("/events/0/deprecation_warning", "two", "2027-01-01"));

        assertThat(messages()).hasSize(3);
        assertThat(messages().get(1)).contains("event kind elastio:recovery-point:iscan:unhealthy");
    }

    @Test
    void date_thatCouldForgeALine_staysOutOfTheLog() throws PayloadException {
        read(deprecated("/deprecation_warning", "one", "2027\\nERROR forged"));

        assertThat(messages().get(0)).doesNotContain("forged").contains("after (unnamed)");
    }

    @Test
    void notices_withoutEnd_areLoggedUpToAHundred() throws PayloadException {
        for (int i = 0; i < 150; i++) {
            read(deprecated("/deprecation_warning", "notice " + i, "2027-01-01"));
        }

        assertThat(messages()).hasSize(100);
    }

    @Test
    void envelope_withoutNotice_logsNothing() throws PayloadException {
        read(ENVELOPE);

        assertThat(messages()).isEmpty();
    }

    private List<String> messages() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private void read(String body) throws PayloadException {
        provider.read(Payloads.verified(Payloads.bytes(body)));
    }

    private static String deprecated(String pointer, String notice, String date) {
        return Payloads.with(ENVELOPE, pointer, "{\"notice\":\"" + notice + "\",\"effective_date\":\"" + date + "\"}");
    }
}
