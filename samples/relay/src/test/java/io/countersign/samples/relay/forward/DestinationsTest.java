package io.countersign.samples.relay.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.countersign.samples.relay.demo.StandIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class DestinationsTest {
    private static final JsonPost POST = new JsonPost(new JsonMapper());
    private static final JsonPost IMPATIENT = new JsonPost(new JsonMapper(), Duration.ofMillis(200));

    private StandIn pagerDuty;
    private StandIn slack;

    @BeforeEach
    void start() throws Exception {
        pagerDuty = StandIn.pagerDuty("routing-key-s3cret");
        slack = StandIn.slack("token-s3cret");
    }

    @AfterEach
    void stop() {
        pagerDuty.close();
        slack.close();
    }

    @Test
    void accepted_returns() throws Exception {
        pagerDuty(pagerDuty.url(), POST).send(Notices.opened());
        slack(slack.url(), POST).send(Notices.opened());
        assertThat(pagerDuty.accepted()).hasSize(1);
        assertThat(slack.accepted()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void busyOrBroken_isAPassingFailure(int status) {
        pagerDuty.answerNext(status);
        slack.answerNext(status);
        assertThat(failure(pagerDuty(pagerDuty.url(), POST)).isPermanent()).isFalse();
        assertThat(failure(slack(slack.url(), POST)).isPermanent()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 403, 404, 410})
    void refused_isAPermanentFailure_thatSaysWhatToCheck(int status) {
        pagerDuty.answerNext(status);
        slack.answerNext(status);
        ForwardException fromPagerDuty = failure(pagerDuty(pagerDuty.url(), POST));
        ForwardException fromSlack = failure(slack(slack.url(), POST));
        assertThat(fromPagerDuty.isPermanent()).isTrue();
        assertThat(fromPagerDuty).hasMessageContaining(status + "").hasMessageContaining("routing-key");
        assertThat(fromSlack.isPermanent()).isTrue();
        assertThat(fromSlack)
                .hasMessageContaining("(not_accepted)")
                .hasMessageContaining("relay.destinations.slack.url");
    }

    @Test
    void noAnswerInTime_isAPassingFailure() {
        slack.holdNext();
        ForwardException failure = failure(slack(slack.url(), IMPATIENT));
        assertThat(failure.isPermanent()).isFalse();
        assertThat(failure).hasMessageContaining("did not answer within 200 ms");
    }

    @Test
    void nobodyListening_isAPassingFailure() throws Exception {
        URI nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://localhost:" + free.getLocalPort() + "/token-s3cret");
        }
        ForwardException failure = failure(slack(nobody, POST));
        assertThat(failure.isPermanent()).isFalse();
        assertThat(failure).hasMessageContaining("could not be reached (ConnectException)");
    }

    @Test
    void noFailure_namesTheUrlOrTheKey() {
        slack.answerNext(404);
        pagerDuty.answerNext(400);
        assertThatThrownBy(() -> slack(slack.url(), POST).send(Notices.opened()))
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> pagerDuty(pagerDuty.url(), POST).send(Notices.opened()))
                .hasMessageNotContaining("s3cret");
        assertThat(slack(slack.url(), POST).toString()).doesNotContain("s3cret");
        assertThat(pagerDuty(pagerDuty.url(), POST).toString()).doesNotContain("s3cret");
    }

    @Test
    void redirect_isNotFollowed() throws Exception {
        HttpServer redirecting = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        redirecting.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Location", slack.url().toString());
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        redirecting.start();
        try {
            URI url = URI.create("http://localhost:" + redirecting.getAddress().getPort() + "/");
            assertThat(failure(slack(url, POST)).isPermanent()).isTrue();
            assertThat(slack.attempts()).isZero();
        } finally {
            redirecting.stop(0);
        }
    }

    @Test
    void anAnswerWithoutEnd_isReadToItsBoundOnly() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> endless = CompletableFuture.runAsync(() -> answerWithoutEnd(server));
            slack(URI.create("http://localhost:" + server.getLocalPort() + "/"), POST)
                    .send(Notices.opened());
            endless.join();
        }
    }

    /** Writes until the other side hangs up. */
    private static void answerWithoutEnd(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n".getBytes());
            while (true) {
                socket.getOutputStream().write(new byte[8192]);
            }
        } catch (IOException hungUp) {
            assertThat(hungUp).isNotNull();
        }
    }

    private static PagerDutyDestination pagerDuty(URI url, JsonPost post) {
        return new PagerDutyDestination(DestinationUrl.of(url.toString()), "routing-key-s3cret", post);
    }

    private static SlackDestination slack(URI url, JsonPost post) {
        return new SlackDestination(DestinationUrl.of(url.toString()), post);
    }

    private static ForwardException failure(Destination destination) {
        return catchThrowableOfType(ForwardException.class, () -> destination.send(Notices.opened()));
    }
}
