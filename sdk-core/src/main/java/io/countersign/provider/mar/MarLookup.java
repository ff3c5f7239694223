package io.countersign.provider.mar;

import io.countersign.event.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a notice needs in a payload that nobody documents: under usual names, inside {@code data} before the top. Never
 * fails; what is not there, or is of another type, was not found.
 */
final class MarLookup {
    private final List<JsonObject> places = new ArrayList<>();
    private final String subject;

    MarLookup(JsonObject payload, String subject) {
        this.subject = subject;
        JsonObject data = payload.lenientObject("data");
        if (data != null) {
            places.add(data);
        }
        places.add(payload);
    }

    /**
     * {@code instance_id}, {@code instanceId} or the {@code id} of {@code instance}; then a plain {@code id}, but at the top
     * only of a payload without {@code data}: beside {@code data} it is the delivery's own.
     */
    @Nullable
    String subjectId() {
        String own = first(place -> text(place, subject + "_id", subject + "Id"));
        if (own == null) {
            own = first(place -> textOfSubject(place, "id"));
        }
        return own == null ? places.get(0).lenientText("id") : own;
    }

    @Nullable
    String name() {
        String own = first(place -> text(place, subject + "_name", subject + "Name"));
        if (own == null) {
            own = first(place -> textOfSubject(place, "name"));
        }
        return own == null ? first(place -> text(place, "name")) : own;
    }

    @Nullable
    String message() {
        return first(place -> text(place, "message", "description"));
    }

    @Nullable
    Instant time() {
        Instant time = first(place -> place.lenientTime("timestamp"));
        return time == null ? first(place -> place.lenientTime("occurred_at")) : time;
    }

    private <T> @Nullable T first(Function<JsonObject, @Nullable T> lookup) {
        return places.stream().map(lookup).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private static @Nullable String text(JsonObject place, String... names) {
        for (String name : names) {
            String text = place.lenientText(name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private @Nullable String textOfSubject(JsonObject place, String name) {
        JsonObject object = place.lenientObject(subject);
        return object == null ? null : object.lenientText(name);
    }
}
