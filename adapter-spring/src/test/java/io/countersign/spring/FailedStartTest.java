package io.countersign.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What an operator reads when the configuration is wrong. */
@ExtendWith(OutputCaptureExtension.class)
class FailedStartTest {
    private static final String SECRET = "hunter2-0123456789abcdef";
    private static final String YAML = """
            countersign:
              endpoints:
                acme:
                  provider: statuspulse
                  secrets: [{ id: current, value: %s }]
            """.formatted(SECRET);

    @Test
    void aMistake_stopsTheStart_andIsPrintedWithoutTheSecret(CapturedOutput output) {
        assertThatThrownBy(() -> RunningApp.start(YAML.replace("id: current", "idd: current")))
                .isInstanceOf(WebhookConfigurationException.class);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("Key: countersign.endpoints.acme.secrets[0].idd")
                .contains("Problem: there is no such key")
                .contains("For countersign.endpoints.acme.secrets[0].idd: correct its spelling")
                .doesNotContain("hunter2");
    }

    @Test
    void aMistakeInASecret_stopsTheStart_andIsPrintedWithoutTheSecret(CapturedOutput output) {
        assertThatThrownBy(() -> RunningApp.start(YAML.replace(SECRET, "hunter2")))
                .hasRootCauseInstanceOf(WebhookConfigurationException.class);

        assertThat(output)
                .contains("Key: countersign.endpoints.acme.secrets[0].value")
                .contains("a key of 7 bytes")
                .doesNotContain("hunter2");
    }
}
