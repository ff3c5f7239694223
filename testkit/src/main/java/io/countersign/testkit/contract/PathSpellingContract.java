package io.countersign.testkit.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.WebhookReceiver;
import io.countersign.event.WebhookEvent;
import io.countersign.secret.SecretRing;
import io.countersign.testkit.PathSpellings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whether a handler can be reached unverified by writing its path otherwise: every spelling of {@link PathSpellings}, by every
 * method, unsigned and forged, written to a socket. Extend it with the {@code start} and {@code stop} of a
 * {@link ReceiverAdapterContract}.
 *
 * <pre>{@code
 * class MyAdapterPathsTest extends PathSpellingContract {
 *     @Override
 *     protected <E extends WebhookEvent> URI start(WebhookReceiver<E> receiver, ApplicationUnderTest<E> application) {
 *         server = MyServer.on(0).post("/webhooks/paths", MyAdapter.handler(receiver, (exchange, received) ->
 *                 exchange.status(application.handle(received, exchange.bodyAsBytes()))));
 *         return server.uri("/webhooks/paths");
 *     }
 *
 *     @Override
 *     protected void stop() {
 *         server.stop();
 *     }
 * }
 * }</pre>
 *
 * <p>Thread rule: one instance per test, as JUnit makes them by default.
 */
public abstract class PathSpellingContract {
    /** A query, a slash or a letter that is written otherwise: every server takes a few of those for the path. */
    private static final int SPELLINGS_THAT_ANY_SERVER_TAKES = 20;

    private final RecordingApplication<AnyBody.Event> application = new RecordingApplication<>();
    private @Nullable URI endpoint;

    /** For subclasses. */
    protected PathSpellingContract() {}

    /**
     * Starts a server with one endpoint, for any method.
     *
     * @param receiver what the adapter puts in front of the handler
     * @param application what the handler calls with each delivery that it gets
     * @return the endpoint's URL, its path made of letters, digits and dashes in two segments or more
     * @throws Exception if it cannot start; the test then fails
     */
    protected abstract <E extends WebhookEvent> URI start(
            WebhookReceiver<E> receiver, ApplicationUnderTest<E> application) throws Exception;

    /**
     * Stops what {@link #start} has started.
     *
     * @throws Exception if it cannot stop; the test then fails
     */
    protected abstract void stop() throws Exception;

    /**
     * How often a handler behind the endpoint's path was entered since the start: as often as it called the application, unless
     * this is overridden to count, in its first line, a handler that asks for no delivery.
     */
    protected int entries() {
        return application.handled();
    }

    /** All methods and overrides of them; overridden to send POST alone where the same server was seen with all. */
    protected boolean sendsPostAlone() {
        return false;
    }

    /**
     * Targets at which the application itself goes on to another path: by a forward, an include, an error page. Behind each a
     * spelling is appended, each byte of it as {@code %} and two digits.
     */
    protected List<String> detours() {
        return List.of();
    }

    @BeforeEach
    final void startServer() throws Exception {
        endpoint = start(
                WebhookReceiver.builder("contract", new AnyBody())
                        .secrets(SecretRing.of(Bench.SECRET))
                        .build(),
                application);
    }

    @AfterEach
    final void stopServer() throws Exception {
        stop();
    }

    private URI endpoint() {
        return requireNonNull(endpoint, "JUnit calls startServer first");
    }

    private List<String> spellings() {
        List<String> spellings = PathSpellings.of(endpoint().getRawPath());
        assertThat(spellings).hasSizeGreaterThanOrEqualTo(500);
        return spellings;
    }

    @Test
    final void spelling_unsignedOrForged_entersNoHandler() throws Exception {
        List<String> spellings = spellings();
        List<PathAttempt> attempts = sendsPostAlone() ? PathAttempt.posts() : PathAttempt.all();
        Map<Integer, Integer> statuses = new TreeMap<>();
        try (PathConnection connection = new PathConnection(endpoint())) {
            for (String spelling : spellings) {
                for (PathAttempt attempt : attempts) {
                    statuses.merge(status(connection.send(attempt, spelling)), 1, Integer::sum);
                    assertThat(entries())
                            .as("%s %s", attempt.method(), spelling)
                            .isZero();
                }
            }
        }
        assertThat(statuses.get(401))
                .as("attempts that came as far as the endpoint, of %s", statuses)
                .isNotNull()
                .isGreaterThan(SPELLINGS_THAT_ANY_SERVER_TAKES * 2);
    }

    @Test
    final void spelling_byADetourOfTheApplication_entersNoHandler() throws Exception {
        List<String> spellings = spellings();
        try (PathConnection connection = new PathConnection(endpoint())) {
            for (String detour : detours()) {
                for (String spelling : spellings) {
                    for (PathAttempt attempt : PathAttempt.posts()) {
                        connection.send(attempt, detour + encoded(spelling));
                        assertThat(entries()).as("%s to %s", detour, spelling).isZero();
                    }
                }
            }
        }
    }

    private static String encoded(String spelling) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : spelling.getBytes(ISO_8859_1)) {
            encoded.append(String.format("%%%02x", b));
        }
        return encoded.toString();
    }

    /** So that the others mean something: who signs does get in, by the plain path and by those that the server takes for it. */
    @Test
    final void spelling_signed_entersTheHandlerWhereTheServerTakesItForThePath() throws Exception {
        int handled = 0;
        try (PathConnection connection = new PathConnection(endpoint())) {
            for (String spelling : spellings()) {
                byte[] body = ("signed for " + spelling).getBytes(US_ASCII);
                Optional<RawConnection.Answer> answer = connection.send(PathAttempt.signed(body), spelling);
                boolean isHandled = answer.map(RawConnection.Answer::headers)
                        .map(headers -> headers.get("Webhook-Outcome"))
                        .filter("handled"::equals)
                        .isPresent();
                handled += isHandled ? 1 : 0;
                assertThat(handled).as("the plain path comes first").isPositive();
            }
        }
        assertThat(handled).isGreaterThanOrEqualTo(SPELLINGS_THAT_ANY_SERVER_TAKES);
        assertThat(application.handled()).isEqualTo(handled);
        assertThat(entries()).isEqualTo(handled);
    }

    private static int status(Optional<RawConnection.Answer> answer) {
        return answer.map(RawConnection.Answer::status).orElse(0);
    }
}
