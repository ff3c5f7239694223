package io.countersign.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.dedup.DedupStore;
import io.countersign.secret.SigningSecret;
import io.countersign.testkit.Sender;
import io.countersign.testkit.Senders;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What applications do that keep their claims outside of themselves; a test for each store says where. */
abstract class SharedStoreRules {
    private static final String SECRET = "0123456789abcdef";
    private static final Sender SENDER = Senders.statusPulse(SigningSecret.of("current", SECRET));

    /** One endpoint, and what a test wants to see from outside. */
    static final String ENDPOINT = """
            countersign.endpoints.acme:
              provider: acme
              secrets: [{ id: current, value: %s }]
            management:
              endpoint.health.show-details: always
              endpoints.web.exposure.include: [health, metrics]
            """.formatted(SECRET);

    private static final int EVENTS = 50;
    private static final int SENDERS = 4;

    @Configuration(proxyBeanMethods = false)
    static class Application {
        @Bean
        AcmeProvider acme() {
            return new AcmeProvider();
        }

        @Bean
        Handled handled() {
            return new Handled();
        }
    }

    /** How often each event was handled. */
    @RestController
    static class Handled {
        final Map<String, AtomicInteger> times = new ConcurrentHashMap<>();

        @PostMapping("/webhooks/acme")
        void acme(AcmeEvent.Opened event) {
            times.computeIfAbsent(event.id(), id -> new AtomicInteger()).incrementAndGet();
        }

        int of(String id) {
            return times.getOrDefault(id, new AtomicInteger()).get();
        }
    }

    /** The keys of the store, for calls that may take long. */
    abstract String store();

    /** Of which type the store then is. */
    abstract Class<? extends DedupStore> type();

    final RunningApp start() {
        return RunningApp.start(ENDPOINT + store(), Application.class);
    }

    static HttpResponse<String> deliver(RunningApp app, String id) {
        return app.deliver(SENDER.deliver(("opened " + id).getBytes(UTF_8)), "/webhooks/acme");
    }

    static String outcome(HttpResponse<String> answer) {
        return answer.headers().firstValue("Webhook-Outcome").orElse("none, but " + answer.statusCode());
    }

    static String anyId() {
        return UUID.randomUUID().toString();
    }

    @Test
    void anEventThatComesTwice_isHandledOnce() {
        String id = anyId();
        try (RunningApp app = start()) {
            assertThat(app.bean(type())).isSameAs(app.bean(DedupStore.class));
            assertThat(outcome(deliver(app, id))).isEqualTo("handled");
            assertThat(outcome(deliver(app, id))).isEqualTo("duplicate");
            assertThat(app.bean(Handled.class).of(id)).isEqualTo(1);
        }
    }

    @Test
    void anEventThatWasHandledBeforeARestart_isADuplicateAfterIt() {
        String id = anyId();
        try (RunningApp app = start()) {
            assertThat(outcome(deliver(app, id))).isEqualTo("handled");
        }
        try (RunningApp app = start()) {
            assertThat(outcome(deliver(app, id))).isEqualTo("duplicate");
        }
    }

    @Test
    void eventsThatRaceToTwoNodes_areHandledOnceEach() throws Exception {
        List<String> ids = IntStream.range(0, EVENTS).mapToObj(i -> anyId()).toList();
        try (RunningApp one = start();
                RunningApp other = start()) {
            race(ids, one, other);

            assertThat(ids)
                    .allSatisfy(id -> assertThat(one.bean(Handled.class).of(id)
                                    + other.bean(Handled.class).of(id))
                            .as("times handled")
                            .isEqualTo(1));
            assertThat(ids)
                    .allSatisfy(id -> assertThat(outcome(deliver(one, id))).isEqualTo("duplicate"));
        }
    }

    private static void race(List<String> ids, RunningApp... apps) throws Exception {
        List<Callable<HttpResponse<String>>> deliveries = new ArrayList<>();
        for (String id : ids) {
            for (RunningApp app : apps) {
                deliveries.add(() -> deliver(app, id));
            }
        }
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            for (Future<HttpResponse<String>> answer : senders.invokeAll(deliveries)) {
                assertThat(outcome(answer.get())).isIn("handled", "duplicate", "none, but 503");
            }
        } finally {
            senders.shutdown();
        }
    }
}
