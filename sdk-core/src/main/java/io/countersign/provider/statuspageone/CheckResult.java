package io.countersign.provider.statuspageone;

import io.countersign.event.PayloadException;
import io.countersign.event.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The check that raised an alert. Whatever was not sent is {@code null}.
 *
 * <p>Thread rule: immutable.
 *
 * @param status {@code UP}, {@code DOWN} or a word that this version does not know
 * @param timestamp when the check was made
 * @param region where it was made
 * @param errorMessage why it failed
 * @param responseTime how long the answer took, sent as {@code response_time_ms}
 * @param statusCode the HTTP status of the answer; {@code null} where there was none
 */
public record CheckResult(
        String status,
        Instant timestamp,
        @Nullable String region,
        @Nullable String errorMessage,
        @Nullable Duration responseTime,
        @Nullable Integer statusCode) {

    static CheckResult read(JsonObject json) throws PayloadException {
        return new CheckResult(
                json.id("status"),
                json.time("timestamp"),
                json.optionalText("region"),
                json.optionalText("error_message"),
                json.optionalDuration("response_time_ms", Duration.ofMillis(1)),
                json.optionalInt("status_code"));
    }

    /** Whether the status is the documented {@code DOWN}. */
    public boolean isDown() {
        return status.equals("DOWN");
    }

    /** Whether the status is the documented {@code UP}. */
    public boolean isUp() {
        return status.equals("UP");
    }
}
