package io.countersign.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.countersign.dedup.DedupStore;
import io.countersign.dedup.InMemoryDedupStore;
import io.countersign.secret.SigningSecret;
import io.countersign.testkit.Senders;
import io.countersign.testkit.SignedRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A slice of an application: the controller, and with it the filter and the arguments. */
@WebMvcTest(
        properties = {
            "countersign.dedup.store=jdbc",
            "countersign.endpoints.acme.provider=acme",
            "countersign.endpoints.acme.secrets[0].id=current",
            "countersign.endpoints.acme.secrets[0].value=0123456789abcdef"
        })
class SliceTest {
    private static final SignedRequest DELIVERY =
            Senders.statusPulse(SigningSecret.of("any", "0123456789abcdef")).deliver("opened 1".getBytes(UTF_8));

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
    }

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Hooks hooks;

    @Autowired
    private DedupStore store;

    @Test
    void aSlice_hasTheFilterAndTheArguments() throws Exception {
        MockHttpServletRequestBuilder request = post("/webhooks/acme").content(DELIVERY.body());
        DELIVERY.headers().forEach(header -> request.header(header.name(), header.value()));

        mvc.perform(request).andExpect(status().isOk());

        assertThat(hooks.seen).containsExactly(new AcmeEvent.Opened("1"));
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
