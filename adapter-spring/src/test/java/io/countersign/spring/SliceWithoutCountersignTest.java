package io.countersign.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.countersign.ReceivedDelivery;
import io.countersign.ReceivedEvent;
import io.countersign.event.IncidentNotice;
import io.countersign.provider.statuspulse.IncidentOpened;
import io.countersign.spring.autoconfigure.CountersignAutoConfiguration;
import io.countersign.spring.autoconfigure.CountersignMvcAutoConfiguration;
import io.countersign.verify.VerifiedDelivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** With the auto-configuration switched off, Spring MVC must find no way to make a verified argument of its own. */
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

        @PostMapping("/record")
        void record(IncidentOpened event) {
            seen.add(event);
        }

        @PostMapping("/model-attribute")
        void modelAttribute(@ModelAttribute IncidentOpened event) {
            seen.add(event);
        }

        @PostMapping("/notice")
        void notice(Optional<IncidentNotice> notice) {
            seen.add(notice);
        }

        @PostMapping("/body")
        void body(@RequestBody AcmeEvent.Opened event) {
            seen.add(event);
        }

        @WebhookMapping("acme")
        void mapped(AcmeEvent event) {
            seen.add(event);
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

    private static MockHttpServletRequestBuilder forged(String path) {
        return post(path)
                .param("id", "attacker")
                .param("event.id", "attacker")
                .param("delivery.url", "attacker")
                .param("attempt", "1")
                .param("incidentId", "attacker")
                .param("monitorName", "attacker")
                .param("triggeredAt", "2026-11-22T10:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/event", "/record", "/model-attribute", "/notice", "/received", "/delivery", "/proof"})
    void requestParameters_neverBecomeAVerifiedArgument(String path) {
        assertThatThrownBy(() -> mvc.perform(forged(path)))
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .rootCause()
                .hasMessageContaining("no webhook filter verified this request to " + path);
        assertThat(hooks.seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/event", "/received", "/delivery", "/proof"})
    void withoutSpringBoot_SpringFindsNoConstructorForTheInterfaces(String path) {
        MockMvc bare = MockMvcBuilders.standaloneSetup(hooks).build();

        assertThatThrownBy(() -> bare.perform(forged(path)))
                .rootCause()
                .hasMessageContaining("No primary or single unique constructor found for interface");
        assertThat(hooks.seen).isEmpty();
    }

    @Test
    void aMethodThatIsMappedToAnEndpoint_isNowhere() throws Exception {
        mvc.perform(forged("/webhooks/acme")).andExpect(status().isNotFound());

        assertThat(hooks.seen).isEmpty();
    }

    @Test
    void aBodyThatIsAskedForByName_isNoneOfOurBusiness() throws Exception {
        mvc.perform(post("/body").contentType("application/json").content("{\"id\": \"1\"}"))
                .andExpect(status().isOk());

        assertThat(hooks.seen).containsExactly(new AcmeEvent.Opened("1"));
        hooks.seen.clear();
    }
}
