package io.countersign.dedup.jdbc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * When a row may be claimed and what then becomes of it, in SQL that every database reads: {@code d} is the row that stands
 * there, {@code n} the one that would be inserted, whose fence is the time.
 */
final class Rules {
    private static final String LIVE = "(d.state = 1 AND d.lease_until > n.fence)";

    /** Somebody else holds it, or it was handled. Only a row in progress has an owner, so that is never null here. */
    private static final String REFUSED =
            "((" + LIVE + " AND d.owner <> n.owner) OR (d.state = 2 AND d.expires_at > n.fence))";

    /** The retention is over; a live lease outlives it. */
    private static final String FORGOTTEN = "(d.expires_at <= n.fence AND NOT " + LIVE + ")";

    /** The same owner asks again: it gets the claim that it has. */
    private static final String MINE = "(d.state = 1 AND d.owner = n.owner AND NOT " + FORGOTTEN + ")";

    /**
     * The new values. The order is for MySQL, whose assignments see the ones before them: what the conditions look at comes
     * last.
     */
    static final Map<String, String> ASSIGNMENTS = assignments();

    private Rules() {}

    private static Map<String, String> assignments() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(
                "taken_over",
                "CASE WHEN " + MINE + " THEN d.taken_over ELSE (d.state = 1 AND NOT " + FORGOTTEN + ") END");
        values.put(
                "body_changed",
                "CASE WHEN " + MINE + " THEN d.body_changed ELSE (d.digest <> n.digest AND NOT " + FORGOTTEN + ") END");
        values.put(
                "attempts",
                "CASE WHEN " + MINE + " THEN d.attempts WHEN " + FORGOTTEN
                        + " THEN 1 WHEN d.attempts < 32767 THEN d.attempts + 1 ELSE 32767 END");
        values.put(
                "fence",
                "CASE WHEN " + MINE + " THEN d.fence WHEN d.fence < n.fence THEN n.fence ELSE d.fence + 1 END");
        values.put("digest", "n.digest");
        values.put("owner", "n.owner");
        values.put("expires_at", "CASE WHEN " + FORGOTTEN + " THEN n.expires_at ELSE d.expires_at END");
        values.put("lease_until", "n.lease_until");
        values.put("status", "NULL");
        values.put("state", "1");
        return values;
    }

    /** When the row stays as it is; {@code newRow} is the name of the one that would be inserted. */
    static String refused(String newRow) {
        return naming(newRow, REFUSED);
    }

    /** {@code column = value, ...} */
    static String assigned(String newRow) {
        return ASSIGNMENTS.entrySet().stream()
                .map(each -> each.getKey() + " = " + naming(newRow, each.getValue()))
                .collect(Collectors.joining(",\n  "));
    }

    private static String naming(String newRow, String rule) {
        return rule.replaceAll("\\bn\\.", newRow + ".");
    }
}
