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
                      secrets:
                        - { id: current, value: "%s" }
                        - { id: previous, value: "%s", accept-until: "%s" }
                        - { id: expired, value: "%s", accept-until: "%s" }
                    statuspageone:
                      provider: statuspageone
                      secrets:
                        - { id: current, value: "%s" }
                    metaplane:
                      provider: metaplane
                      auth: { bearer: { token: "%s" } }
                    metaplane-path:
                      provider: metaplane
                      auth: { path: { token: "%s" } }
                    metaplane-open:
                      provider: metaplane
                      auth: { none: accepted }
                    elastio:
                      provider: elastio
                      auth: { api-key: { header: X-Api-Key, value: "%s" } }
                    mar:
                      provider: mar
                      secrets:
                        - { id: current, value: "%s" }
                    mar-signed:
                      provider: mar
                      signature: { header: X-Mar-Signature, format: "sha256={hex}" }
                      secrets:
                        - { id: signing, value: "%s" }
                relay:
                  destinations:
                    pagerduty: { url: "%s", routing-key: "%s" }
                    slack: { url: "%s" }
                """.formatted(
                        DemoSecrets.text(secrets.statusPulse),
                        DemoSecrets.text(secrets.statusPulsePrevious),
                        now.plus(Duration.ofHours(24)),
                        DemoSecrets.text(secrets.statusPulseExpired),
                        now.minus(Duration.ofHours(1)),
                        DemoSecrets.text(secrets.statusPageOne),
                        DemoSecrets.text(secrets.metaplane),
                        DemoSecrets.text(secrets.metaplanePath),
                        DemoSecrets.text(secrets.elastio),
                        DemoSecrets.text(secrets.mar),
                        DemoSecrets.text(secrets.marSigned),
                        pagerDuty,
                        secrets.routingKey,
                        slack);
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
