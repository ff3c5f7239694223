package io.countersign.samples.relay.demo;

import io.countersign.testkit.SignedRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Sends to the relay over HTTP, and says in a few words what it answered.
 *
 * <p>Thread rule: safe for concurrent use.
 */
final class DemoClient {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI relay;

    /** Sends to the relay at that address, without a path. */
    DemoClient(URI relay) {
        this.relay = relay;
    }

    /** The answer to a request to the endpoint of that name: status, outcome, and whether it asks for a retry. */
    String send(SignedRequest request, String endpoint) throws IOException, InterruptedException {
        return words(http.send(request.toHttpRequest(url(endpoint)), HttpResponse.BodyHandlers.discarding()));
    }

    /** As {@link #send}, without waiting for the answer. */
    CompletableFuture<String> sendAsync(SignedRequest request, String endpoint) {
        return http.sendAsync(request.toHttpRequest(url(endpoint)), HttpResponse.BodyHandlers.discarding())
                .thenApply(DemoClient::words);
    }

    URI url(String endpoint) {
        return relay.resolve("/webhooks/" + endpoint);
    }

    private static String words(HttpResponse<Void> response) {
        return response.statusCode()
                + response.headers()
                        .firstValue("Webhook-Outcome")
                        .map(outcome -> " " + outcome)
                        .orElse("")
                + response.headers()
                        .firstValue("Retry-After")
                        .map(seconds -> " retry")
                        .orElse("");
    }
}
