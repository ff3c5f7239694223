package io.countersign.samples.relay.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * The configuration file of one run of the demo: the keys that anybody would write, in a directory that only this user may
 * read.
 *
 * <p>Thread rule: confined to one thread.
 */
final class DemoConfiguration implements AutoCloseable {
    private final Path directory;
    private final Path file;

    private DemoConfiguration(Path directory, Path file) {
        this.directory = directory;
        this.file = file;
    }

    static DemoConfiguration write(DemoSecrets secrets, URI pagerDuty, URI slack, Instant now) throws IOException {
        Path directory = Files.createTempDirectory("countersign-demo");
        Path file = Files.writeString(directory.resolve("relay.yaml"), text(secrets, pagerDuty, slack, now));
        return new DemoConfiguration(directory, file);
    }

    private static String text(DemoSecrets secrets, URI pagerDuty, URI slack, Instant now) {
        return """
                countersign:
                  max-body: 1MB
                  endpoints:
                    statuspulse:
                      provider: statuspulse
                      secrets: %s
                    statuspageone:
                      provider: statuspageone
                      secrets: %s
                    metaplane:
                      provider: metaplane
                      auth: { bearer: { secrets: %s } }
                    metaplane-path:
                      provider: metaplane
                      auth: { path: { token: "%s" } }
                    metaplane-open:
                      provider: metaplane
                      auth: { none: accepted }
                    elastio:
                      provider: elastio
                      auth: { api-key: { header: X-Api-Key, secrets: %s } }
                    mar:
                      provider: mar
                      secrets: %s
                    mar-signed:
                      provider: mar
                      signature: { header: X-Mar-Signature, format: "sha256={hex}" }
                      secrets: [ { id: signing, value: "%s" } ]
                relay:
                  destinations:
                    pagerduty: { url: "%s", routing-key: "%s" }
                    slack: { url: "%s" }
                """.formatted(
                        list(secrets.statusPulse, now),
                        list(secrets.statusPageOne, now),
                        list(secrets.metaplane, now),
                        DemoSecrets.text(secrets.metaplanePath),
                        list(secrets.elastio, now),
                        list(secrets.mar, now),
                        DemoSecrets.text(secrets.marSigned),
                        pagerDuty,
                        secrets.routingKey,
                        slack);
    }

    private static String list(Rotation rotation, Instant now) {
        return """
                [ { id: current, value: "%s" }, { id: previous, value: "%s", accept-until: "%s" }, \
                { id: expired, value: "%s", accept-until: "%s" } ]""".formatted(
                        DemoSecrets.text(rotation.current),
                        DemoSecrets.text(rotation.previous),
                        now.plus(Duration.ofHours(24)),
                        DemoSecrets.text(rotation.expired),
                        now.minus(Duration.ofHours(1)));
    }

    Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(directory);
    }
}
