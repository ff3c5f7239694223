package io.countersign.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorsTest {
    private static final Path PUBLISHED = Path.of("../testkit/src/main/resources/io/countersign/testkit/vectors");

    /** GitHub's documented example. */
    private static final String GITHUB = """
            {"name": "official", "scheme": "github", "secrets": ["It's a Secret to Everybody"],
             "headers": {"X-Hub-Signature-256": "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"},
             "body": "Hello, World!", "at": null, "expect": "valid"}""";

    @TempDir
    private Path directory;

    private Cli check(String... vectors) throws Exception {
        return new Cli().run("vectors", file("v.json", "[" + String.join(",", vectors) + "]"));
    }

    private String file(String name, String text) throws Exception {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    @Test
    void publishedVectors_allPass() throws Exception {
        List<String> files;
        try (Stream<Path> all = Files.list(PUBLISHED)) {
            files = all.map(Path::toString)
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList();
        }
        String[] args = Stream.concat(Stream.of("vectors"), files.stream()).toArray(String[]::new);

        Cli cli = new Cli().run(args);

        assertThat(cli.err()).isEmpty();
        assertThat(cli.out()).matches("(7[6-9]|[89]\\d|\\d{3}) passed, 0 failed\\R");
        assertThat(cli.exit()).isZero();
    }

    @Test
    void vectorThatFallsShort_isShown_andTheLastLineCounts() throws Exception {
        Cli cli = check(
                GITHUB,
                GITHUB.replace("official", "tampered, and expected to pass").replace("World!", "World?"),
                GITHUB.replace("official", "passes, and is expected not to")
                        .replace("\"expect\": \"valid\"", "\"expect\": \"invalid\""),
                GITHUB.replace("World!", "World?").replace("\"expect\": \"valid\"", "\"expect\": \"invalid\""));

        assertThat(cli.exit()).isEqualTo(1);
        assertThat(cli.out().lines()).hasSize(3).satisfies(lines -> {
            assertThat(lines.get(0))
                    .startsWith("FAILED ")
                    .contains("v.json: \"tampered, and expected to pass\": expected valid, got invalid:"
                            + " SIGNATURE_MISMATCH, no live secret matches");
            assertThat(lines.get(1)).contains("\"passes, and is expected not to\": expected invalid, got valid");
            assertThat(lines.get(2)).isEqualTo("2 passed, 2 failed");
        });
        assertThat(cli.out()).doesNotContain("Everybody").doesNotContain("757107ea");
    }

    @Test
    void emptyFile_passesNothing() throws Exception {
        Cli cli = check();

        assertThat(cli.exit()).isZero();
        assertThat(cli.out()).isEqualToIgnoringNewLines("0 passed, 0 failed");
    }

    @Test
    void files_areCountedTogether_andTheStandardInputIsOne() throws Exception {
        Cli cli = new Cli().stdin("[" + GITHUB + "]").run("vectors", file("a.json", "[" + GITHUB + "]"), "-");

        assertThat(cli.out()).isEqualToIgnoringNewLines("2 passed, 0 failed");
    }

    /** Slack's documented example, at other times. */
    @ParameterizedTest
    @CsvSource({
        "1531420618, valid", "1531420618.5, valid", "1531420918, valid", "1531420919, invalid", "1531420318, valid",
        "1531420317, invalid", "null, valid", "1531420918.000000001, invalid", "0, invalid", "-1, invalid"
    })
    void at_isWhenItArrived_andNullIsTheSignedTime(String at, String expect) throws Exception {
        String slack = """
                {"name": "slack", "scheme": "slack", "secrets": ["8f742231b10e8888abcd99yyyzzz85a5"],
                 "headers": {"X-Slack-Request-Timestamp": "1531420618",
                   "X-Slack-Signature": "v0=f9bd80929259f3f6d5fe3a3186c453c89cd1ad4862815a15837584f31c993652"},
                 "body": "{\\"token\\":\\"Jhj5dZrVaK7ZwHHjRyZWjbDl\\",\\"challenge\\":\\"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P\\",\\"type\\":\\"url_verification\\"}",
                 "at": %s, "expect": "%s"}""";

        assertThat(check(slack.formatted(at, expect)).out()).isEqualToIgnoringNewLines("1 passed, 0 failed");
        assertThat(check(slack.formatted(at, expect.equals("valid") ? "invalid" : "valid"))
                        .out())
                .endsWith("0 passed, 1 failed" + System.lineSeparator());
    }

    @Test
    void atThatIsLeftOut_isAsNull() throws Exception {
        assertThat(check(GITHUB.replace("\"at\": null,", "")).exit()).isZero();
    }

    @Test
    void headerMayHaveSeveralLines() throws Exception {
        String several = GITHUB.replace(
                        "\"github\"",
                        "{\"signature\": {\"header\": \"X-Hub-Signature-256\","
                                + " \"format\": \"sha256={hex}\", \"list\": \"comma\"}}")
                .replace("\"sha256=757", "[\"sha256=" + "0".repeat(64) + "\", \"sha256=757")
                .replace("43e17\"", "43e17\"]");

        assertThat(check(several).out()).isEqualToIgnoringNewLines("1 passed, 0 failed");
        assertThat(check(several.replace("\"list\": \"comma\"", "\"list\": \"none\""))
                        .out())
                .contains("got invalid: HEADER_REPEATED");
    }

    @Test
    void allSecrets_areLive_however_shortTheyAre() throws Exception {
        assertThat(check(GITHUB.replace("[\"It's", "[\"x\", \"It's")).exit()).isZero();
        assertThat(check("""
                {"name": "short", "scheme": "github", "secrets": ["k"], "body": "", "at": null, "expect": "valid",
                 "headers": {"X-Hub-Signature-256":
                   "sha256=%s"}}""".formatted(hmacOfNothing("k"))).out()).isEqualToIgnoringNewLines("1 passed, 0 failed");
    }

    private static String hmacOfNothing(String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"not base64!\"]", "[\"\"]", "[]", "[\"whsec_\"]"})
    void secretThatCanBeNoKey_verifiesNothing(String secrets) throws Exception {
        String vector = GITHUB.replace("\"github\"", "\"standard-webhooks\"")
                .replace("[\"It's a Secret to Everybody\"]", secrets);

        assertThat(check(vector.replace("\"expect\": \"valid\"", "\"expect\": \"invalid\""))
                        .out())
                .isEqualToIgnoringNewLines("1 passed, 0 failed");
        assertThat(check(vector).exit()).isEqualTo(1);
    }

    @Test
    void secretThatCanBeNoKey_doesNotTakeTheOthersWithIt() throws Exception {
        assertThat(check("""
                {"name": "v1", "scheme": "standard-webhooks", "secrets": ["no key!", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
                 "headers": {"webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp": "1614265330",
                   "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="},
                 "body": "{\\"test\\": 2432232314}", "at": 1614265330, "expect": "valid", "origin": {"any": ["thing"]}}""").exit()).isZero();
    }

    @Test
    void bodyMayBeBytes() throws Exception {
        assertThat(check(GITHUB.replace("\"body\": \"Hello, World!\"", "\"body_b64\": \"/wD+\"")
                                .replace(
                                        "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                                        "978e0da10b8e4f494b32b34dc453778240febea8b9c9c604aebfd07ca2b65820"))
                        .exit())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "github"                     | "gihub"            | scheme "gihub" is no preset; did you mean github?
            "github"                     | 1                  | scheme must be the name of a preset, or a document
            "github"                     | {"algorithm": "x"} | scheme.signature is missing
            "name": "official",          |                    | name is missing; add it
            "body": "Hello, World!",     |                    | body or body_b64 must be there, one of the two
            "Hello, World!"              | 1                  | body must be a text
            "body": "Hello, World!"      | "body_b64": "*"    | body_b64 is not base64
            "body"                       | "body_b64": "", "body" | body or body_b64 must be there, one of the two
            "expect": "valid"            | "expect": "VALID"  | expect must be valid or invalid
            "expect": "valid"            | "x": 1             | expect is missing; add it
            "at": null                   | "at": "now"        | at must be a number of seconds since 1970, or null
            "at": null                   | "at": 1e30         | at is no time; give the seconds
            "at": null                   | "at": 1e-999999999 | at is no time; give the seconds
            ["It's a Secret to Everybody"] | "x"              | secrets must be a list of texts
            ["It's a Secret to Everybody"] | [1]              | secrets must be a list of texts
            Secret                       | \\ud800            | secrets holds half a surrogate pair
            "headers"                    | "header"           | headers must be an object of names and values
            "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17" | 1 | headers.X-Hub-Signature-256 must be a text
            "at": null                   | "url": 5           | url must be a text
            """)
    void vectorThatIsMalformed_namesItselfTheKeyAndTheMend(String part, String other, String problem) throws Exception {
        Cli cli = check(GITHUB, GITHUB.replace(part, other == null ? "" : other));

        assertThat(cli.exit()).as(cli.out() + cli.err()).isEqualTo(2);
        assertThat(cli.err()).contains("v.json: vector 2").contains(problem).hasLineCount(1);
        assertThat(cli.err()).doesNotContain("Everybody");
        assertThat(cli.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                       | must be a JSON array of vectors
            [1]                      | vector 1: must be a JSON object
            [{"secrets": ["hunter2"] | not JSON
            []x                      | not JSON
            [{"a": 1, "a": 2}]       | not JSON in which each name occurs once (line 1
            ``                       | must be a JSON array of vectors
            """)
    void fileThatIsNone_isSaidSo(String text, String problem) throws Exception {
        Cli cli = new Cli().run("vectors", file("v.json", text));

        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err())
                .contains("v.json")
                .contains(problem)
                .hasLineCount(1)
                .doesNotContain("hunter2");
    }

    @Test
    void fileThatCannotBeRead_isNamed_andNothingIsChecked() throws Exception {
        Cli cli = new Cli().run("vectors", file("v.json", "[" + GITHUB + "]"), "/nonexistent.json");

        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).contains("there is no file /nonexistent.json").hasLineCount(1);
        assertThat(cli.out()).isEmpty();
    }

    @Test
    void nameThatWouldPaintTheTerminal_isPrintedAsText() throws Exception {
        Cli cli = check(GITHUB.replace("official", "\\u001b[2J\\u202eevil").replace("World!", "World?"));

        assertThat(cli.out())
                .contains("\\u001b[2J\\u202eevil")
                .doesNotContain("\u001b")
                .doesNotContain("\u202e");
    }
}
