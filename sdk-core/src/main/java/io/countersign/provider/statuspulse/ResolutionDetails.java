package io.countersign.provider.statuspulse;

import io.countersign.event.PayloadException;
import io.countersign.event.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an incident ended: the {@code details} of {@link IncidentResolved}. Whatever was not sent is {@code null}.
 *
 * <p>Thread rule: immutable.
 *
 * @param downtime how long it was down, sent as {@code downtime_duration_seconds}
 * @param finalResponseCode the HTTP status of the probe that ended it
 * @param autoResolved whether it was closed without a person
 * @param engineerNotes what a person wrote about it
 */
public record ResolutionDetails(
        @Nullable Duration downtime,
        @Nullable Integer finalResponseCode,
        @Nullable Boolean autoResolved,
        @Nullable String engineerNotes) {
    private static final ResolutionDetails NONE = new ResolutionDetails(null, null, null, null);

    static ResolutionDetails read(JsonObject event) throws PayloadException {
        JsonObject details = event.optionalObject("details");
        return details == null
                ? NONE
                : new ResolutionDetails(
                        details.optionalDuration("downtime_duration_seconds", Duration.ofSeconds(1)),
                        details.optionalInt("final_response_code"),
                        details.optionalBoolean("auto_resolved"),
                        details.optionalText("engineer_notes"));
    }
}
