package io.countersign.testkit.contract;

import static java.util.Objects.requireNonNull;

import io.countersign.WebhookReceiver;
import io.countersign.event.WebhookEvent;
import java.net.URI;
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
 * <p>The server must serve at least two requests at once, over HTTP/1.1, and keep connections alive. No test waits for time
 * to pass: the receiver's clock is moved, and handlers are held by latches.
 *
 * <p>Thread rule: one instance per test, as JUnit makes them by default.
 */
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
public abstract class ReceiverAdapterContract {
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
}
