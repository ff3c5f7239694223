package io.countersign;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something about a secret that a person should know while a rotation goes on, or after a revocation.
 *
 * <p>There is no thread behind it: a notice comes with a delivery, the first one that shows it. All but {@link
 * Kind#REVOKED_USED} come once for a window.
 *
 * <p>Thread rule: immutable.
 *
 * @param endpoint the endpoint's name
 * @param tenant the tenant, on an endpoint that serves many, else {@code null}
 * @param secretId the secret
 * @param kind what there is to know
 * @param until the end of the window in question, or {@code null} for a revoked secret
 */
public record SecretNotice(
        String endpoint,
        @Nullable String tenant,
        String secretId,
        Kind kind,
        @Nullable Instant until) {

    /** What there is to know. */
    public enum Kind {
        /**
         * The secret matched a delivery late in its window: in the last quarter of it, and in its last 6 hours. The window counts
         * from when its end was first seen here.
         */
        PREVIOUS_USED_LATE,
        /** Half of the window of the secret before it is over, that one was used again, and this one has matched nothing yet. */
        CURRENT_UNUSED_YET,
        /** The window of the secret is over. */
        WINDOW_OVER,
        /** A delivery was right but for its secret, which was revoked. It was refused. A sign of an attack. */
        REVOKED_USED
    }

    /** Checks that what must be there is there. */
    public SecretNotice {
        requireNonNull(endpoint, "endpoint");
        requireNonNull(secretId, "secretId");
        requireNonNull(kind, "kind");
    }

    /** One sentence for the log: what is the matter and what to do. */
    public String sentence() {
        return (tenant == null ? "" : "tenant \"" + tenant + "\": ")
                + switch (kind) {
                    case PREVIOUS_USED_LATE ->
                        "secret \"" + secretId + "\" is still in use and is refused from " + until
                                + " on; change the secret at the sender, or move accept-until";
                    case CURRENT_UNUSED_YET ->
                        "nothing was signed with secret \"" + secretId
                                + "\" yet, and half of the window of the one before it is"
                                + " over; set it at the sender before " + until;
                    case WINDOW_OVER ->
                        "the window of secret \"" + secretId + "\" was over at " + until
                                + "; remove it from the secrets";
                    case REVOKED_USED ->
                        "a delivery came with secret \"" + secretId
                                + "\", which was revoked, and was refused; set another one at the"
                                + " sender, and if it has another already, find out who else has this one";
                };
    }
}
