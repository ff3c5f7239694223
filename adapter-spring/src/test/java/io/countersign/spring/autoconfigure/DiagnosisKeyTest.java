package io.countersign.spring.autoconfigure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.DeliveryReport;
import io.countersign.ReceiverListener;
import io.countersign.dedup.InMemoryDedupStore;
import io.countersign.diagnosis.Diagnosis;
import io.countersign.diagnosis.Diagnosis.Cause;
import io.countersign.diagnosis.Diagnosis.Finding;
import io.countersign.secret.SigningSecret;
import io.countersign.spring.AcmeProvider;
import io.countersign.testkit.Senders;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code countersign.diagnosis}. */
class DiagnosisKeyTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String SECRET = "0123456789abcdef";

    private final BlockingQueue<Diagnosis> explained = new LinkedBlockingQueue<>();

    private final ReceiverListener listener = new ReceiverListener() {
        @Override
        public void answered(DeliveryReport report) {}

        @Override
        public void explained(String endpoint, Diagnosis diagnosis) {
            explained.add(diagnosis);
        }
    };

    /** A delivery to an endpoint that is configured so, whose body gained a newline on the way. */
    private void deliverWithANewline(String key) {
        new EndpointReader(
                        PropertiesReader.read(Configured.environment("countersign: {" + key
                                + "endpoints: {x: {provider: acme, secrets: [{id: a, value: " + SECRET + "}]}}}")),
                        new ProviderCatalog(List.of(new AcmeProvider())),
                        InMemoryDedupStore.builder().build(),
                        InstantSource.system(),
                        new AllListeners(List.of(report -> {}, listener)),
                        Map.of())
                .all()
                .endpoint("x")
                .receiver()
                .receive(Senders.statusPulse(SigningSecret.of("a", SECRET))
                        .deliver("opened 1".getBytes(UTF_8))
                        .withBody("opened 1\n".getBytes(UTF_8))
                        .toDelivery("/x", NOW));
    }

    @Test
    void diagnosis_isOn_unlessItIsSwitchedOff() throws InterruptedException {
        // One thread explains in turn: when the second is explained, the first was not.
        deliverWithANewline("diagnosis: off, ");
        deliverWithANewline("");
        assertThat(explained.poll(30, TimeUnit.SECONDS))
                .isNotNull()
                .satisfies(diagnosis -> assertThat(diagnosis.findings())
                        .extracting(Finding::cause)
                        .containsExactly(Cause.BODY_FINAL_NEWLINE));

        deliverWithANewline("diagnosis: on, ");
        assertThat(explained.poll(30, TimeUnit.SECONDS)).isNotNull();
        assertThat(explained).isEmpty();
    }

    @Test
    void anotherWord_isAMistake() {
        Mistakes.refuses(
                "countersign: {diagnosis: maybe}", "countersign.diagnosis", "is not on or off", "write on or off");
    }
}
