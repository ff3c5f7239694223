package io.countersign.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.countersign.ReceivedDelivery;
import io.countersign.ReceivedEvent;
import io.countersign.spring.autoconfigure.CountersignAutoConfiguration;
import io.countersign.spring.autoconfigure.CountersignMvcAutoConfiguration;
import io.countersign.verify.VerifiedDelivery;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** With everything of ours switched off, Spring MVC must find no way to make a verified argument of its own. */
@WebMvcTest(excludeAutoConfiguration = {CountersignAutoConfiguration.class, CountersignMvcAutoConfiguration.class})
class SliceWithoutCountersignTest {

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Hooks.class)
    static class Application {}

    @RestController
    static class Hooks {
        final List<Object> seen = new ArrayList<>();

        @PostMapping("/event")
        void event(AcmeEvent event) {
            seen.add(event);
        }

        @PostMapping("/received")
        void received(ReceivedEvent<AcmeEvent.Opened> received) {
            seen.add(received);
        }

        @PostMapping("/delivery")
        void delivery(ReceivedDelivery<AcmeEvent.Opened> delivery) {
            seen.add(delivery);
        }

        @PostMapping("/proof")
        void proof(VerifiedDelivery verified) {
            seen.add(verified);
        }
    }

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Hooks hooks;

    @ParameterizedTest
    @ValueSource(strings = {"/event", "/received", "/delivery", "/proof"})
    void requestParameters_neverBecomeAVerifiedArgument(String path) {
        assertThatThrownBy(() -> mvc.perform(post(path)
                        .param("id", "attacker")
                        .param("event.id", "attacker")
                        .param("delivery.url", "attacker")
                        .param("attempt", "1")))
                .hasRootCauseMessage("No primary or single unique constructor found for interface "
                        + typeOf(path).getName());
        assertThat(hooks.seen).isEmpty();
    }

    private static Class<?> typeOf(String path) {
        return switch (path) {
            case "/event" -> AcmeEvent.class;
            case "/received" -> ReceivedEvent.class;
            case "/delivery" -> ReceivedDelivery.class;
            default -> VerifiedDelivery.class;
        };
    }
}
