package io.countersign.benchmarks.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured is what it says: without it a server that refuses everything would be the fastest. */
class TargetTest {
    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @ParameterizedTest
    @EnumSource(Front.class)
    void variants_handleTheAmmunitionAndRefuseWhatIsForgedExceptTheBareOne(Front front) throws Exception {
        Path file = folder.resolve("deliveries");
        new Ammunition(InstantSource.system()).write(file, 2);
        List<String> lines = Files.readAllLines(file, UTF_8);
        for (Variant variant : Variant.values()) {
            Target target = new Target(variant);
            try (RunningServer server = front.start(target, ServerSettings.DEFAULT)) {
                URI uri = URI.create("http://127.0.0.1:" + server.port() + Target.PATH);
                checkVariant(variant, target, uri, lines);
            }
        }
    }

    private void checkVariant(Variant variant, Target target, URI uri, List<String> lines) throws Exception {
        assertThat(send(uri, lines, 2, lines.get(1))).isEqualTo(200);
        assertThat(send(uri, lines, 3, lines.get(1))).isEqualTo(200);
        assertThat(target.handled()).isEqualTo(2);
        assertThat(send(uri, lines, 3, lines.get(1))).isEqualTo(200);
        assertThat(target.handled()).isEqualTo(variant == Variant.CLAIMED ? 2 : 3);
        long before = target.handled();
        int forged = send(uri, lines, 2, lines.get(1).replace('x', 'y'));
        assertThat(forged).isEqualTo(variant == Variant.BARE ? 200 : 401);
        assertThat(target.handled() - before).isEqualTo(variant == Variant.BARE ? 1 : 0);
    }

    private int send(URI uri, List<String> lines, int delivery, String body) throws Exception {
        String[] idAndSignature = lines.get(delivery).split(" ", 2);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .header("webhook-timestamp", lines.get(0))
                .header("webhook-id", idAndSignature[0])
                .header("webhook-signature", idAndSignature[1])
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    @Test
    void ammunition_isOneKibibyteAndEveryIdIsNewAndOfOneLength() throws Exception {
        Path file = folder.resolve("deliveries");
        new Ammunition(InstantSource.system()).write(file, 100);

        List<String> lines = Files.readAllLines(file, UTF_8);
        assertThat(lines.get(1)).hasSize(1024);
        assertThat(lines.stream().skip(2).map(line -> line.substring(0, 27)))
                .doesNotHaveDuplicates()
                .hasSize(100);
        assertThat(lines.stream().skip(2)).allMatch(line -> line.charAt(27) == ' ');
    }

    @Test
    void check_answersThatWereNotHandledOrWereErrors_stopTheRun() {
        Wrk.Result result = Wrk.parsed("result 1000 2000000 700 1500 0");

        assertThat(result.perSecond()).isEqualTo(500);
        assertThatCode(() -> HttpRounds.check(Variant.CLAIMED, result, 1_032)).doesNotThrowAnyException();
        assertThatIllegalStateException().isThrownBy(() -> HttpRounds.check(Variant.CLAIMED, result, 999));
        assertThatIllegalStateException().isThrownBy(() -> HttpRounds.check(Variant.CLAIMED, result, 1_033));
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> HttpRounds.check(Variant.CLAIMED, Wrk.parsed("result 1000 2000000 700 1500 1"), 1_000))
                .withMessageContaining("1 were errors");
    }
}
