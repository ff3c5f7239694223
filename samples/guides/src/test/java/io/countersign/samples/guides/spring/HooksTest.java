package io.countersign.samples.guides.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.countersign.secret.SigningSecret;
import io.countersign.testkit.SamplePayloads;
import io.countersign.testkit.Senders;
import io.countersign.testkit.SignedRequest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@WebMvcTest(properties = "STATUSPULSE_SECRET=a secret for this test only")
@ExtendWith(OutputCaptureExtension.class)
class HooksTest {
    private static final SignedRequest OPENED = Senders.statusPulse(
                    SigningSecret.of("any", "a secret for this test only"))
            .deliver(SamplePayloads.statusPulseOpened("INC-1", Instant.parse("2026-11-21T12:00:00Z")));

    @Autowired
    private MockMvc mvc;

    private static MockHttpServletRequestBuilder request(SignedRequest delivery) {
        MockHttpServletRequestBuilder request = post("/webhooks/statuspulse").content(delivery.body());
        delivery.headers().forEach(header -> request.header(header.name(), header.value()));
        return request;
    }

    @Test
    void incident_isPagedOnce(CapturedOutput output) throws Exception {
        mvc.perform(request(OPENED))
                .andExpect(status().isOk())
                .andExpect(header().string("Webhook-Outcome", "handled"));
        mvc.perform(request(OPENED))
                .andExpect(status().isOk())
                .andExpect(header().string("Webhook-Outcome", "duplicate"));

        assertThat(output.getOut().lines().filter(line -> line.startsWith("OPENED: ")))
                .hasSize(1);
    }

    @Test
    void forgery_pagesNobody(CapturedOutput output) throws Exception {
        mvc.perform(request(OPENED.tampered())).andExpect(status().isUnauthorized());

        assertThat(output.getOut()).doesNotContain("OPENED");
    }
}
