package io.countersign.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.event.PayloadException;
import io.countersign.provider.elastio.Elastio;
import io.countersign.provider.mar.Mar;
import io.countersign.provider.metaplane.Metaplane;
import io.countersign.provider.statuspageone.StatusPageOne;
import io.countersign.provider.statuspulse.StatusPulse;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ProvidersProps {
    private static final List<Provider<?>> ALL = List.of(
            StatusPulse.provider(), StatusPageOne.provider(), Metaplane.provider(), Elastio.provider(), Mar.provider());
    private static final List<String> SAMPLES = List.of(
            "statuspulse/incident-opened.json",
            "statuspulse/incident-resolved.json",
            "statuspageone/incident-alert.json",
            "metaplane/incident.json",
            "metaplane/incident-v2.json",
            "elastio/envelope-v0.json",
            "elastio/recovery-point-create-started.json",
            "elastio/recovery-point-create-succeeded.json",
            "mar/instance-crash.json",
            "mar/alert-triggered.json");
    private static final List<String> VALUES = List.of(
            "null",
            "\"\"",
            "\"\\ud800\"",
            "\"\\u0000\\n\"",
            "\"2024-03-15T14:22:01Z\"",
            "0",
            "-1",
            "1.5",
            "1e999999999",
            "1e-999999999",
            "9223372036854775808",
            "true",
            "[]",
            "[null]",
            "[[]]",
            "[{}]",
            "{}",
            "{\"id\":{}}",
            "\"|\\\\|\"",
            "NaN",
            "+1",
            "");

    @Property
    void bytes_whatever_areReadOrRefused(@ForAll byte[] body) {
        ALL.forEach(provider -> readOrRefuse(provider, body));
    }

    @Property
    void sample_withSomeBytesOverwritten_isReadOrRefused(
            @ForAll("samples") String sample, @ForAll byte[] noise, @ForAll @IntRange(max = 5000) int at) {
        byte[] body = Payloads.bytes(Payloads.sample(sample));
        for (int i = 0; i < Math.min(noise.length, 8); i++) {
            body[(at + i) % body.length] = noise[i];
        }
        ALL.forEach(provider -> readOrRefuse(provider, body));
    }

    @Property
    void sample_withAnyValueReplaced_isReadOrRefused(
            @ForAll("samples") String sample, @ForAll("values") String value, @ForAll @IntRange(max = 200) int which) {
        List<String> parts = List.of(Payloads.sample(sample).split("(?<=: ?)(?![:\\s])|(?=,\\s)|(?=\\s*[}\\]])"));
        int replaced = which % parts.size();
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            body.append(i == replaced ? value : parts.get(i));
        }
        ALL.forEach(provider -> readOrRefuse(provider, Payloads.bytes(body.toString())));
    }

    @Property
    void statusPulseIds_ofDifferentEvents_differ(
            @ForAll("parts") String incident, @ForAll("parts") String otherIncident, @ForAll boolean resolved)
            throws PayloadException {
        String one = statusPulse("incident_opened", incident, "triggered_at");
        String other = resolved
                ? statusPulse("incident_resolved", otherIncident, "resolved_at")
                : statusPulse("incident_opened", otherIncident, "triggered_at");

        boolean same = !resolved && incident.equals(otherIncident);
        assertThat(idOf(StatusPulse.provider(), one).equals(idOf(StatusPulse.provider(), other)))
                .isEqualTo(same);
    }

    @Property
    void statusPageOneIds_ofDifferentAlerts_differ(
            @ForAll("parts") String monitor,
            @ForAll("parts") String status,
            @ForAll("levels") String level,
            @ForAll("parts") String otherMonitor,
            @ForAll("parts") String otherStatus,
            @ForAll("levels") String otherLevel)
            throws PayloadException {
        boolean same = monitor.equals(otherMonitor) && status.equals(otherStatus) && level.equals(otherLevel);

        String one = idOf(StatusPageOne.provider(), statusPageOne(monitor, status, level));
        String other = idOf(StatusPageOne.provider(), statusPageOne(otherMonitor, otherStatus, otherLevel));

        assertThat(one.equals(other)).isEqualTo(same);
    }

    @Property
    void metaplaneIds_ofDifferentIncidents_differ(@ForAll("parts") String id, @ForAll("parts") String otherId)
            throws PayloadException {
        String sample = Payloads.sample("metaplane/incident.json");

        String one = idOf(Metaplane.provider(), Payloads.with(sample, "/idempotencyId", quoted(id)));
        String other = idOf(Metaplane.provider(), Payloads.with(sample, "/idempotencyId", quoted(otherId)));

        assertThat(one.equals(other)).isEqualTo(id.equals(otherId));
    }

    @Provide
    Arbitrary<String> samples() {
        return Arbitraries.of(SAMPLES);
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.of(VALUES);
    }

    /** Few and hostile characters, so that two of them are often almost the same. */
    @Provide
    Arbitrary<String> parts() {
        return Arbitraries.strings().withChars("a|\\1").ofMinLength(1).ofMaxLength(5);
    }

    @Provide
    Arbitrary<String> levels() {
        return Arbitraries.of("null", "1", "11");
    }

    private static void readOrRefuse(Provider<?> provider, byte[] body) {
        try {
            for (IdentifiedEvent<?> event : provider.read(Payloads.verified(body))) {
                assertThat(event.id()).isNotEmpty();
                event.event()
                        .notice()
                        .ifPresent(notice -> assertThat(notice.title()).doesNotContain("\n"));
            }
        } catch (PayloadException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static String statusPulse(String kind, String incident, String timeField) {
        return "{\"event_type\":\"" + kind + "\",\"incident_id\":" + quoted(incident) + ",\"monitor_name\":\"m\",\""
                + timeField + "\":\"2024-03-15T14:22:01Z\"}";
    }

    private static String statusPageOne(String monitor, String status, String level) {
        String body = Payloads.sample("statuspageone/incident-alert.json");
        body = Payloads.with(body, "/monitor/id", quoted(monitor));
        body = Payloads.with(body, "/check_result/status", quoted(status));
        return Payloads.with(body, "/context/notification_level", level);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\") + '"';
    }

    private static String idOf(Provider<?> provider, String body) throws PayloadException {
        return provider.read(Payloads.verified(Payloads.bytes(body))).get(0).id();
    }
}
