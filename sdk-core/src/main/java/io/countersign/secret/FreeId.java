package io.countersign.secret;

import java.util.Set;

/** Ids for secrets that we keep beside those that somebody named. Stateless. */
final class FreeId {
    private static final int MAX_CHARS = 64;

    private FreeId() {}

    /** {@code id}, or where that is taken, one made of it and {@code suffix}. */
    static String of(String id, String suffix, Set<String> taken) {
        String candidate = id;
        for (int i = 1; taken.contains(candidate); i++) {
            String end = i == 1 ? suffix : suffix + "-" + i;
            candidate = id.substring(0, Math.min(id.length(), MAX_CHARS - end.length())) + end;
        }
        return candidate;
    }
}
