package io.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.scheme.Schemes;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemesTest {
    @TempDir
    private Path directory;

    @Test
    void list_hasOneLineForEachPreset() {
        Cli cli = new Cli().run("schemes");

        assertThat(cli.exit()).isZero();
        assertThat(cli.out()).hasLineCount(Schemes.names().size());
        assertThat(cli.out())
                .contains(
                        "stripe             hmac-sha256 of {timestamp}.{body} in Stripe-Signature: t={timestamp},v1={hex}")
                .contains("gitlab-token       shared secret in X-Gitlab-Token")
                .contains(
                        "twilio             hmac-sha1 of the URL and the sorted form in X-Twilio-Signature: {base64}");
    }

    static Iterable<String> presets() {
        return Schemes.names();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void document_canBeFedBack(String preset) throws Exception {
        Cli printed = new Cli().run("schemes", preset);
        assertThat(printed.exit()).isZero();
        Path file = Files.writeString(directory.resolve("scheme.yaml"), printed.out());

        assertThat(SchemeFile.resolve(file.toString(), System.in))
                .isEqualTo(Schemes.byName(preset).orElseThrow());
    }

    @Test
    void unknownPreset_isSuggested() {
        assertThat(new Cli().run("schemes", "gihub").err())
                .isEqualToIgnoringNewLines("countersign: \"gihub\" is no preset; did you mean github?");
        Cli far = new Cli().run("schemes", "\u001b[31mzzz");
        assertThat(far.exit()).isEqualTo(2);
        assertThat(far.err()).contains("\\u001b[31mzzz").contains("`countersign schemes` lists the presets");
    }
}
