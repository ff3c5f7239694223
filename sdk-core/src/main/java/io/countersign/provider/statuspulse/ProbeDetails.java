package io.countersign.provider.statuspulse;

import io.countersign.event.PayloadException;
import io.countersign.event.json.JsonObject;
import io.countersign.internal.Facts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the probe saw: the {@code details} of an incident that goes on. Whatever was not sent is {@code null}.
 *
 * <p>Thread rule: immutable.
 *
 * @param endpoint the URL that was probed
 * @param responseCode the HTTP status that it answered
 * @param latency how long the answer took, sent as {@code latency_ms}
 * @param region where the probe ran
 */
public record ProbeDetails(
        @Nullable String endpoint,
        @Nullable Integer responseCode,
        @Nullable Duration latency,
        @Nullable String region) {
    private static final ProbeDetails NONE = new ProbeDetails(null, null, null, null);

    static ProbeDetails read(JsonObject event) throws PayloadException {
        JsonObject details = event.optionalObject("details");
        return details == null
                ? NONE
                : new ProbeDetails(
                        details.optionalText("endpoint"),
                        details.optionalInt("response_code"),
                        details.optionalDuration("latency_ms", Duration.ofMillis(1)),
                        details.optionalText("region"));
    }

    /** Adds what the probe saw, apart from the address, which is the notice's location. */
    Facts addTo(Facts facts) {
        return facts.add("response_code", responseCode).add("latency", latency).add("region", region);
    }
}
