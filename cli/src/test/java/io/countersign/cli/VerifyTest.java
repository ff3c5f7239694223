package io.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code verify} on the published requests of GitHub, Stripe and Square. */
class VerifyTest {
    private static final String GITHUB_SECRET = "It's a Secret to Everybody";
    private static final String GITHUB_HEX = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    private static final String GITHUB_HEADER = "X-Hub-Signature-256: sha256=" + GITHUB_HEX;

    @TempDir
    private Path directory;

    private static Cli gitHub(String... more) {
        List<String> args = new ArrayList<>(
                List.of("verify", "--scheme", "github", "--secret-env", "SECRET", "--header", GITHUB_HEADER));
        args.addAll(List.of(more));
        return new Cli().env("SECRET", GITHUB_SECRET).stdin("Hello, World!").run(args.toArray(String[]::new));
    }

    private String file(String name, String text) throws Exception {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    @Test
    void validRequest_exitsWith0_andSaysWhatIsProved() {
        Cli cli = gitHub("--body", "-");

        assertThat(cli.exit()).isZero();
        assertThat(cli.out()).isEqualToIgnoringNewLines("valid: the body is signed with secret SECRET");
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void requestThatIsNotValid_exitsWith1_andSaysWhy_andPointsToExplain() {
        Cli cli = gitHub();

        assertThat(cli.exit()).isEqualTo(1);
        assertThat(cli.out())
                .startsWith("not valid: SIGNATURE_MISMATCH, no live secret matches")
                .contains("`countersign explain` with the same options looks for the cause.")
                .doesNotContain(GITHUB_HEX)
                .doesNotContain("Everybody");
    }

    @Test
    void bodyHeadersAndSecret_mayBeFiles() throws Exception {
        Cli cli = new Cli()
                .run(
                        "verify",
                        "--scheme=github",
                        "--secret-file",
                        file("secret", GITHUB_SECRET),
                        "--headers-file",
                        file(
                                "headers.txt",
                                "POST /hooks?x=1 HTTP/1.1\r\nHost: example.com\r\n" + GITHUB_HEADER + "\r\n\r\n"),
                        "--body",
                        file("body", "Hello, World!"));

        assertThat(cli.out()).isEqualToIgnoringNewLines("valid: the body is signed with secret secret");
    }

    @Test
    void urlAndMethod_comeFromTheRequestLine_orTheOptions() throws Exception {
        // Square's documented example signs the URL.
        String[] square = {
            "verify",
            "--scheme",
            "square",
            "--secret-env",
            "S",
            "--body",
            "-",
            "--headers-file",
            file(
                    "headers.txt",
                    "POST https://example.com/webhook HTTP/1.1\n"
                            + "x-square-hmacsha256-signature: 2kRE5qRU2tR+tBGlDwMEw2avJ7QM4ikPYD/PJ3bd9Og=\n")
        };
        Cli cli = new Cli().env("S", "asdf1234").stdin("{\"hello\":\"world\"}");
        assertThat(cli.run(square).exit()).isZero();

        List<String> elsewhere = new ArrayList<>(List.of(square));
        elsewhere.addAll(List.of("--url", "http://example.com/webhook"));
        cli = new Cli().env("S", "asdf1234").stdin("{\"hello\":\"world\"}");
        assertThat(cli.run(elsewhere.toArray(String[]::new)).exit()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "1531420618, 0",
        "2018-07-12T18:36:58Z, 0",
        "1531420918, 0",
        "1531420918.001, 1",
        "2018-07-12T18:42:59Z, 1"
    })
    void at_isAnInstantOrSeconds(String at, int exit) {
        Cli cli = new Cli()
                .env("S", "8f742231b10e8888abcd99yyyzzz85a5")
                .stdin("token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
                        + "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
                        + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlg"
                        + "cZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c")
                .run(
                        "verify",
                        "--scheme",
                        "slack",
                        "--secret-env",
                        "S",
                        "--body",
                        "-",
                        "--at",
                        at,
                        "--header",
                        "X-Slack-Request-Timestamp: 1531420618",
                        "--header",
                        "X-Slack-Signature: v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");

        assertThat(cli.exit()).as(cli.out() + cli.err()).isEqualTo(exit);
    }

    @Test
    void schemeMayBeADocument_inYamlOrJson() throws Exception {
        String yaml = file(
                "acme.yaml",
                "algorithm: hmac-sha256\nsignature: { header: X-Hub-Signature-256, format: \"sha256={hex}\" }\n");
        String json = file(
                "acme.json", "{\"signature\": {\"header\": \"X-Hub-Signature-256\", \"format\": \"sha256={hex}\"}}");

        for (String scheme : List.of(yaml, json)) {
            assertThat(gitHub("--body", "-").exit()).isZero();
            assertThat(new Cli()
                            .env("S", GITHUB_SECRET)
                            .stdin("Hello, World!")
                            .run(
                                    "verify",
                                    "--scheme",
                                    scheme,
                                    "--secret-env",
                                    "S",
                                    "--header",
                                    GITHUB_HEADER,
                                    "--body",
                                    "-")
                            .exit())
                    .isZero();
        }
    }

    @Test
    void schemeDocumentThatIsWrong_namesItsKey() throws Exception {
        Cli cli = new Cli()
                .run(
                        "verify",
                        "--scheme",
                        file("acme.yaml", "algorithm: md5\nsignature: {header: X, format: \"{hex}\"}\n"));

        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err())
                .contains("acme.yaml: algorithm")
                .contains("hmac-sha256")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "- a\n- list\n", "just text", "a: [", "a: 1\na: 2\n"})
    void schemeFileThatIsNoDocument_saysSo(String text) throws Exception {
        Cli cli = new Cli().run("verify", "--scheme", file("acme.yaml", text));

        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err())
                .contains("acme.yaml")
                .contains("`countersign schemes github` prints an example")
                .hasLineCount(1);
    }

    @Test
    void schemeThatIsNeither_isSuggested() {
        assertThat(new Cli().run("verify", "--scheme", "stipe").err())
                .contains("--scheme: \"stipe\" is neither a preset nor a file; did you mean stripe");
    }

    @Test
    void mistakes_areOneLineWithTheMend() throws Exception {
        assertThat(gitHub("--at", "yesterday").err()).contains("--at: that is no time; write 2026-11-21T10:00:00Z");
        assertThat(gitHub("--header", "hunter2").err())
                .contains("--header: a line has no colon")
                .doesNotContain("hunter2");
        assertThat(gitHub("--body", "/nonexistent").err()).contains("--body: there is no file /nonexistent");
        assertThat(gitHub("--body", directory.toString()).err()).contains("is a directory; name a file");
        assertThat(new Cli().run("verify", "--scheme", "github").err())
                .contains("no secret is given; name one with --secret-env VAR or --secret-file FILE");
        assertThat(new Cli()
                        .env("S", "")
                        .run("verify", "--scheme", "github", "--secret-env", "S")
                        .err())
                .contains("the variable is not set, or empty");
    }

    @Test
    void secretThatCanBeNoKey_isNotValid_andTheOthersAreTried() {
        Cli alone = new Cli().env("S", "not base64!").run("verify", "--scheme", "svix", "--secret-env", "S");
        assertThat(alone.exit()).isEqualTo(1);
        assertThat(alone.out()).startsWith("not valid: secret \"S\" is not base64 after \"whsec_\"");

        Cli besides = new Cli()
                .env("S", "not base64!")
                .env("T", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                .stdin("{\"test\": 2432232314}")
                .run(
                        "verify",
                        "--scheme",
                        "standard-webhooks",
                        "--secret-env",
                        "S",
                        "--secret-env",
                        "T",
                        "--body",
                        "-",
                        "--at",
                        "1614265330",
                        "--header",
                        "webhook-id: msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "--header",
                        "webhook-timestamp: 1614265330",
                        "--header",
                        "webhook-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assertThat(besides.out()).isEqualToIgnoringNewLines("valid: the body is signed with secret T");
    }

    @Test
    void secretFileWithAFinalNewline_isTakenAsItIs_andNoted() throws Exception {
        Cli cli = new Cli()
                .stdin("Hello, World!")
                .run(
                        "verify",
                        "--scheme",
                        "github",
                        "--body",
                        "-",
                        "--header",
                        GITHUB_HEADER,
                        "--secret-file",
                        file("key", GITHUB_SECRET + "\n"));

        assertThat(cli.exit()).isEqualTo(1);
        assertThat(cli.err()).contains("note: secret \"key\" ends in a line end");
    }

    @Test
    void schemeThatAcceptsEverything_isSaidToProveNothing() throws Exception {
        Cli cli = new Cli().run("verify", "--scheme", file("none.yaml", "none: accepted\n"));

        assertThat(cli.exit()).isZero();
        assertThat(cli.out()).contains("proves nothing");
    }
}
