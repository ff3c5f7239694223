package io.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code explain} on the published request of GitHub; the causes one by one are tested where they are found. */
class ExplainTest {
    private static final String SECRET = "It's a Secret to Everybody";
    private static final String HEX = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    @TempDir
    private Path directory;

    private static Cli explain(String secret, String body, String header) {
        return new Cli()
                .env("GITHUB", secret)
                .stdin(body)
                .run("explain", "--scheme", "github", "--secret-env", "GITHUB", "--header", header, "--body", "-");
    }

    @Test
    void validRequest_isValid() {
        Cli cli = explain(SECRET, "Hello, World!", "X-Hub-Signature-256: sha256=" + HEX);

        assertThat(cli.exit()).isZero();
        assertThat(cli.out()).startsWith("valid").hasLineCount(1);
    }

    @Test
    void cause_isOneSentence_withTheMend_andNothingSecret() {
        Cli cli = explain(SECRET, "Hello, World!\n", "X-Hub-Signature-256: sha256=" + HEX);

        assertThat(cli.exit()).isEqualTo(1);
        assertThat(cli.out())
                .startsWith("not valid: SIGNATURE_MISMATCH")
                .contains("cause: the received body has a final newline that was not signed")
                .hasLineCount(2)
                .doesNotContain(HEX, SECRET, "Hello");
    }

    @Test
    void causes_mayBeTwo() {
        Cli cli = explain(SECRET + "\n", "Hello, World!", "X_Hub_Signature_256: sha256=" + HEX);

        assertThat(cli.out())
                .contains("cause: secret \"GITHUB\" begins or ends in white space")
                .contains("cause: the header X-Hub-Signature-256 came as X_Hub_Signature_256")
                .hasLineCount(3);
    }

    @Test
    void hint_isNotCalledACause() {
        Cli cli = explain("another secret", "", "X-Hub-Signature-256: sha256=" + HEX);

        assertThat(cli.out()).contains("hint: the body is empty").doesNotContain("cause:");
    }

    @Test
    void unknownCause_saysWhatToDo() {
        assertThat(explain("another secret", "Hello, World!", "X-Hub-Signature-256: sha256=" + HEX)
                        .out())
                .contains("cause: unknown; none of the known causes explains it; most likely");
        assertThat(explain(SECRET, "Hello, World!", "User-Agent: x").out())
                .contains("cause: unknown; the header X-Hub-Signature-256 is missing");
    }

    @Test
    void oneOfSeveralSecrets_isNamedByItsFile() throws Exception {
        Path right = Files.writeString(directory.resolve("right.key"), SECRET + "\n");
        Path wrong = Files.writeString(directory.resolve("wrong key!"), "another secret");
        Cli cli = new Cli()
                .stdin("Hello, World!")
                .run(
                        "explain",
                        "--scheme",
                        "github",
                        "--secret-file",
                        wrong.toString(),
                        "--secret-file",
                        right.toString(),
                        "--header",
                        "X-Hub-Signature-256: sha256=" + HEX,
                        "--body",
                        "-");

        assertThat(cli.out()).contains("cause: secret \"right.key\" begins or ends in white space");
    }

    @Test
    void secretThatCanBeNoKeyAsItIs_isExplainedToo() {
        Cli cli = new Cli()
                .env("SVIX", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n")
                .stdin("{\"test\": 2432232314}")
                .run(
                        "explain",
                        "--scheme",
                        "svix",
                        "--secret-env",
                        "SVIX",
                        "--body",
                        "-",
                        "--at",
                        "1614265330",
                        "--header",
                        "svix-id: msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "--header",
                        "svix-timestamp: 1614265330",
                        "--header",
                        "svix-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

        assertThat(cli.exit()).isEqualTo(1);
        assertThat(cli.out())
                .startsWith("not valid: secret \"SVIX\" is not base64")
                .contains("cause: secret \"SVIX\" begins or ends in white space");
    }

    @Test
    void schemeThatAcceptsEverything_hasNothingToExplain() throws Exception {
        Path none = Files.writeString(directory.resolve("none.yaml"), "none: accepted\n");

        assertThat(new Cli().run("explain", "--scheme", none.toString()).exit()).isZero();
    }
}
