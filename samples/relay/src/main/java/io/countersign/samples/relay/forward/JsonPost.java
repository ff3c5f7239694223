package io.countersign.samples.relay.forward;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts JSON to a destination, with a deadline for the whole exchange, no redirects and a bound on what is read of the
 * answer.
 *
 * <p>Thread rule: safe for concurrent use.
 */
public final class JsonPost {
    static final int MAX_ANSWER_BYTES = 64 * 1024;

    /** The sender waits meanwhile, for two destinations, and many senders wait 10 seconds. */
    static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(4);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    /** The status and the beginning of the body. */
    record Reply(int status, String body) {
        boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    private final HttpClient client;
    private final JsonMapper json;
    private final Duration deadline;

    /** Posts with the default deadlines: 3 seconds to connect, 4 seconds for all of it. */
    public JsonPost(JsonMapper json) {
        this(json, DEFAULT_DEADLINE);
    }

    JsonPost(JsonMapper json, Duration deadline) {
        this.json = requireNonNull(json, "json");
        this.deadline = requireNonNull(deadline, "deadline");
        // A redirect could lead a message and its key anywhere, so none is followed.
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    /** Posts {@code message}; {@code destination} is its name for the exception. */
    Reply send(String destination, DestinationUrl url, Object message) throws ForwardException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.reveal())
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(message)))
                .build();
        CompletableFuture<HttpResponse<String>> exchange = client.sendAsync(request, info -> new Beginning());
        try {
            HttpResponse<String> response = exchange.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(response.statusCode(), response.body());
        } catch (TimeoutException e) {
            throw ForwardException.passing(
                    destination + " at " + url + " did not answer within " + deadline.toMillis() + " ms");
        } catch (ExecutionException e) {
            // Only the kind of the failure: messages of HTTP clients may quote the URL.
            throw ForwardException.passing(destination + " at " + url + " could not be reached ("
                    + requireNonNull(e.getCause(), "cause").getClass().getSimpleName() + ")");
        } finally {
            exchange.cancel(true);
        }
    }

    /** The first bytes of an answer as text; the rest is not waited for. */
    private static final class Beginning implements HttpResponse.BodySubscriber<String> {
        private final CompletableFuture<String> text = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Flow.@Nullable Subscription subscription;

        @Override
        public CompletionStage<String> getBody() {
            return text;
        }

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
            newSubscription.request(1);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                byte[] next = new byte[Math.min(buffer.remaining(), MAX_ANSWER_BYTES - bytes.size())];
                buffer.get(next);
                bytes.writeBytes(next);
            }
            Flow.Subscription open = requireNonNull(subscription, "onSubscribe comes first");
            if (bytes.size() >= MAX_ANSWER_BYTES) {
                open.cancel();
                onComplete();
            } else {
                open.request(1);
            }
        }

        @Override
        public void onError(Throwable failure) {
            text.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            text.complete(bytes.toString(UTF_8));
        }
    }
}
