package io.countersign.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.countersign.ReceivedDelivery;
import io.countersign.ReceivedEvent;
import io.countersign.WebhookReceiver;
import io.countersign.event.UnknownEvent;
import io.countersign.event.WebhookEvent;
import io.countersign.provider.elastio.ElastioEvent;
import io.countersign.provider.statuspulse.IncidentOpened;
import io.countersign.provider.statuspulse.IncidentResolved;
import io.countersign.provider.statuspulse.StatusPulse;
import io.countersign.provider.statuspulse.StatusPulseEvent;
import io.countersign.scheme.SharedSecretScheme;
import io.countersign.scheme.UnauthenticatedScheme;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.verify.Trust;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;

/** What stops the start, or is said at it, about the methods that handle webhooks. */
@ExtendWith(OutputCaptureExtension.class)
class WebhookMappingMistakesTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private static WebhookEndpoint signed() {
        return new WebhookEndpoint(
                "/webhooks/x",
                WebhookReceiver.builder("x", StatusPulse.provider())
                        .secrets(SecretRing.of(SigningSecret.of("a", SECRET)))
                        .build());
    }

    private static WebhookEndpoint token() {
        return new WebhookEndpoint(
                "/webhooks/x",
                WebhookReceiver.builder("x", StatusPulse.provider())
                        .scheme(SharedSecretScheme.bearer())
                        .secrets(SecretRing.of(SigningSecret.of("a", SECRET)))
                        .build());
    }

    private static EventRoutes routes(WebhookEndpoint endpoint, Object bean) {
        return new EventRoutes(
                endpoint,
                Arrays.stream(bean.getClass().getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(WebhookMapping.class))
                        .sorted(Comparator.comparing(method -> method.getName()))
                        .map(method -> new MappedMethod(
                                new HandlerMethod(bean, method), method.getAnnotation(WebhookMapping.class)))
                        .toList());
    }

    private static void refuses(WebhookEndpoint endpoint, Object bean, String problem, String mend) {
        WebhookConfigurationException mistake =
                catchThrowableOfType(WebhookConfigurationException.class, () -> routes(endpoint, bean));

        assertThat(mistake).as("the start with %s", bean).isNotNull();
        assertThat(mistake.key()).isEqualTo("countersign.endpoints.x");
        assertThat(mistake.problem()).contains(problem);
        assertThat(mistake.mend()).contains(mend);
    }

    record Twice() {
        @WebhookMapping("x")
        void a(IncidentOpened event) {}

        @WebhookMapping("x")
        void b(ReceivedEvent<IncidentOpened> event) {}
    }

    @Test
    void twoMethodsForOneKind() {
        refuses(
                signed(),
                new Twice(),
                "Twice.a(IncidentOpened) and Twice.b(ReceivedEvent) both take IncidentOpened",
                "remove one of them");
    }

    record TwoForTheRest() {
        @WebhookMapping("x")
        void a() {}

        @WebhookMapping("x")
        void b(WebhookEvent event) {}
    }

    @Test
    void twoMethodsForTheRest() {
        refuses(signed(), new TwoForTheRest(), "TwoForTheRest.a() and TwoForTheRest.b(WebhookEvent) both take", "one");
    }

    record OfAnother() {
        @WebhookMapping("x")
        void a(ElastioEvent event) {}
    }

    @Test
    void anEventOfAnotherProvider() {
        refuses(
                signed(),
                new OfAnother(),
                "takes a ElastioEvent, and no StatusPulseEvent, which statuspulse sends, is one",
                "another endpoint");
    }

    record TwoAtOnce() {
        @WebhookMapping("x")
        void a(IncidentOpened opened, IncidentResolved resolved) {}
    }

    @Test
    void twoEventsAtOnce() {
        refuses(signed(), new TwoAtOnce(), "asks for a IncidentResolved and a IncidentOpened", "one of the two");
    }

    record NamedOtherwise() {
        @WebhookMapping(value = "x", events = IncidentResolved.class)
        void a(IncidentOpened opened) {}
    }

    @Test
    void anEventThatIsNamedOtherwiseThanAskedFor() {
        refuses(
                signed(),
                new NamedOtherwise(),
                "is mapped to IncidentResolved, which is no IncidentOpened",
                "a type that all its events are");
    }

    record AllAndOne() {
        @WebhookMapping("x")
        void all(ReceivedDelivery<StatusPulseEvent> delivery) {}

        @WebhookMapping("x")
        void one(IncidentOpened opened) {}
    }

    @Test
    void aMethodForWholeDeliveriesBesideAnother() {
        refuses(signed(), new AllAndOne(), "AllAndOne.all(ReceivedDelivery) asks for ReceivedDelivery", "alone");
    }

    record Later() {
        @WebhookMapping("x")
        Callable<String> later(IncidentOpened opened) {
            return () -> "later";
        }
    }

    @Test
    void anAnswerThatComesLater() {
        refuses(signed(), new Later(), "returns Callable, which is there after the method is done", "ReceivedDelivery");
    }

    record NeedsASignature() {
        @WebhookMapping(value = "x", trust = Trust.SIGNED_BODY)
        void a(IncidentOpened event) {}
    }

    @Test
    void anEndpointThatProvesLessThanTheMethodNeeds() {
        refuses(
                token(),
                new NeedsASignature(),
                "needs SIGNED_BODY, and the endpoint proves SHARED_SECRET only",
                "more");
        assertThat(routes(signed(), new NeedsASignature()).methods()).hasSize(1);
    }

    record NeedsASecret() {
        @WebhookMapping(value = "x", trust = Trust.SHARED_SECRET)
        void a(IncidentOpened event) {}
    }

    @Test
    void anEndpointThatProvesNothing() {
        WebhookEndpoint open = new WebhookEndpoint(
                "/webhooks/x",
                WebhookReceiver.builder("x", StatusPulse.provider())
                        .scheme(new UnauthenticatedScheme())
                        .build());

        refuses(open, new NeedsASecret(), "the endpoint proves UNAUTHENTICATED only", "need less");
        assertThat(routes(token(), new NeedsASecret()).methods()).hasSize(1);
    }

    record UnknownTwice() {
        @WebhookMapping("x")
        void a(UnknownEvent event) {}

        @WebhookMapping("x")
        void b(StatusPulseEvent.Unknown event) {}
    }

    @Test
    void aKindIsNarrowerThanWhatItIs() {
        EventRoutes routes = routes(signed(), new UnknownTwice());

        assertThat(routes.of(new StatusPulseEvent.Unknown("merged", "{}")).orElseThrow())
                .hasToString("UnknownTwice.b(Unknown)");
        assertThat(routes.unhandled()).hasSize(3).contains(IncidentOpened.class);
    }

    private static final String YAML = """
            countersign:
              endpoints:
                acme: { provider: acme, secrets: [{ id: a, value: "%s" }] }
                pulse: { provider: statuspulse, secrets: [{ id: a, value: "%s" }] }
            """.formatted(SECRET, SECRET);

    @Configuration(proxyBeanMethods = false)
    static class Application {
        @Bean
        AcmeProvider acme() {
            return new AcmeProvider();
        }
    }

    @RestController
    static class Misspelt {
        @WebhookMapping("acne")
        void acne(AcmeEvent event) {}
    }

    @Test
    void aNameThatIsNoEndpoint_stopsTheStart(CapturedOutput output) {
        assertThatThrownBy(() -> RunningApp.start(YAML, Application.class, Misspelt.class))
                .isInstanceOf(WebhookConfigurationException.class);

        assertThat(output)
                .contains("Key: countersign.endpoints.acne")
                .contains("Problem: is no endpoint, and Misspelt.acne(AcmeEvent) is mapped to it")
                .contains("configure it, or name one of [acme, pulse] in @WebhookMapping");
    }

    @Test
    void aName_whereNoEndpointIsConfigured_stopsTheStart() {
        assertThatThrownBy(() ->
                        RunningApp.start("spring.main.lazy-initialization: true", Application.class, Misspelt.class))
                .isInstanceOf(WebhookConfigurationException.class)
                .hasMessageContaining("there is no endpoint at all");
    }

    @RestController
    static class Mapped {
        @WebhookMapping("acme")
        void acme(AcmeEvent event) {}
    }

    @Test
    void aPathWhereSpringMvcIsNot_stopsTheStart() {
        assertThatThrownBy(() ->
                        RunningApp.start(YAML + "spring.mvc.servlet.path: /api\n", Application.class, Mapped.class))
                .isInstanceOf(WebhookConfigurationException.class)
                .hasMessageContaining("countersign.endpoints.acme.path: /webhooks/acme is not below /api")
                .hasMessageContaining("set it to /api/webhooks/acme");
    }

    @RestController
    static class Elsewhere {
        @PostMapping("/webhook/pulse")
        void pulse(StatusPulseEvent event) {}

        @PostMapping("/plain")
        void plain(String body) {}
    }

    @Test
    void whatDoesNotMeet_isSaid(CapturedOutput output) {
        try (RunningApp app = RunningApp.start(YAML, Application.class, Mapped.class, Elsewhere.class)) {
            assertThat(app.bean(WebhookEndpoints.class).byName()).hasSize(2);
        }

        assertThat(output)
                .contains("endpoint \"pulse\": no controller method handles POST /webhooks/pulse")
                .contains("write one with @WebhookMapping(\"pulse\")")
                .contains(
                        "Elsewhere.pulse takes an argument of a webhook, but no endpoint receives at [/webhook/pulse]")
                .doesNotContain("endpoint \"acme\": no")
                .doesNotContain("Elsewhere.plain");
    }

    @RestController
    static class Plain {
        @PostMapping("/webhooks/{endpoint}")
        void any(WebhookEvent event) {}
    }

    @Test
    void whatMeets_isNotSaid(CapturedOutput output) {
        try (RunningApp app = RunningApp.start(YAML, Application.class, Plain.class)) {
            assertThat(app.bean(WebhookEndpoints.class).byName()).hasSize(2);
        }

        assertThat(output).doesNotContain("no controller method").doesNotContain("takes an argument of a webhook");
    }

    @Test
    void kindsThatNoMethodTakes_areNamedAtTheStart(CapturedOutput output) {
        try (RunningApp app = RunningApp.start(YAML, Application.class, Mapped.class, OnlyOpened.class)) {
            assertThat(app.bean(WebhookEndpoints.class).byName()).hasSize(2);
        }

        assertThat(output)
                .contains("endpoint \"pulse\": its events are handled by [OnlyOpened.opened(IncidentOpened)]")
                .contains("endpoint \"pulse\": no @WebhookMapping method takes [IncidentUpdated, IncidentResolved,"
                        + " StatusPulseEvent.Unknown]; such events will be acknowledged and not handled")
                .doesNotContain("endpoint \"acme\": no");
    }

    @RestController
    static class OnlyOpened {
        @WebhookMapping("pulse")
        void opened(IncidentOpened event) {}
    }
}
