package io.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignTest {
    @TempDir
    private Path directory;

    private static Cli sign(String scheme, String... more) {
        List<String> args = new ArrayList<>(List.of("sign", "--scheme", scheme, "--secret-env", "S", "--body", "-"));
        args.addAll(List.of(more));
        return new Cli()
                .env("S", "It's a Secret to Everybody")
                .stdin("Hello, World!")
                .run(args.toArray(String[]::new));
    }

    @Test
    void headers_areLinesForCurl() {
        Cli cli = sign("github", "--id", "d-1");

        assertThat(cli.exit()).isZero();
        assertThat(cli.out().lines())
                .containsExactly(
                        "Content-Type: application/json",
                        "X-GitHub-Delivery: d-1",
                        "X-Hub-Signature-256: sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void time_isNow_orTheGivenOne() {
        assertThat(sign("stripe").out()).contains("Stripe-Signature: t=" + Cli.NOW.getEpochSecond() + ",v1=");
        assertThat(sign("stripe", "--at", "1533204620").out()).contains("t=1533204620,v1=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "stripe", "slack", "pagerduty", "zoom", "statuspulse", "gitlab-token", "mar"})
    void whatIsSigned_verifies(String scheme) throws Exception {
        Path headers =
                Files.writeString(directory.resolve("h.txt"), sign(scheme).out());

        Cli cli = new Cli()
                .env("S", "It's a Secret to Everybody")
                .stdin("Hello, World!")
                .run(
                        "verify",
                        "--scheme",
                        scheme,
                        "--secret-env",
                        "S",
                        "--headers-file",
                        headers.toString(),
                        "--body",
                        "-");

        assertThat(cli.out()).as(cli.err()).startsWith("valid");
    }

    @Test
    void schemeThatSignsTheUrl_needsIt() {
        assertThat(sign("square").err())
                .contains("--url is missing: this scheme signs the URL")
                .hasLineCount(1);
        assertThat(sign("square", "--url", "https://example.com/webhook").exit())
                .isZero();
    }

    @Test
    void jsonForTwilio_saysHowTheUrlHasToEnd() {
        Cli cli = sign("twilio", "--url", "https://example.com/x", "--content-type", "application/json");

        assertThat(cli.out()).contains("X-Twilio-Signature: ");
        assertThat(cli.err())
                .contains("call the URL with ?bodySHA256=dffd6021bb2bd5b0af676290809ec3a53191dd81c7f70a4b28688"
                        + "a362182986f at its end");
        assertThat(sign("twilio", "--url", "https://example.com/x").out())
                .contains("Content-Type: application/x-www-form-urlencoded");
    }

    @Test
    void secretInThePath_isNotPrinted() {
        Cli cli = sign("metaplane");

        assertThat(cli.out()).doesNotContain("Everybody");
        assertThat(cli.err()).contains("the secret is the end of the path").doesNotContain("Everybody");
    }

    @Test
    void privateKey_signsWithEd25519() throws Exception {
        Path key = Files.writeString(
                directory.resolve("private.key"),
                "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==");

        Cli cli = new Cli()
                .stdin("{\"test\": 2432232314}")
                .run(
                        "sign",
                        "--scheme",
                        "standard-webhooks",
                        "--secret-file",
                        key.toString(),
                        "--body",
                        "-",
                        "--id",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "--at",
                        "1614265330");

        assertThat(cli.out())
                .contains(
                        "webhook-signature: v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8"
                                + "EM+m7TBAg==");
    }

    @Test
    void mistakes_areOneLineWithTheMend() {
        assertThat(sign("svix").err()).contains("secret \"S\" is not base64").hasLineCount(1);
        assertThat(new Cli().run("sign", "--scheme", "github", "--body", "-").err())
                .contains("no secret to sign with; give one; see --secret-env and --secret-file");
        assertThat(new Cli().run("sign", "--scheme", "github").err()).contains("--body=FILE");
    }
}
