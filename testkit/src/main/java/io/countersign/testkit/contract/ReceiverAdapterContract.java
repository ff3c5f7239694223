package io.countersign.testkit.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import io.countersign.WebhookReceiver;
import io.countersign.event.WebhookEvent;
import io.countersign.testkit.SignedRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/**
 * The outcome table as tests over real HTTP: extend it, say how your adapter is started, and every row is checked.
 *
 * <pre>{@code
 * class MyAdapterTest extends ReceiverAdapterContract {
 *     @Override
 *     protected <E extends WebhookEvent> URI start(WebhookReceiver<E> receiver, ApplicationUnderTest<E> application) {
 *         server = MyServer.on(0).post("/hooks", MyAdapter.handler(receiver, (exchange, received) ->
 *                 exchange.status(application.handle(received, exchange.bodyAsBytes()))));
 *         return server.uri("/hooks");
 *     }
 *
 *     @Override
 *     protected void stop() {
 *         server.stop();
 *     }
 * }
 * }</pre>
 *
 * <p>The server must serve at least two requests at once, over HTTP/1.1, and keep connections alive. An adapter that is tested
 * without one overrides {@link #exchange} and {@link #capabilities}. No test waits for time
 * to pass: the receiver's clock is moved, and handlers are held by latches.
 *
 * <p>Thread rule: one instance per test, as JUnit makes them by default.
 */
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
public abstract class ReceiverAdapterContract {
    /** What the server under an adapter has or has not; rows that need one of them name it. */
    public enum Capability {
        /** It is reached over a socket. Where it is not, the rows that write bytes by hand are reported as not run. */
        SOCKET,

        /** It speaks HTTP/2 without TLS, upgraded to. Where it does not, senders that ask for it must be served all the same. */
        HTTP_2
    }

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Bench.PATIENCE)
            .build();
    private @Nullable Bench bench;

    /** For subclasses. */
    protected ReceiverAdapterContract() {}

    /**
     * Starts a server with one endpoint, for any method and with nothing else at its path.
     *
     * @param receiver what the adapter puts in front of the handler
     * @param application what the handler calls with each delivery that the adapter lets through
     * @return the endpoint's URL
     * @throws Exception if it cannot start; the test then fails
     */
    protected abstract <E extends WebhookEvent> URI start(
            WebhookReceiver<E> receiver, ApplicationUnderTest<E> application) throws Exception;

    /**
     * Stops what {@link #start} has started; called after each test that has started something.
     *
     * @throws Exception if it cannot stop; the test then fails
     */
    protected abstract void stop() throws Exception;

    /** What the server has: a socket, unless this is overridden. */
    protected Set<Capability> capabilities() {
        return EnumSet.of(Capability.SOCKET);
    }

    /**
     * Sends one request and waits for its answer: over HTTP/1.1, unless this is overridden for an adapter that is tested without
     * a server, which then does not have {@link Capability#SOCKET} either. Several threads call it at once.
     *
     * @param endpoint what {@link #start} returned
     * @param request the method, what follows the endpoint's URL, the header lines and the body
     * @return the answer, its body decoded as ISO-8859-1; {@link #answer} makes one
     * @throws Exception if there is none; the test then fails
     */
    protected HttpResponse<String> exchange(URI endpoint, SignedRequest request) throws Exception {
        return http.send(request.toHttpRequest(endpoint), BodyHandlers.ofString(ISO_8859_1));
    }

    /**
     * An answer for {@link #exchange}.
     *
     * @param headers the values of each header, in the order of their lines
     */
    protected static HttpResponse<String> answer(
            URI endpoint, int status, Map<String, List<String>> headers, String body) {
        return LocalAnswer.of(endpoint, status, headers, body);
    }

    @BeforeEach
    final void setUpBench() {
        bench = new Bench(this);
    }

    @AfterEach
    final void stopServer() throws Exception {
        if (currentBench().isStarted()) {
            stop();
        }
    }

    private Bench currentBench() {
        return requireNonNull(bench, "JUnit calls setUpBench first");
    }

    /** Decided before a body is read. */
    @Nested
    final class Screening extends ScreeningRows {
        @Override
        Bench bench() {
            return currentBench();
        }
    }

    /** About how a provider makes sure of an endpoint. */
    @Nested
    final class Handshakes extends HandshakeRows {
        @Override
        Bench bench() {
            return currentBench();
        }
    }

    /** About the bytes of a body. */
    @Nested
    final class Bodies extends BodyRows {
        @Override
        Bench bench() {
            return currentBench();
        }
    }

    /** About proof. */
    @Nested
    final class Authenticity extends AuthenticityRows {
        @Override
        Bench bench() {
            return currentBench();
        }
    }

    /** About seeing each event once. */
    @Nested
    final class Claims extends ClaimRows {
        @Override
        Bench bench() {
            return currentBench();
        }
    }

    /** About what the application makes of a delivery. */
    @Nested
    final class Handlers extends HandlerRows {
        @Override
        Bench bench() {
            return currentBench();
        }
    }

    /** About requests that clients seldom write, byte for byte. */
    @Nested
    final class Wire extends WireRows {
        @Override
        Bench bench() {
            return currentBench();
        }
    }

    /** About senders that ask for HTTP/2. */
    @Nested
    final class Http2 extends Http2Rows {
        @Override
        Bench bench() {
            return currentBench();
        }
    }
}
