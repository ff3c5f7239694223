package io.countersign.testkit.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.Outcome;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows about the bytes of a body. */
abstract class BodyRows {
    private static final int READ_BUFFER_BYTES = 8 * 1024;

    abstract Bench bench();

    @Test
    void handler_seesExactlyTheBytesThatWereSent() throws Exception {
        var application = bench().start(bench().anyBody());
        byte[] body = new byte[256 + 6];
        for (int i = 0; i < 256; i++) {
            body[i] = (byte) i;
        }
        System.arraycopy("\r\n\n\r\n\n".getBytes(US_ASCII), 0, body, 256, 6);
        Answered.withOutcome(bench().send(Bench.signed(body)), 200, "handled");
        assertThat(application.lastBody()).isEqualTo(body);
        assertThat(application.lastDelivery().delivery().delivery().body()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "application/json; charset=nope",
                "application/json; charset=\"",
                "no type at all",
                "text/plain; charset=utf-16",
                "multipart/form-data; boundary=b"
            })
    void handler_seesTheBytesWhateverTheContentTypeSays(String contentType) throws Exception {
        var application = bench().start(bench().anyBody());
        byte[] body = "payload=%7B%2A%7D&a=b+c&\u00e9".getBytes(ISO_8859_1);
        Answered.withOutcome(
                bench().send(Bench.signed(body).withoutHeader("Content-Type").withHeader("Content-Type", contentType)),
                200,
                "handled");
        assertThat(application.lastBody()).isEqualTo(body);
    }

    @Test
    void emptyBody_isHandledIfItIsSigned() throws Exception {
        var application = bench().start(bench().anyBody());
        Answered.withOutcome(bench().send(Bench.signed(new byte[0])), 200, "handled");
        assertThat(application.lastBody()).isEmpty();
    }

    @Test
    void bodyOfTheLimit_isHandled() throws Exception {
        var application = bench().start(bench().anyBody());
        byte[] body = filled(Bench.MAX_BODY_BYTES);
        Answered.withOutcome(bench().send(Bench.signed(body)), 200, "handled");
        assertThat(application.lastBody()).isEqualTo(body);
    }

    @Test
    void chunkedBody_isHandled() throws Exception {
        var application = bench().start(bench().anyBody());
        byte[] body = filled(Bench.MAX_BODY_BYTES);
        try (RawConnection connection = bench().connect()) {
            connection.head(Bench.signed(body), "Transfer-Encoding: chunked");
            connection.chunk(Arrays.copyOf(body, 100));
            connection.chunk(Arrays.copyOfRange(body, 100, body.length)).chunk(new byte[0]);
            assertThat(connection.read().status()).isEqualTo(200);
        }
        assertThat(application.lastBody()).isEqualTo(body);
    }

    @Test
    void chunkedBodyOverTheLimit_is413ThoughItNeverEndsAndCloses() throws Exception {
        var application = bench().start(bench().anyBody());
        byte[] body = filled(Bench.MAX_BODY_BYTES + 2 * READ_BUFFER_BYTES);
        try (RawConnection connection = bench().connect()) {
            connection.head(Bench.signed(body), "Transfer-Encoding: chunked").chunk(body);
            RawConnection.Answer answer = connection.read();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.headers()).containsEntry("Connection", "close").doesNotContainKey("Webhook-Outcome");
            assertThat(bench().nextReport().bodyBytes()).isLessThanOrEqualTo(Bench.MAX_BODY_BYTES + READ_BUFFER_BYTES);
            connection.writeRest("0\r\n\r\n".getBytes(US_ASCII));
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertNothingHappened(application);
    }

    @Test
    void bodyThatTrickles_is408AndCloses() throws Exception {
        var application =
                bench().start(bench().anyBody().maxBodyBytes(1024 * 1024).bodyDeadline(Duration.ofSeconds(10)));
        byte[] body = filled(1024 * 1024);
        try (RawConnection connection = bench().connect()) {
            connection.head(Bench.signed(body), "Content-Length: " + body.length);
            trickle(connection, body);
            RawConnection.Answer answer = connection.read();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.headers()).containsEntry("Connection", "close").doesNotContainKey("Webhook-Outcome");
        }
        assertNothingHappened(application);
    }

    @Test
    void bodyThatComesTooSlowly_is408LongBeforeItsDeadline() throws Exception {
        var application = bench().start(bench().anyBody()
                .maxBodyBytes(1024 * 1024)
                .bodyDeadline(Duration.ofDays(1))
                .minimumBodyRate(100, Duration.ofSeconds(5)));
        byte[] body = filled(1024 * 1024);
        try (RawConnection connection = bench().connect()) {
            connection.head(Bench.signed(body), "Content-Length: " + body.length);
            trickle(connection, body);
            assertThat(connection.read().status()).isEqualTo(408);
        }
        assertThat(bench().nextReport().outcome()).isEqualTo(Outcome.TOO_SLOW);
        assertNothingHappened(application);
    }

    /** A second passes with each byte, by the endpoint's clock. */
    private void trickle(RawConnection connection, byte[] body) throws IOException {
        for (int sent = 0; sent < body.length && !connection.isAnswered(); sent++) {
            bench().clock.advance(Duration.ofSeconds(1));
            connection.write(new byte[] {body[sent]});
        }
    }

    @Test
    void bodyThatIsCutOff_isNeitherClaimedNorHandled() throws Exception {
        var application = bench().start(bench().anyBody());
        byte[] body = filled(100);
        try (RawConnection connection = bench().connect()) {
            connection
                    .head(Bench.signed(body), "Content-Length: " + body.length)
                    .write(Arrays.copyOf(body, 99))
                    .cutOff();
            assertThat(bench().nextReport().outcome()).isEqualTo(Outcome.CUT_OFF);
        }
        assertNothingHappened(application);
    }

    @Test
    void chunkThatIsMalformed_isNeitherClaimedNorHandled() throws Exception {
        var application = bench().start(bench().anyBody());
        try (RawConnection connection = bench().connect()) {
            connection
                    .head(Bench.signed(filled(3)), "Transfer-Encoding: chunked")
                    .write("no length\r\nabc\r\n0\r\n\r\n".getBytes(US_ASCII));
            assertThat(connection.read().status()).isBetween(400, 499);
        }
        assertNothingHappened(application);
    }

    /** Where a proxy and the server disagree about where a request ends, what hides behind it still needs a signature. */
    @Test
    void requestHiddenBehindAnAmbiguousOne_isNotHandled() throws Exception {
        var application = bench().start(bench().anyBody());
        byte[] body = filled(3);
        try (RawConnection connection = bench().connect()) {
            sendAmbiguous(connection, body);
            RawConnection.Answer first = connection.read();
            if (first.status() == 200
                    && !first.headers().getOrDefault("Connection", "").equals("close")) {
                assertThat(connection.read().status()).isEqualTo(401);
            } else {
                assertThat(first.status()).isIn(200, 400);
            }
        } catch (SocketException closed) {
            // A server that refuses the first at once may have closed while the rest was on its way.
        }
        assertThat(application.handled()).isLessThanOrEqualTo(1);
        if (application.handled() == 1) {
            assertThat(application.lastBody()).isEqualTo(body);
        }
    }

    private static void sendAmbiguous(RawConnection connection, byte[] body) throws IOException {
        try {
            connection
                    .head(Bench.signed(body), "Content-Length: 3\r\nTransfer-Encoding: chunked")
                    .chunk(body)
                    .chunk(new byte[0])
                    .head(Bench.signed(body).withoutHeader("X-StatusPulse-Signature"), "Content-Length: 6")
                    .write("hidden".getBytes(US_ASCII));
        } catch (SocketException closed) {
            // A server that refuses the first may be done before all of it is sent.
        }
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }

    private void assertNothingHappened(RecordingApplication<?> application) {
        assertThat(application.handled()).isZero();
        assertThat(bench().store.claims()).isZero();
    }
}
