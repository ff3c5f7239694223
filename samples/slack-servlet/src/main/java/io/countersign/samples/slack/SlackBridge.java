package io.countersign.samples.slack;

import io.countersign.WebhookReceiver;
import io.countersign.event.IncidentNotice;
import io.countersign.provider.statuspageone.StatusPageOne;
import io.countersign.provider.statuspageone.StatusPageOneEvent;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.servlet.WebhookFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import tools.jackson.databind.json.JsonMapper;

/** Receives StatusPageOne's webhooks and tells Slack. Settings are environment variables, see the README. */
public final class SlackBridge extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String PATH = "/webhooks/statuspageone";

    private final transient HttpClient http = HttpClient.newHttpClient();
    private final transient JsonMapper json = new JsonMapper();
    private final transient HttpRequest.Builder slack;

    private SlackBridge(String url) {
        if (!url.matches("https?://[\\w.:/-]+")) {
            throw new IllegalArgumentException("SLACK_WEBHOOK_URL must begin with https:// and a host");
        }
        this.slack = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5));
    }

    /** Starts the bridge, which runs until the process ends. */
    public static void main(String[] args) throws Exception {
        try {
            start(System.getenv());
        } catch (IllegalArgumentException mistake) {
            System.err.println("an environment variable is not right: " + mistake.getMessage());
            System.exit(2);
        }
    }

    private static void start(Map<String, String> env) throws Exception {
        SlackBridge bridge = new SlackBridge(required(env, "SLACK_WEBHOOK_URL"));
        SigningSecret secret = SigningSecret.of("current", required(env, "STATUSPAGEONE_SECRET"));
        WebhookFilter filter = WebhookFilter.of(WebhookReceiver.builder("statuspageone", StatusPageOne.provider())
                .secrets(SecretRing.of(secret))
                .build());

        ServletContextHandler context = new ServletContextHandler("/");
        context.addFilter(new FilterHolder(filter), PATH, EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(bridge), PATH);
        Server server = new Server(Integer.parseInt(env.getOrDefault("PORT", "8080")));
        server.setHandler(context);
        server.start();
        System.out.println("receiving at http://localhost:" + server.getURI().getPort() + PATH);
    }

    private static String required(Map<String, String> env, String name) {
        String value = env.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set; the README says what it holds");
        }
        return value;
    }

    /** Called once for each event, and only for what StatusPageOne signed: the filter stands in front. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        WebhookFilter.event(request, StatusPageOneEvent.class).notice().ifPresent(this::tell);
    }

    /** Slack down is an exception, an exception is a 503, and a 503 makes StatusPageOne send the event again. */
    private void tell(IncidentNotice notice) {
        byte[] message = json.writeValueAsBytes(message(notice));
        HttpRequest post = slack.copy()
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(message))
                .build();
        int status = http.sendAsync(post, BodyHandlers.discarding()).join().statusCode();
        if (status != 200) {
            throw new IllegalStateException("Slack answered " + status + "; 404 means that the webhook is gone");
        }
    }

    /** The text for notifications is escaped and the rest is plain text, so nothing of it can mention or link. */
    private static Map<String, Object> message(IncidentNotice notice) {
        String headline = notice.phase() + ": " + notice.title();
        StringBuilder facts = new StringBuilder(notice.provider());
        notice.details().forEach((name, value) -> facts.append("\n" + name + ": " + value));
        String text = within(1000, headline).replace("&", "&amp;").replace("<", "&lt;");
        var blocks = List.of(block("header", 150, headline), block("section", 3000, facts.toString()));
        return Map.of("text", text.replace(">", "&gt;"), "blocks", blocks);
    }

    private static Map<String, Object> block(String type, int max, String text) {
        return Map.of("type", type, "text", Map.of("type", "plain_text", "text", within(max, text)));
    }

    private static String within(int max, String text) {
        return text.codePointCount(0, text.length()) <= max ? text : text.substring(0, text.offsetByCodePoints(0, max));
    }
}
