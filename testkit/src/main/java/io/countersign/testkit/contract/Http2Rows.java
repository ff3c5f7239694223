package io.countersign.testkit.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.testkit.SignedRequest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/**
 * The rows of a sender that asks for HTTP/2. Where the server has none, they are held against what it falls back to, so that
 * none of them is left out.
 */
abstract class Http2Rows {
    private static final int TRIES = 5;

    abstract Bench bench();

    /** One connection, which has been upgraded if the server does that. */
    private final class Sender {
        private final HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .connectTimeout(Bench.PATIENCE)
                .build();

        Sender() throws Exception {
            // Servers upgrade on a request without a body.
            assertVersion(http.send(HttpRequest.newBuilder(bench().endpoint()).build(), BodyHandlers.ofString()));
        }

        HttpResponse<String> send(SignedRequest delivery) throws Exception {
            HttpResponse<String> answer =
                    http.send(delivery.toHttpRequest(bench().endpoint()), BodyHandlers.ofString(ISO_8859_1));
            assertVersion(answer);
            return answer;
        }

        /**
         * Sends what is refused before its body is read. A server may reset the stream right behind its answer, since it does not
         * want the body, and the client then loses the answer now and then.
         */
        HttpResponse<String> sendRefused(SignedRequest delivery) throws Exception {
            for (int tries = 1; ; tries++) {
                try {
                    return send(delivery);
                } catch (IOException reset) {
                    if (tries == TRIES || !String.valueOf(reset.getMessage()).contains("RST_STREAM")) {
                        throw reset;
                    }
                }
            }
        }

        private void assertVersion(HttpResponse<String> answer) {
            assertThat(answer.version())
                    .as("capability HTTP_2 is %s", bench().hasHttp2() ? "there" : "not there")
                    .isEqualTo(bench().hasHttp2() ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
        }
    }

    @Test
    void delivery_isHandledWithItsBytesAndASecondCopyIsADuplicate() throws Exception {
        var application = bench().start(bench().anyBody());
        bench().needsSocket();
        byte[] body = "a\r\n\u00e9".getBytes(ISO_8859_1);
        Sender sender = new Sender();
        Answered.withOutcome(sender.send(Bench.signed(body)), 200, "handled");
        Answered.withOutcome(sender.send(Bench.signed(body)), 200, "duplicate");
        assertThat(application.lastBody()).isEqualTo(body);
        assertThat(application.handled()).isEqualTo(1);
    }

    @Test
    void whatIsRefused_isNeitherHandledNorClaimedAndTheConnectionServesOn() throws Exception {
        var application = bench().start(bench().anyBody());
        bench().needsSocket();
        byte[] body = "one".getBytes(US_ASCII);
        Sender sender = new Sender();
        Answered.plainly(sender.send(Bench.signed(body).tampered()), 401);
        Answered.plainly(sender.sendRefused(Bench.signed(body).withHeader("Content-Encoding", "gzip")), 415);
        Answered.plainly(sender.sendRefused(Bench.signed(body).withMethod("PUT")), 405);
        assertThat(application.handled()).isZero();
        assertThat(bench().store.claims()).isZero();
        Answered.withOutcome(sender.send(Bench.signed(body)), 200, "handled");
    }

    /** A response that says so there is malformed, and is dropped. */
    @Test
    void answerThatCloses_saysConnectionInHttp1Only() throws Exception {
        var application = bench().start(bench().anyBody());
        bench().needsSocket();
        HttpResponse<String> answer = new Sender().sendRefused(Bench.signed(new byte[Bench.MAX_BODY_BYTES + 1]));
        Answered.plainly(answer, 413);
        assertThat(answer.headers().firstValue("Connection").isPresent()).isEqualTo(!bench().hasHttp2());
        assertThat(application.handled()).isZero();
        assertThat(bench().store.claims()).isZero();
    }
}
