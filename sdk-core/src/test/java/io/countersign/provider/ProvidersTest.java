package io.countersign.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.event.PayloadException;
import io.countersign.event.UnknownEvent;
import io.countersign.event.WebhookEvent;
import io.countersign.provider.elastio.Elastio;
import io.countersign.provider.mar.Mar;
import io.countersign.provider.metaplane.Metaplane;
import io.countersign.provider.statuspageone.StatusPageOne;
import io.countersign.provider.statuspulse.StatusPulse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvidersTest {
    private static final List<Provider<?>> ALL = List.of(
            StatusPulse.provider(), StatusPageOne.provider(), Metaplane.provider(), Elastio.provider(), Mar.provider());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "statuspulse/incident-opened.json",
                "statuspulse/incident-resolved.json",
                "statuspageone/incident-alert.json",
                "statuspageone/recovery-alert.json",
                "statuspageone/curl-test.json",
                "statuspageone/monitor-alert-without-notification.json",
                "metaplane/incident.json",
                "metaplane/incident-v2.json",
                "elastio/envelope-v0.json",
                "elastio/recovery-point-create-started.json",
                "elastio/recovery-point-create-succeeded.json",
                "mar/instance-crash.json",
                "mar/alert-triggered.json",
            })
    void sample_ofAProvider_isOneKnownEvent(String file) throws PayloadException {
        Provider<?> provider = named(file.substring(0, file.indexOf('/')));

        List<? extends IdentifiedEvent<?>> events =
                provider.read(Payloads.verified(Payloads.bytes(Payloads.sample(file))));

        assertThat(events).hasSize(1);
        WebhookEvent event = events.get(0).event();
        assertThat(event).isInstanceOf(provider.eventType()).isNotInstanceOf(UnknownEvent.class);
    }

    @Test
    void provider_asked_saysHowLongItMayRetry() {
        assertThat(named("statuspulse").retryHorizon()).isEqualTo(Duration.ofMinutes(81));
        assertThat(named("statuspageone").retryHorizon()).isEqualTo(Duration.ofDays(1));
        assertThat(named("metaplane").retryHorizon()).isEqualTo(Duration.ofDays(3));
        assertThat(named("elastio").retryHorizon()).isEqualTo(Duration.ofDays(3));
        assertThat(named("mar").retryHorizon()).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void defaultScheme_proofDocumented_isThere() {
        assertThat(ALL)
                .filteredOn(provider -> provider.defaultScheme().isPresent())
                .extracting(Provider::name)
                .containsExactlyInAnyOrder("statuspulse", "statuspageone", "mar");
    }

    @Test
    void handshakeMethods_statusPulseOnly_areGetAndHead() {
        assertThat(named("statuspulse").handshakeMethods()).isEqualTo(Set.of("GET", "HEAD"));
        assertThat(ALL)
                .filteredOn(provider -> !provider.name().equals("statuspulse"))
                .allSatisfy(provider -> assertThat(provider.handshakeMethods()).isEmpty());
    }

    private static Provider<?> named(String name) {
        return ALL.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
