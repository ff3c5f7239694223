package io.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockSkewTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private final ClockSkew skew = new ClockSkew();

    private void untimely(Duration... skews) {
        for (int i = 0; i < skews.length; i++) {
            Instant receivedAt = NOW.plusSeconds(i);
            skew.untimely(receivedAt.minus(skews[i]), receivedAt);
        }
    }

    @Test
    void median_ofFewerThanThree_isUnknown() {
        untimely(Duration.ofHours(1), Duration.ofHours(1));
        assertThat(skew.at(NOW)).isEmpty();
        assertThat(skew.problem(NOW)).isEmpty();
    }

    @Test
    void median_ofThree_isTheOneInTheMiddle() {
        untimely(Duration.ofHours(1), Duration.ofSeconds(-3), Duration.ofSeconds(2));
        assertThat(skew.at(NOW)).contains(Duration.ofSeconds(2));
    }

    @Test
    void problem_beginsBehindAMinuteEitherWay() {
        untimely(MINUTE, MINUTE, MINUTE);
        assertThat(skew.problem(NOW)).isEmpty();
        untimely(MINUTE.plusNanos(1), MINUTE.plusNanos(1), MINUTE.plusNanos(1), MINUTE.plusNanos(1));
        assertThat(skew.problem(NOW))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("60 s ahead of"));
    }

    @Test
    void clockThatIsBehind_isSaidToBe() {
        untimely(MINUTE.negated(), MINUTE.negated(), MINUTE.negated());
        assertThat(skew.problem(NOW)).isEmpty();
        Duration more = MINUTE.plusMillis(1_500).negated();
        untimely(more, more, more, more);
        assertThat(skew.at(NOW)).contains(more);
        assertThat(skew.problem(NOW))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("61 s behind"));
    }

    @Test
    void deliveryThatIsSentAgainAndAgain_countsOnce() {
        for (int i = 0; i < 20; i++) {
            skew.untimely(NOW.minusSeconds(3600), NOW.plusSeconds(i));
        }
        assertThat(skew.at(NOW)).isEmpty();
    }

    @Test
    void timelyDeliveries_thatAreReplayedWhenTheyAreOld_stayTimely() {
        for (int i = 0; i < 3; i++) {
            skew.timely(NOW.plusSeconds(i), NOW.plusSeconds(i));
        }
        for (int i = 0; i < 3; i++) {
            skew.untimely(NOW.plusSeconds(i), NOW.plusSeconds(400));
        }
        assertThat(skew.at(NOW.plusSeconds(400))).contains(Duration.ZERO);
    }

    @Test
    void whatCameMoreThanTenMinutesAgo_countsNoMore() {
        Duration hour = Duration.ofHours(1);
        for (int i = 0; i < 3; i++) {
            skew.untimely(NOW.minus(hour).plusMillis(i), NOW);
        }
        assertThat(skew.at(NOW.plusSeconds(600))).isPresent();
        assertThat(skew.at(NOW.plusSeconds(600).plusNanos(1))).isEmpty();
        assertThat(skew.at(NOW.minusSeconds(600))).isPresent();
        assertThat(skew.at(NOW.minusSeconds(600).minusNanos(1))).isEmpty();
    }

    @Test
    void ofTimelyOnesInOneSecond_theFirstCounts() {
        for (int i = 0; i < 10; i++) {
            skew.timely(NOW.minusMillis(i), NOW.plusMillis(i));
        }
        assertThat(skew.at(NOW)).isEmpty();
        skew.timely(NOW.plusMillis(500), NOW.plusSeconds(1));
        skew.timely(NOW.plusSeconds(1), NOW.plusSeconds(2));
        assertThat(skew.at(NOW)).contains(Duration.ofMillis(500));
    }

    @Test
    void theLastFifteen_count() {
        for (int i = 0; i < 15; i++) {
            skew.timely(NOW.plusSeconds(i), NOW.plusSeconds(i));
        }
        untimely(hours(7));
        assertThat(skew.problem(NOW)).isEmpty();
        skew.untimely(NOW.minusSeconds(9_999), NOW.plusSeconds(8));
        assertThat(skew.problem(NOW)).isPresent();
    }

    private static Duration[] hours(int count) {
        Duration[] hours = new Duration[count];
        for (int i = 0; i < count; i++) {
            hours[i] = Duration.ofHours(i + 1L);
        }
        return hours;
    }
}
