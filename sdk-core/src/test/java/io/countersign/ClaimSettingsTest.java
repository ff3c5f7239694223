package io.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.dedup.InMemoryDedupStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClaimSettingsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private static ClaimSettings settings(Duration lease, Duration leaseCap) {
        return new ClaimSettings(
                InMemoryDedupStore.builder().build(),
                lease,
                leaseCap,
                LeaseKeeper.SHARED,
                Duration.ofDays(7),
                false,
                false);
    }

    @Test
    void cap_byDefault_isHalfOfAShortRetryHorizon_andNeverMoreThanTheUsualOne() {
        Duration usual = ReceiverBuilder.DEFAULT_LEASE_CAP;

        assertThat(ClaimSettings.capWithin(usual)).isEqualTo(usual.dividedBy(2));
        assertThat(ClaimSettings.capWithin(usual.multipliedBy(2).minusMillis(2)))
                .isEqualTo(usual.minusMillis(1));
        assertThat(ClaimSettings.capWithin(usual.multipliedBy(2))).isEqualTo(usual);
        assertThat(ClaimSettings.capWithin(usual.multipliedBy(3))).isEqualTo(usual);
        assertThat(ClaimSettings.capWithin(Duration.ZERO)).as("no retry at all").isEqualTo(usual);
    }

    @Test
    void mayOutlast_leaseAndCapWithinHalfOfTheHorizon_mayNot() {
        assertThat(settings(HALF_AN_HOUR, HALF_AN_HOUR).mayOutlast(HOUR)).isFalse();
        assertThat(settings(HALF_AN_HOUR, HALF_AN_HOUR.plusNanos(1)).mayOutlast(HOUR))
                .isTrue();
        assertThat(settings(HALF_AN_HOUR.plusNanos(1), HALF_AN_HOUR).mayOutlast(HOUR))
                .isTrue();
        assertThat(settings(HOUR, HOUR).mayOutlast(Duration.ZERO)).isFalse();
    }
}
