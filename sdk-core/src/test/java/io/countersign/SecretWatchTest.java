package io.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.secret.LiveSecrets;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SecretSource;
import io.countersign.secret.SigningSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretWatchTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final SigningSecret CURRENT = SigningSecret.of("current", "value-of-the-current-secret");
    private static final SigningSecret PREVIOUS = SigningSecret.of("previous", "value-of-the-previous-secret");
    private static final SecretRing DAY = SecretRing.of(CURRENT).andUntil(PREVIOUS, NOW.plus(Duration.ofDays(1)));
    private static final SecretRing HOUR = SecretRing.of(CURRENT).andUntil(PREVIOUS, NOW.plus(Duration.ofHours(1)));

    private final List<String> said = new ArrayList<>();

    private SecretWatch watch(SecretRing ring) {
        return new SecretWatch(ring, NOW, (kind, id, until) -> said.add(kind + " " + id));
    }

    private void judged(SecretWatch watch, SecretRing ring, @Nullable String id, String after) {
        watch.judged(ring, id, NOW.plus(Duration.parse("PT" + after)));
    }

    @ParameterizedTest
    @CsvSource({"17h59m59s, false", "18h, true", "23h59m59s, true"})
    void previousSecret_usedInTheLastSixHoursOfADay_isLate(String after, boolean late) {
        SecretWatch watch = watch(DAY);
        judged(watch, DAY, "current", "1s");
        judged(watch, DAY, "previous", after);

        assertThat(said).containsExactlyElementsOf(late ? List.of("PREVIOUS_USED_LATE previous") : List.of());
    }

    @ParameterizedTest
    @CsvSource({"44m59s, false", "45m, true", "59m59s, true"})
    void previousSecret_usedInTheLastQuarterOfAShortWindow_isLate(String after, boolean late) {
        SecretWatch watch = watch(HOUR);
        judged(watch, HOUR, "current", "1s");
        judged(watch, HOUR, "previous", after);

        assertThat(said).containsExactlyElementsOf(late ? List.of("PREVIOUS_USED_LATE previous") : List.of());
    }

    @ParameterizedTest
    @CsvSource({"11h59m59s, false", "12h, true", "17h59m59s, true"})
    void currentSecret_unusedWhenHalfOfTheWindowIsOver_isNoticed(String after, boolean noticed) {
        SecretWatch watch = watch(DAY);
        judged(watch, DAY, "previous", after);

        assertThat(said).containsExactlyElementsOf(noticed ? List.of("CURRENT_UNUSED_YET current") : List.of());
    }

    @Test
    void currentSecret_usedOnce_isNotCalledUnused() {
        SecretWatch watch = watch(DAY);
        judged(watch, DAY, "current", "1h");
        judged(watch, DAY, "previous", "12h");

        assertThat(said).isEmpty();
    }

    @Test
    void currentSecret_whoseWindowHasNotBegun_isNotCalledUnused() {
        SecretRing ring = SecretRing.of(CURRENT.acceptFrom(NOW.plus(Duration.ofHours(13))))
                .andUntil(PREVIOUS, NOW.plus(Duration.ofDays(1)));
        SecretWatch watch = watch(ring);
        judged(watch, ring, "previous", "12h59m59s");
        assertThat(said).isEmpty();

        judged(watch, ring, "previous", "13h");
        assertThat(said).containsExactly("CURRENT_UNUSED_YET current");
    }

    @ParameterizedTest
    @CsvSource({"23h59m59s, false", "24h, true", "100h, true"})
    void window_thatIsOver_isNoticedByWhateverDeliveryComes(String after, boolean over) {
        SecretWatch watch = watch(DAY);
        judged(watch, DAY, null, after);

        assertThat(said).containsExactlyElementsOf(over ? List.of("WINDOW_OVER previous") : List.of());
    }

    @Test
    void window_thatWasOverAtTheStart_isNoticedAtTheFirstDelivery() {
        SecretRing ring = SecretRing.of(CURRENT).andUntil(PREVIOUS, NOW.minusSeconds(1));
        SecretWatch watch = watch(ring);
        judged(watch, ring, "current", "0s");

        assertThat(said).containsExactly("WINDOW_OVER previous");
    }

    @Test
    void everyNotice_comesOnceForAWindow() {
        SecretWatch watch = watch(DAY);
        for (int hours = 0; hours < 48; hours++) {
            judged(watch, DAY, hours < 24 ? "previous" : "current", hours + "h");
        }

        assertThat(said)
                .containsExactly("CURRENT_UNUSED_YET current", "PREVIOUS_USED_LATE previous", "WINDOW_OVER previous");
    }

    @Test
    void notices_ofARingThatWasMadeAnew_areNotRepeated() {
        SecretWatch watch = watch(DAY);
        judged(watch, DAY, "previous", "20h");
        SecretRing again = SecretRing.of(DAY.secrets());
        judged(watch, again, "previous", "21h");

        assertThat(said).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void notices_ofAMovedEnd_comeAgain() {
        SecretWatch watch = watch(DAY);
        judged(watch, DAY, "current", "1s");
        judged(watch, DAY, "previous", "20h");
        SecretRing moved = SecretRing.of(CURRENT).andUntil(PREVIOUS, NOW.plus(Duration.ofDays(2)));
        judged(watch, moved, "previous", "24h");
        assertThat(said).containsExactly("PREVIOUS_USED_LATE previous");

        judged(watch, moved, "previous", "42h");
        assertThat(said).containsExactly("PREVIOUS_USED_LATE previous", "PREVIOUS_USED_LATE previous");
    }

    @Test
    void rotation_inCode_countsTheWindowFromWhenItWasSeen() {
        LiveSecrets secrets = LiveSecrets.of(SecretSource.constant(SecretRing.of(PREVIOUS)), () -> NOW);
        SecretWatch watch = watch(secrets.ring());
        secrets.rotate(CURRENT, Duration.ofHours(4));
        judged(watch, secrets.ring(), "previous", "0s");
        judged(watch, secrets.ring(), "previous", "1h59m59s");
        assertThat(said).isEmpty();

        judged(watch, secrets.ring(), "previous", "2h");
        judged(watch, secrets.ring(), "previous", "3h");
        assertThat(said).containsExactly("CURRENT_UNUSED_YET current", "PREVIOUS_USED_LATE previous");
    }

    @Test
    void anotherValue_underTheIdOfTheCurrentSecret_isUnusedAgain() {
        SigningSecret fresh = SigningSecret.of("current", "another value of the same id");
        SecretRing next = SecretRing.of(fresh).andUntil(PREVIOUS, NOW.plus(Duration.ofDays(1)));
        SecretWatch watch = watch(DAY);
        judged(watch, DAY, "current", "1s");
        judged(watch, next, "previous", "12h");

        assertThat(said).containsExactly("CURRENT_UNUSED_YET current");
    }

    @Test
    void revokedSecret_hasNoWindowToNotice() {
        LiveSecrets secrets = LiveSecrets.of(DAY);
        secrets.revoke("previous");
        SecretWatch watch = watch(secrets.ring());
        judged(watch, secrets.ring(), "current", "48h");

        assertThat(said).isEmpty();
    }
}
