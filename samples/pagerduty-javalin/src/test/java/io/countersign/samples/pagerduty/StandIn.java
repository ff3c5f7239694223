package io.countersign.samples.pagerduty;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A destination on this machine: keeps what it takes, and can be down. */
final class StandIn implements AutoCloseable {
    private final JsonMapper json = new JsonMapper();
    private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
    private final int success;
    private HttpServer server;

    /** One that answers with that status when all is well. */
    StandIn(int success) throws IOException {
        this.success = success;
        this.server = serve(0);
    }

    private HttpServer serve(int port) throws IOException {
        HttpServer started = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        started.createContext("/", this::take);
        started.start();
        return started;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            taken.add(json.readTree(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(success, -1);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/secret-path";
    }

    /** Refuses connections. */
    void goDown() {
        server.stop(0);
    }

    void comeBack() throws IOException {
        server = serve(server.getAddress().getPort());
    }

    List<JsonNode> taken() {
        return taken;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
