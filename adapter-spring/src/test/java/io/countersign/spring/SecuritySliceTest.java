package io.countersign.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.countersign.secret.SigningSecret;
import io.countersign.testkit.Senders;
import io.countersign.testkit.SignedRequest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** A slice of an application with Spring Security: there, too, the filter of the endpoint stands before it. */
@WebMvcTest(
        properties = {
            "tests.security=true",
            "countersign.endpoints.acme.provider=acme",
            "countersign.endpoints.acme.secrets[0].id=current",
            "countersign.endpoints.acme.secrets[0].value=0123456789abcdef"
        })
class SecuritySliceTest {

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({SecurityTest.Hooks.class, SecurityTest.Security.class})
    static class Application {
        @Bean
        AcmeProvider acme() {
            return new AcmeProvider();
        }
    }

    @Autowired
    private MockMvc mvc;

    private static MockHttpServletRequestBuilder as(SignedRequest delivery) {
        MockHttpServletRequestBuilder request = post("/webhooks/acme").content(delivery.body());
        delivery.headers().forEach(header -> request.header(header.name(), header.value()));
        return request;
    }

    @Test
    void aDelivery_isHandled_andAForgeryIsNot() throws Exception {
        SignedRequest delivery =
                Senders.statusPulse(SigningSecret.of("any", "0123456789abcdef")).deliver("opened 1".getBytes(UTF_8));

        mvc.perform(as(delivery)).andExpect(status().isOk());
        mvc.perform(as(delivery.tampered())).andExpect(status().isUnauthorized());
    }
}
