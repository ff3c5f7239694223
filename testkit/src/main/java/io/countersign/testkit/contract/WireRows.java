package io.countersign.testkit.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.Outcome;
import io.countersign.testkit.SignedRequest;
import java.net.URI;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The rows about requests that clients seldom write, byte for byte. */
abstract class WireRows {
    private static final byte[] BODY = "a body".getBytes(US_ASCII);
    private static final String LENGTH = "Content-Length: " + BODY.length;

    abstract Bench bench();

    private String path() {
        return bench().endpoint().getRawPath();
    }

    private RecordingApplication<AnyBody.Event> start() throws Exception {
        return bench().start(bench().anyBody());
    }

    @Test
    void deliveryOfHttp10_isHandledAndTheConnectionEnds() throws Exception {
        var application = start();
        try (RawConnection connection = bench().connect()) {
            connection
                    .head("POST " + path() + " HTTP/1.0\r\nHost: contract", Bench.signed(BODY), LENGTH)
                    .write(BODY);
            assertThat(connection.read().status()).isEqualTo(200);
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(application.lastBody()).isEqualTo(BODY);
    }

    /** HTTP/1.0 has no chunks, and a body without a length is none. */
    @Test
    void deliveryOfHttp10_withoutItsLength_isNotAuthentic() throws Exception {
        var application = start();
        try (RawConnection connection = bench().connect()) {
            connection
                    .head("POST " + path() + " HTTP/1.0\r\nHost: contract", Bench.signed(BODY), "X-No-Length: 1")
                    .writeRest(BODY);
            assertThat(connection.read().status()).isIn(400, 401, 411);
        }
        assertNothingHappened(application);
    }

    @Test
    void deliveriesThatAreSentWithoutWaiting_areAnsweredInTheirOrder() throws Exception {
        var application = start();
        SignedRequest first = Bench.signed(BODY);
        SignedRequest last = Bench.signed("the last".getBytes(US_ASCII));
        try (RawConnection connection = bench().connect()) {
            connection.post(first).post(first.tampered()).post(first).post(last);
            assertThat(connection.read().status()).isEqualTo(200);
            assertThat(connection.read().status()).isEqualTo(401);
            assertThat(connection.read().headers()).containsEntry("Webhook-Outcome", "duplicate");
            assertThat(connection.read().headers()).containsEntry("Webhook-Outcome", "handled");
        }
        assertThat(application.handled()).isEqualTo(2);
        assertThat(application.lastBody()).isEqualTo(last.body());
    }

    @Test
    void senderThatWaitsToBeAskedForTheBody_isAskedAndHandled() throws Exception {
        var application = start();
        try (RawConnection connection = bench().connect()) {
            connection.head(Bench.signed(BODY), LENGTH + "\r\nExpect: 100-continue");
            assertThat(connection.read().status()).isEqualTo(100);
            assertThat(connection.write(BODY).read().status()).isEqualTo(200);
        }
        assertThat(application.lastBody()).isEqualTo(BODY);
    }

    /** Some servers ask before anybody has looked at the size. */
    @Test
    void senderThatWaitsToBeAskedForTooMuch_isRefusedWithoutItsBody() throws Exception {
        var application = start();
        int tooMany = Bench.MAX_BODY_BYTES + 1;
        try (RawConnection connection = bench().connect()) {
            connection.head(Bench.signed(new byte[tooMany]), "Content-Length: " + tooMany + "\r\nExpect: 100-continue");
            RawConnection.Answer answer = connection.read();
            assertThat((answer.status() == 100 ? connection.read() : answer).status())
                    .isEqualTo(413);
        }
        assertNothingHappened(application);
    }

    @Test
    void targetThatIsAWholeUrl_isTheEndpointOfItsPath() throws Exception {
        var application = start();
        URI endpoint = bench().endpoint();
        String start = "POST http://" + endpoint.getRawAuthority() + path() + " HTTP/1.1\r\nHost: "
                + endpoint.getRawAuthority();
        try (RawConnection connection = bench().connect()) {
            SignedRequest forged = Bench.signed(BODY).tampered();
            assertThat(connection
                            .head(start, forged, LENGTH)
                            .write(forged.body())
                            .read()
                            .status())
                    .isEqualTo(401);
            assertNothingHappened(application);
            assertThat(connection
                            .head(start, Bench.signed(BODY), LENGTH)
                            .write(BODY)
                            .read()
                            .status())
                    .isEqualTo(200);
        }
        assertThat(application.lastBody()).isEqualTo(BODY);
    }

    @Test
    void requestWithTwoHostsOrNone_isRefusedByTheServer() throws Exception {
        var application = start();
        for (String hosts : new String[] {"\r\nHost: contract\r\nHost: elsewhere", ""}) {
            try (RawConnection connection = bench().connect()) {
                connection
                        .head("POST " + path() + " HTTP/1.1" + hosts, Bench.signed(BODY), LENGTH)
                        .writeRest(BODY);
                assertThat(connection.read().status()).isEqualTo(400);
            }
        }
        assertNothingHappened(application);
    }

    /** It would read the headers of the delivery back to whoever asks. */
    @Test
    void trace_isRefusedAndEchoesNothing() throws Exception {
        var application = start();
        try (RawConnection connection = bench().connect()) {
            connection.head(
                    "TRACE " + path() + " HTTP/1.1\r\nHost: contract", Bench.signed(new byte[0]), "X-Secret: told");
            RawConnection.Answer answer = connection.read();
            assertThat(answer.status()).isBetween(400, 501);
            assertThat(answer.body()).doesNotContain("told");
        }
        assertNothingHappened(application);
    }

    @Test
    void requestToTunnelOrToSpeakAnotherProtocol_opensNothing() throws Exception {
        var application = start();
        SignedRequest signed = Bench.signed(new byte[0]);
        String upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
        try (RawConnection connection = bench().connect()) {
            connection.head("GET " + path() + " HTTP/1.1\r\nHost: contract", signed, upgrade);
            assertThat(connection.read().status()).isBetween(400, 499);
        }
        try (RawConnection connection = bench().connect()) {
            connection.head("CONNECT contract:80 HTTP/1.1\r\nHost: contract:80", signed, "X-Tunnel: yes");
            assertThat(connection.read().status()).isBetween(400, 501);
        }
        assertNothingHappened(application);
    }

    @Test
    void overrideOfTheMethod_changesNothing() throws Exception {
        var application = start();
        try (RawConnection connection = bench().connect()) {
            for (String header : new String[] {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"}) {
                SignedRequest signed = Bench.signed(header.getBytes(US_ASCII));
                RawConnection.Answer asGet = connection
                        .head(
                                "GET " + path() + "?_method=POST HTTP/1.1\r\nHost: contract",
                                signed,
                                header + ": POST\r\nContent-Length: 0")
                        .read();
                assertThat(asGet.status()).isEqualTo(405);
                assertThat(connection
                                .post(signed.withHeader(header, "DELETE").withQuery("_method=DELETE"))
                                .read()
                                .status())
                        .isEqualTo(200);
            }
        }
        assertThat(application.handled()).isEqualTo(3);
    }

    @Test
    void chunkedBodyThatIsCutOff_isNeitherClaimedNorHandled() throws Exception {
        var application = start();
        try (RawConnection connection = bench().connect()) {
            connection.head(Bench.signed(BODY), "Transfer-Encoding: chunked");
            connection.chunk(Arrays.copyOf(BODY, 3)).chunk(Arrays.copyOfRange(BODY, 3, BODY.length));
            // Every byte is there, but not the end.
            connection.cutOff();
            assertThat(bench().nextReport().outcome()).isEqualTo(Outcome.CUT_OFF);
        }
        assertNothingHappened(application);
    }

    private void assertNothingHappened(RecordingApplication<?> application) {
        assertThat(application.handled()).isZero();
        assertThat(bench().store.claims()).isZero();
    }
}
