package io.countersign.samples.relay.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A destination on this machine: takes messages as PagerDuty or Slack do, keeps what it accepted, and fails or waits when it
 * is told to.
 *
 * <p>Thread rule: safe for concurrent use.
 */
public final class StandIn implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    static {
        // Without it the JDK's server waits 40 ms for more to send before each answer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final URI url;
    private final int acceptedStatus;
    private final String acceptedBody;
    private final Predicate<JsonNode> takes;
    private final Queue<Integer> nextStatuses = new ArrayDeque<>();
    private final List<JsonNode> accepted = new ArrayList<>();
    private @Nullable Hold hold;
    private Consumer<JsonNode> listener = message -> {};
    private int attempts;

    private record Hold(CountDownLatch reached, CountDownLatch released) {}

    private StandIn(String path, int acceptedStatus, String acceptedBody, Predicate<JsonNode> takes)
            throws IOException {
        this.acceptedStatus = acceptedStatus;
        this.acceptedBody = acceptedBody;
        this.takes = takes;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "stand-in");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext(path, this::handle);
        server.start();
        url = URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    /** PagerDuty's Events API v2 for that routing key: 202, or 400 for an event that PagerDuty would not take. */
    public static StandIn pagerDuty(String routingKey) throws IOException {
        return new StandIn(
                "/v2/enqueue",
                202,
                "{\"status\":\"success\",\"message\":\"Event processed\"}",
                event -> event.path("routing_key").asString("").equals(routingKey)
                        && event.path("event_action").asString("").matches("trigger|resolve")
                        && event.path("dedup_key").asString("").matches(".{1,255}")
                        && event.path("payload").path("summary").asString("").matches("(?s).{1,1024}")
                        && !event.path("payload").path("source").asString("").isEmpty()
                        && event.path("payload").path("severity").asString("").matches("critical|error|warning|info"));
    }

    /** A Slack incoming webhook whose URL ends in that token: 200, or 400 for a message that Slack would not take. */
    public static StandIn slack(String token) throws IOException {
        return new StandIn(
                "/services/T0DEMO/B0DEMO/" + token,
                200,
                "ok",
                message -> !message.path("text").asString("").isEmpty()
                        && message.path("blocks").size() >= 1
                        && message.path("blocks").size() <= 50);
    }

    /** Where it takes messages. */
    public URI url() {
        return url;
    }

    /** The statuses of the next answers; after them it accepts again. A status of 300 or more accepts nothing. */
    public synchronized void answerNext(int... statuses) {
        for (int status : statuses) {
            nextStatuses.add(status);
        }
    }

    /** The next message waits unanswered until {@link #release()}. */
    public synchronized void holdNext() {
        hold = new Hold(new CountDownLatch(1), new CountDownLatch(1));
    }

    /** Waits until the message that {@link #holdNext()} holds is there; false if none came within 10 seconds. */
    public boolean awaitHeld() throws InterruptedException {
        Hold current = currentHold();
        return current != null && current.reached().await(10, TimeUnit.SECONDS);
    }

    /** Answers the message that waits. */
    public void release() {
        Hold current = currentHold();
        if (current != null) {
            current.released().countDown();
        }
    }

    private synchronized @Nullable Hold currentHold() {
        return hold;
    }

    /** What it accepted, in order. */
    public synchronized List<JsonNode> accepted() {
        return List.copyOf(accepted);
    }

    /** How many messages came, accepted or not. */
    public synchronized int attempts() {
        return attempts;
    }

    /** Is told of every message that it accepts from now on. */
    synchronized void listener(Consumer<JsonNode> newListener) {
        listener = newListener;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            awaitRelease();
            int status = receive(body);
            byte[] answer = (status == acceptedStatus ? acceptedBody : "not_accepted").getBytes(UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitRelease() throws InterruptedException {
        Hold current = currentHold();
        if (current != null && current.reached().getCount() > 0) {
            current.reached().countDown();
            current.released().await();
        }
    }

    private synchronized int receive(byte[] body) {
        attempts++;
        Integer planned = nextStatuses.poll();
        if (planned != null && planned >= 300) {
            return planned;
        }
        JsonNode message = parse(body);
        if (message == null || !takes.test(message)) {
            return 400;
        }
        accepted.add(message);
        listener.accept(message);
        return acceptedStatus;
    }

    private static @Nullable JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return null;
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
