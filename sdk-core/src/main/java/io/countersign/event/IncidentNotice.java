package io.countersign.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The provider-neutral view of an incident: what a person on call, a pager or a chat message needs.
 *
 * <p>{@link #incidentKey()} is the same for every notice about one incident of one provider (opened, updated, resolved),
 * whatever else changes; a bridge derives its {@code dedup_key} from it.
 *
 * <p>All text comes from the sender. It was verified, which says who wrote it and not that it is harmless: escape it.
 *
 * <p>Thread rule: immutable.
 *
 * @param provider the provider's name, for example {@code "statuspulse"}
 * @param incidentKey stable over the life of one incident, unique within the provider
 * @param phase what happened to the incident
 * @param title one line for a person
 * @param severity how bad it is
 * @param occurredAt when it happened by the sender's clock, or {@code null} where the sender does not say
 * @param affectedMonitors the monitors, instances or assets that are affected; may be empty
 * @param links where a person finds the incident again; may be empty
 * @param details the provider's own identifiers and facts by name, in the order in which to show them
 */
public record IncidentNotice(
        String provider,
        String incidentKey,
        Phase phase,
        String title,
        Severity severity,
        @Nullable Instant occurredAt,
        List<AffectedMonitor> affectedMonitors,
        List<Link> links,
        Map<String, String> details) {

    /** What happened to the incident. */
    public enum Phase {
        /** The incident began. */
        OPENED,
        /** Something about it changed; it goes on. */
        UPDATED,
        /** It is over. */
        RESOLVED
    }

    /** How bad it is; the four levels that pagers share. */
    public enum Severity {
        /** Wake somebody. */
        CRITICAL,
        /** Broken, but not everything. */
        ERROR,
        /** Degraded. */
        WARNING,
        /** For information. */
        INFO
    }

    /**
     * Something that the incident affects.
     *
     * @param id the provider's id of it, or {@code null} where it has none
     * @param name what a person calls it
     * @param type the provider's type of it (a monitor type, an asset kind), or {@code null}
     * @param location where it is (a URL, a table's path, an asset id), or {@code null}
     */
    public record AffectedMonitor(
            @Nullable String id,
            String name,
            @Nullable String type,
            @Nullable String location) {
        /** Checks that there is a name. */
        public AffectedMonitor {
            requireNonNull(name, "name");
        }
    }

    /**
     * A link back to the provider.
     *
     * @param text what to show
     * @param href an absolute {@code http} or {@code https} URL
     */
    public record Link(String text, String href) {
        private static final Pattern WEB_ADDRESS = Pattern.compile("(?i)https?://[\\x21-\\x7e&&[^<>\"|\\\\^`{}]]+");

        /** Checks that both are there. */
        public Link {
            requireNonNull(text, "text");
            requireNonNull(href, "href");
        }

        /**
         * A link where the text from a sender is a web address that is safe to show as one.
         *
         * @return the link, or empty for {@code null}, another scheme than http and https, or characters that end a link
         */
        public static Optional<Link> ifWebAddress(String text, @Nullable String href) {
            if (href == null || !WEB_ADDRESS.matcher(href).matches()) {
                return Optional.empty();
            }
            return Optional.of(new Link(text, href));
        }
    }

    /** Copies the lists and the map, and checks that what must be there is there. */
    public IncidentNotice {
        requireNonNull(provider, "provider");
        requireNonNull(incidentKey, "incidentKey");
        requireNonNull(phase, "phase");
        requireNonNull(title, "title");
        requireNonNull(severity, "severity");
        affectedMonitors = List.copyOf(affectedMonitors);
        links = List.copyOf(links);
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }
}
