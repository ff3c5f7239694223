package io.countersign.samples.relay.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.event.IncidentNotice;
import io.countersign.event.IncidentNotice.Phase;
import io.countersign.event.IncidentNotice.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DedupKeyTest {
    private static final int PREFIX = "statuspulse:checkout:".length();

    @Test
    void key_ofAShortIncident_isReadable() {
        assertThat(key("INC-1")).isEqualTo("statuspulse:checkout:INC-1");
    }

    @Test
    void key_isTheSameForEveryPhaseTitleAndSeverity() {
        for (Phase phase : Phase.values()) {
            for (Severity severity : Severity.values()) {
                IncidentNotice notice = new IncidentNotice(
                        "statuspulse", "INC-1", phase, phase + "!", severity, null, List.of(), List.of(), Map.of());
                assertThat(DedupKey.of("checkout", notice)).isEqualTo("statuspulse:checkout:INC-1");
            }
        }
    }

    @Test
    void key_ofExactly255Characters_isReadable_andOneMoreIsHashed() {
        String fits = "x".repeat(255 - PREFIX);
        assertThat(key(fits)).hasSize(255).endsWith("xxx");
        assertThat(key(fits + "x")).hasSizeLessThan(255).matches("statuspulse:checkout#[0-9a-f]{64}");
    }

    @Test
    void key_ofAnIncidentWithOtherThanPlainAscii_isHashed() {
        assertThat(key("INC 1")).contains("#");
        assertThat(key("INC-é")).contains("#");
        assertThat(key("INC\n1")).contains("#");
        assertThat(key("INC-é")).isNotEqualTo(key("INC-è"));
    }

    @Test
    void key_ofAnIncidentThatLooksLikeAHash_isAnother() {
        String hashed = key("INC 1");
        assertThat(key(hashed.substring(hashed.indexOf('#')))).isNotEqualTo(hashed);
    }

    @Test
    void key_ofTwoEndpoints_differs() {
        IncidentNotice notice = Notices.opened().notice();
        assertThat(DedupKey.of("a", notice)).isNotEqualTo(DedupKey.of("b", notice));
    }

    private static String key(String incidentKey) {
        return DedupKey.of(
                "checkout", Notices.of(Phase.OPENED, incidentKey, "title").notice());
    }
}
