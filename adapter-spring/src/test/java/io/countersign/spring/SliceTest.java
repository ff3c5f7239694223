package io.countersign.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.countersign.dedup.DedupStore;
import io.countersign.dedup.InMemoryDedupStore;
import io.countersign.secret.SigningSecret;
import io.countersign.testkit.Sender;
import io.countersign.testkit.Senders;
import io.countersign.testkit.SignedRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A slice of an application: the controller, and with it the filter and the arguments. */
@WebMvcTest(
        properties = {
            "countersign.dedup.store=jdbc",
            "countersign.endpoints.acme.provider=acme",
            "countersign.endpoints.acme.secrets[0].id=current",
            "countersign.endpoints.acme.secrets[0].value=0123456789abcdef",
            "countersign.endpoints.mapped.provider=acme",
            "countersign.endpoints.mapped.secrets[0].id=current",
            "countersign.endpoints.mapped.secrets[0].value=0123456789abcdef"
        })
class SliceTest {
    private static final Sender SENDER = Senders.statusPulse(SigningSecret.of("any", "0123456789abcdef"));

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Hooks.class)
    static class Application {
        @Bean
        AcmeProvider acme() {
            return new AcmeProvider();
        }
    }

    @RestController
    static class Hooks {
        final List<AcmeEvent> seen = new ArrayList<>();

        @PostMapping("/webhooks/acme")
        void acme(AcmeEvent.Opened event) {
            seen.add(event);
        }

        @WebhookMapping("mapped")
        void opened(AcmeEvent.Opened event) {
            seen.add(event);
        }

        @WebhookMapping("mapped")
        void pinged(AcmeEvent.Pinged event) {
            seen.add(event);
        }
    }

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Hooks hooks;

    @Autowired
    private DedupStore store;

    @BeforeEach
    void forget() {
        hooks.seen.clear();
    }

    private ResultActions deliver(String path, String body) throws Exception {
        SignedRequest delivery = SENDER.deliver(body.getBytes(UTF_8));
        MockHttpServletRequestBuilder request = post(path).content(delivery.body());
        delivery.headers().forEach(header -> request.header(header.name(), header.value()));
        return mvc.perform(request);
    }

    @Test
    void aSlice_hasTheFilterAndTheArguments() throws Exception {
        deliver("/webhooks/acme", "opened 1").andExpect(status().isOk());

        assertThat(hooks.seen).containsExactly(new AcmeEvent.Opened("1"));
    }

    @Test
    void aSlice_hasTheMappedMethods() throws Exception {
        deliver("/webhooks/mapped", "opened 1,pinged 2").andExpect(status().isOk());

        assertThat(hooks.seen).containsExactly(new AcmeEvent.Opened("1"), new AcmeEvent.Pinged("2"));
    }

    @Test
    void aSlice_whichHasNoDataSource_keepsItsClaimsInMemory() {
        assertThat(store).isInstanceOf(InMemoryDedupStore.class);
    }

    @Test
    void aSlice_refusesWhatIsNotAuthentic() throws Exception {
        mvc.perform(post("/webhooks/acme").param("id", "attacker")).andExpect(status().isUnauthorized());
    }
}
