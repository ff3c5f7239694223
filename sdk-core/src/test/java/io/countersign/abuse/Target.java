package io.countersign.abuse;

import static io.countersign.verify.Requests.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.countersign.Answer;
import io.countersign.DeliveryReport;
import io.countersign.Outcome;
import io.countersign.WebhookReceiver;
import io.countersign.dedup.Claim;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.Completion;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.InMemoryDedupStore;
import io.countersign.dedup.SettleResult;
import io.countersign.provider.preset.Presets;
import io.countersign.provider.preset.RawEvent;
import io.countersign.scheme.Scheme;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.verify.Delivery;
import io.countersign.verify.RejectionReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** An endpoint under attack, with everything in view that an attack could leave behind. */
final class Target {
    private static final Answer NOT_AUTHENTIC = new Answer(401, Map.of(), "not authentic\n");

    private final Scheme scheme;
    private final SecretRing ring;

    private Target(Scheme scheme, SecretRing ring) {
        this.scheme = scheme;
        this.ring = ring;
    }

    static Target of(Scheme scheme, SigningSecret... secrets) {
        return new Target(scheme, SecretRing.of(secrets));
    }

    /**
     * The one answer to whatever is not authentic, one line in the log that says why and quotes nothing, one report; no
     * claim, and nothing for the application to see.
     */
    void refuses(Delivery delivery, RejectionReason reason) {
        Attempt attempt = new Attempt();

        Answer answer = attempt.deliver(delivery);

        assertThat(answer).isEqualTo(NOT_AUTHENTIC);
        assertThat(attempt.log)
                .containsExactly("WARN endpoint \"target\": refused a delivery of " + delivery.bodyLength() + " bytes: "
                        + reason + ", " + reason.advice());
        assertThat(attempt.reports).singleElement().satisfies(report -> {
            assertThat(report.outcome()).isEqualTo(Outcome.NOT_AUTHENTIC);
            assertThat(report.reason()).isEqualTo(reason);
        });
        assertThat(attempt.claims).isZero();
        assertThat(attempt.handled).isEmpty();
    }

    /** Handled, with the very bytes of {@code delivery}; nothing about it in the log. */
    void takes(Delivery delivery) {
        Attempt attempt = new Attempt();

        Answer answer = attempt.deliver(delivery);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(attempt.handled)
                .singleElement()
                .satisfies(event -> assertThat(event.body()).isEqualTo(delivery.body()));
        assertThat(attempt.log).isEmpty();
    }

    /** One delivery to a receiver of its own, so that no other attempt has used up the log's rate. */
    private final class Attempt implements DedupStore {
        private final List<String> log = new ArrayList<>();
        private final List<DeliveryReport> reports = new ArrayList<>();
        private final List<RawEvent> handled = new ArrayList<>();
        private final DedupStore store =
                InMemoryDedupStore.builder().clock(() -> NOW).build();
        private int claims;

        Answer deliver(Delivery delivery) {
            WebhookReceiver<RawEvent> receiver = WebhookReceiver.builder(
                            "target", Presets.of("target", scheme, Duration.ofDays(1)))
                    .secrets(ring)
                    .dedup(this)
                    .clock(() -> NOW)
                    .listener(reports::add)
                    .build();
            return logged(() -> receiver.receive(delivery, received -> handled.add(received.event())));
        }

        private Answer logged(Supplier<Answer> action) {
            Logger logger = (Logger) LoggerFactory.getLogger(WebhookReceiver.class);
            Level level = logger.getLevel();
            ListAppender<ILoggingEvent> lines = new ListAppender<>();
            lines.start();
            logger.addAppender(lines);
            logger.setLevel(Level.TRACE);
            logger.setAdditive(false);
            try {
                return action.get();
            } finally {
                logger.setLevel(level);
                logger.setAdditive(true);
                logger.detachAppender(lines);
                lines.list.forEach(line -> log.add(line.getLevel() + " " + line.getFormattedMessage()));
            }
        }

        @Override
        public ClaimResult claim(ClaimRequest request) {
            claims++;
            return store.claim(request);
        }

        @Override
        public SettleResult complete(Claim claim, Completion completion) {
            return store.complete(claim, completion);
        }

        @Override
        public SettleResult release(Claim claim) {
            return store.release(claim);
        }

        @Override
        public SettleResult renew(Claim claim, Duration lease) {
            return store.renew(claim, lease);
        }
    }
}
