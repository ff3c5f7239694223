package io.countersign.samples.relay.demo;

import io.countersign.samples.relay.RelayServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The relay with stand-ins around it: starts it from a configuration file as anybody would, delivers everything that the five
 * providers and their impostors send, and says what came of it.
 *
 * <p>Thread rule: confined to one thread.
 */
public final class Demo implements AutoCloseable {
    /**
     * What a user may choose.
     *
     * @param port the port of the relay, 0 for any free one
     * @param logFile where the relay's log goes, or null for a temporary file
     * @param verbose whether the log is shown on the console, too
     */
    public record Options(int port, @Nullable Path logFile, boolean verbose) {}

    private final PrintWriter out;
    private final DemoSecrets secrets;
    private final StandIn pagerDuty;
    private final StandIn slack;
    private final RelayServer relay;

    private Demo(PrintWriter out, DemoSecrets secrets, StandIn pagerDuty, StandIn slack, RelayServer relay) {
        this.out = out;
        this.secrets = secrets;
        this.pagerDuty = pagerDuty;
        this.slack = slack;
        this.relay = relay;
    }

    /** Starts the stand-ins and the relay. */
    public static Demo start(Options options, PrintWriter out) throws IOException, RelayServer.NotStarted {
        DemoSecrets secrets = new DemoSecrets();
        StandIn pagerDuty = StandIn.pagerDuty(secrets.routingKey);
        StandIn slack = StandIn.slack(secrets.slackToken);
        Path logFile =
                options.logFile() == null ? Files.createTempFile("countersign-demo-", ".log") : options.logFile();
        out.println("Starting the relay with fresh secrets, and stand-ins for PagerDuty ("
                + pagerDuty.url().getAuthority() + ") and" + " Slack ("
                + slack.url().getAuthority() + ").");
        out.println("Its log, with a reason for every refusal: " + logFile);
        out.println();
        try (DemoConfiguration configuration = DemoConfiguration.write(
                secrets, pagerDuty.url(), slack.url(), Clock.systemUTC().instant())) {
            RelayServer relay = RelayServer.start(configuration.file(), overrides(options, logFile));
            return new Demo(out, secrets, pagerDuty, slack, relay);
        } catch (RelayServer.NotStarted | IOException e) {
            pagerDuty.close();
            slack.close();
            throw e;
        }
    }

    private static List<String> overrides(Options options, Path logFile) {
        return List.of(
                "--server.port=" + options.port(),
                "--logging.file.name=" + logFile,
                "--logging.threshold.console=" + (options.verbose() ? "INFO" : "OFF"));
    }

    /** Delivers everything and prints the table; true where all of it came out as expected. */
    public boolean run() throws InterruptedException {
        DemoClient client = new DemoClient(address());
        DemoScenario scenario = new DemoScenario(
                client, secrets, pagerDuty, slack, Clock.systemUTC().instant());
        DemoTable table = new DemoTable(out);
        table.head();
        for (DemoRow row : scenario.rows()) {
            table.row(row.run(pagerDuty, slack));
        }
        return table.foot();
    }

    /** Says how to send something by hand, and goes on until the relay is stopped. */
    public void serve() throws InterruptedException {
        pagerDuty.listener(event -> out.println("PagerDuty stand-in accepted: " + pageLine(event)));
        slack.listener(message ->
                out.println("Slack stand-in accepted: " + message.path("text").asString("")));
        out.println();
        out.println("The relay goes on at " + address() + " (Ctrl-C stops it). Health: " + address() + "/healthz "
                + address() + "/readyz, metrics: " + address() + "/metrics");
        out.println();
        out.println("Send something yourself; the secret was made for this run only:");
        out.println();
        out.println(example());
        relay.awaitClose();
    }

    private static String pageLine(JsonNode event) {
        return event.path("event_action").asString("") + " "
                + event.path("dedup_key").asString("") + " \""
                + event.path("payload").path("summary").asString("") + "\"";
    }

    private String example() {
        return """
                secret='%s'
                body='{"event_type":"incident_opened","incident_id":"INC-100","monitor_name":"checkout-api-prod",\
                "status":"investigating","triggered_at":"%s","details":{"region":"us-east-1"}}'
                signature=$(printf %%s "$body" | openssl dgst -sha256 -hmac "$secret" -r | cut -d' ' -f1)
                curl -i %s -H 'Content-Type: application/json' \\
                  -H "X-StatusPulse-Signature: sha256=$signature" --data-binary "$body"
                """.formatted(
                        DemoSecrets.text(secrets.statusPulse.current),
                        Clock.systemUTC().instant(),
                        address().resolve("/webhooks/statuspulse"));
    }

    /** Where the relay listens. */
    public URI address() {
        return URI.create("http://localhost:" + relay.port());
    }

    @Override
    public void close() {
        relay.close();
        pagerDuty.close();
        slack.close();
    }
}
