package io.countersign.samples.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes in the file: the start fails, names the key, and shows no value. */
class RelayConfigurationTest {
    private static final String ENDPOINTS = """
            countersign:
              endpoints:
                statuspulse:
                  provider: statuspulse
                  secrets: [ { id: current, value: "s3cret-0123456789abcdef" } ]
            """;
    private static final String KEY = "routing-key: \"s3cret0123456789s3cret0123456789\"";

    @TempDir
    private Path directory;

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(ENDPOINTS, "relay.destinations", "no destination"),
                Arguments.of(
                        destinations("slak: { url: \"https://x.example/s3cret\" }"),
                        "relay.destinations.slak",
                        "no such key"),
                Arguments.of(
                        destinations("slack: { url: \"https://x.example/s3cret\", channel: s3cret }"),
                        "relay.destinations.slack.channel",
                        "no such key"),
                Arguments.of(
                        destinations("slack: https://x.example/s3cret"), "relay.destinations.slack", "group of keys"),
                Arguments.of(destinations("slack: { url: \"\" }"), "relay.destinations.slack.url", "missing"),
                Arguments.of(
                        destinations("slack: { url: hooks.slack.com/s3cret }"),
                        "relay.destinations.slack.url",
                        "not an absolute URL"),
                Arguments.of(
                        destinations("slack: { url: \"${NO_SUCH_VARIABLE}\" }"),
                        "relay.destinations.slack.url",
                        "placeholder"),
                Arguments.of(
                        destinations("pagerduty: { url: \"https://x.example/s3cret\" }"),
                        "relay.destinations.pagerduty.routing-key",
                        "missing"),
                Arguments.of(destinations("pagerduty: { " + KEY + " }"), "relay.destinations.pagerduty.url", "missing"),
                Arguments.of(
                        "relay: { destinations: { slack: { url: \"https://x.example/s3cret\" } } }",
                        "countersign.endpoints",
                        "no endpoint"),
                Arguments.of(
                        destinations("slack: { url: \"https://x.example/s3cret\" }") + "countersign.dedup.store: jdbc",
                        "countersign.dedup.store",
                        "jdbc needs countersign-dedup-jdbc"),
                Arguments.of("relay:\n  a: \"s3cret\n b: : c", "line", "not valid YAML"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistake_stopsTheStart_namesTheKeyAndShowsNoValue(String text, String key, String problem) throws Exception {
        Path file = Files.writeString(directory.resolve("relay.yaml"), text);
        String said = standardErrorOf(() -> assertThat(catchThrowableOfType(
                        RelayServer.NotStarted.class, () -> RelayServer.start(file, List.of("--server.port=0"))))
                .isNotNull());
        assertThat(said).contains("Description:", "Action:", key, problem).doesNotContain("s3cret", "\tat ");
    }

    @Test
    void propertiesFile_andOtherSpellingsOfAKey_areTaken() throws Exception {
        Path file = Files.writeString(directory.resolve("relay.properties"), """
                countersign.endpoints.open.provider=metaplane
                countersign.endpoints.open.auth.none=accepted
                relay.destinations.pagerduty.url=http://localhost:9/
                relay.destinations.pagerduty.routingKey=s3cret0123456789s3cret0123456789
                """);
        try (RelayServer relay = RelayServer.start(file, List.of("--server.port=0"))) {
            assertThat(relay.port()).isPositive();
        }
    }

    private static String destinations(String lines) {
        return ENDPOINTS + "relay:\n  destinations:\n    " + lines + "\n";
    }

    private static String standardErrorOf(Runnable action) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream captured = new PrintStream(said, true, UTF_8)) {
            System.setErr(captured);
            action.run();
        } finally {
            System.setErr(before);
        }
        return said.toString(UTF_8);
    }
}
