package io.countersign.samples.relay.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationUrlTest {

    @Test
    void toString_showsSchemeHostAndPortOnly() {
        assertThat(DestinationUrl.of("https://hooks.slack.com/services/T/B/s3cret?token=s3cret"))
                .hasToString("https://hooks.slack.com/...");
        assertThat(DestinationUrl.of("http://localhost:8081/s3cret")).hasToString("http://localhost:8081/...");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hooks.slack.com/s3cret",
                "/services/s3cret",
                "ftp://example.com/s3cret",
                "file:///s3cret",
                "https:///s3cret",
                "https:s3cret",
                "https://user:s3cret@example.com/",
                "https://example.com/#s3cret",
                "https://example.com/s3cret with space",
                "https://exa mple.com/s3cret"
            })
    void textThatIsNoAbsoluteWebAddress_isRefused_withoutBeingQuoted(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DestinationUrl.of(text))
                .withMessageNotContaining("s3cret")
                .withNoCause();
    }
}
