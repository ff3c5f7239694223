package io.countersign.samples.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.countersign.samples.relay.demo.StandIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** A relay that was started from a configuration file, with stand-ins behind it and a client in front. */
final class RunningRelay implements AutoCloseable {
    static final String CURRENT = "current-s3cret-0123456789";
    static final String OLD = "old-s3cret-0123456789";
    static final String EXPIRED = "expired-s3cret-0123456789";
    static final String TOKEN = "token-s3cret-0123456789";
    static final String API_KEY = "api-key-s3cret-0123456789";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final StandIn pagerDuty = StandIn.pagerDuty("routing-key-s3cret-0123456789012");
    final StandIn slack = StandIn.slack("slack-s3cret");
    private final Path log;
    private final RelayServer relay;

    RunningRelay(Path directory) throws IOException, RelayServer.NotStarted {
        log = directory.resolve("relay.log");
        Path config = Files.writeString(directory.resolve("a relay, and more.yaml"), """
                countersign:
                  endpoints:
                    statuspulse:
                      provider: statuspulse
                      secrets:
                        - { id: current, value: "%s" }
                        - { id: old, value: "%s", accept-until: "2999-01-01T00:00:00Z" }
                        - { id: expired, value: "%s", accept-until: "2020-01-01T00:00:00Z" }
                    metaplane:
                      path: /in/metaplane
                      provider: metaplane
                      auth: { bearer: { token: "%s" } }
                    elastio:
                      provider: elastio
                      auth: { api-key: { header: X-Api-Key, value: "%s" } }
                relay:
                  destinations:
                    pagerduty: { url: "%s", routing-key: "routing-key-s3cret-0123456789012" }
                    slack: { url: "%s" }
                """.formatted(
                        CURRENT, OLD, EXPIRED, TOKEN, API_KEY, pagerDuty.url(), slack.url()));
        relay = RelayServer.start(config, List.of("--server.port=0", "--logging.file.name=" + log));
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    static String opened(String incidentId) {
        return """
                {"event_type":"incident_opened","incident_id":"%s","monitor_name":"checkout","status":"investigating",
                "triggered_at":"2026-11-21T10:00:00Z","details":{"response_code":503,"region":"us-east-1"}}""".formatted(incidentId);
    }

    /** As {@code openssl dgst -sha256 -hmac} does it. */
    static String sign(String secret, String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    }

    HttpResponse<String> statusPulse(String body, String signature) throws Exception {
        return send(request("/webhooks/statuspulse")
                .header("X-StatusPulse-Signature", signature)
                .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> elastio(String body) throws Exception {
        return send(request("/webhooks/elastio").header("X-Api-Key", API_KEY).POST(BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + relay.port() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The events that PagerDuty accepted in which that id stands. */
    List<JsonNode> pages(String id) {
        return accepted(pagerDuty, id);
    }

    /** The messages that Slack accepted in which that id stands. */
    List<JsonNode> messages(String id) {
        return accepted(slack, id);
    }

    private static List<JsonNode> accepted(StandIn standIn, String id) {
        return standIn.accepted().stream()
                .filter(message -> message.toString().contains(id))
                .toList();
    }

    @Override
    public void close() {
        relay.close();
        pagerDuty.close();
        slack.close();
    }
}
