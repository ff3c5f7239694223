package io.countersign.provider.statuspageone;

import io.countersign.event.PayloadException;
import io.countersign.event.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * How an alert came about. Whatever was not sent is {@code null}; a test delivery has none of it.
 *
 * <p>Thread rule: immutable.
 *
 * @param consecutiveFailures how many checks in a row failed
 * @param previousStatus {@code UP}, {@code DOWN} or a word that this version does not know
 * @param notificationLevel the step of the escalation, from 1; newer samples of the sender leave it out
 * @param notificationType {@code incident}, {@code recovery} or a word that this version does not know
 */
public record AlertContext(
        @Nullable Integer consecutiveFailures,
        @Nullable String previousStatus,
        @Nullable Integer notificationLevel,
        @Nullable String notificationType) {
    static final AlertContext NONE = new AlertContext(null, null, null, null);

    static AlertContext read(JsonObject json) throws PayloadException {
        return new AlertContext(
                json.optionalInt("consecutive_failures"),
                json.optionalText("previous_status"),
                json.optionalInt("notification_level"),
                json.optionalText("notification_type"));
    }
}
