package io.countersign.secret;

import static java.util.Objects.requireNonNull;

import io.countersign.secret.SecretFile.Look;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One file that is looked at again and again: its value, the values before it that are still in their overlap, and the value
 * that was seen once. Confined to whoever looks.
 */
final class MountedFile implements MountedSecrets.Item {
    /** A file that flaps must not make a ring without end: each secret costs every forged delivery a MAC. */
    static final int MAX_EARLIER = 8;

    private final SecretFile file;
    private final UnaryOperator<SigningSecret> window;
    private final Duration overlap;

    private final List<SigningSecret> earlier = new ArrayList<>();
    private @Nullable SigningSecret current;
    private @Nullable Path origin;
    private @Nullable SigningSecret seenOnce;

    MountedFile(SecretFile file, Duration overlap, UnaryOperator<SigningSecret> window) {
        this.file = file;
        this.overlap = overlap;
        this.window = window;
    }

    SecretFile file() {
        return file;
    }

    /**
     * Takes what a look came to, if it may be taken: at once where there was nothing yet or where a link was swapped, since
     * whoever swaps a link has written the file behind it; else when two looks agree, because a file that is written in place may
     * be seen half.
     *
     * @return whether the ring changes
     */
    boolean take(Look look, Instant now) {
        SigningSecret seen = look.secret();
        if (seen == null) {
            seenOnce = null;
            return false;
        }
        if (current != null && seen.hasValueOf(current)) {
            origin = look.realPath();
            seenOnce = null;
            return false;
        }
        boolean whole = current == null || isElsewhere(look) || (seenOnce != null && seen.hasValueOf(seenOnce));
        if (!whole) {
            seenOnce = seen;
            return false;
        }
        SigningSecret next = window.apply(seen);
        keep(current, seen, now);
        current = next;
        origin = look.realPath();
        seenOnce = null;
        return true;
    }

    private boolean isElsewhere(Look look) {
        return !Objects.equals(origin, look.realPath());
    }

    private void keep(@Nullable SigningSecret replaced, SigningSecret seen, Instant now) {
        Instant end = now.plus(overlap);
        if (replaced != null && replaced.isAcceptedAt(now)) {
            earlier.add(
                    0,
                    replaced.acceptUntil(
                            replaced.acceptedUntil().filter(end::isAfter).orElse(end)));
        }
        earlier.removeIf(secret -> !secret.isAcceptedAt(now) || secret.hasValueOf(seen));
        while (earlier.size() > MAX_EARLIER) {
            earlier.remove(earlier.size() - 1);
        }
    }

    /** The value that the file has, then those before it, latest first; all under the file's id. */
    @Override
    public List<SigningSecret> secrets() {
        List<SigningSecret> secrets = new ArrayList<>();
        secrets.add(requireNonNull(current, "a file is taken before it is asked"));
        secrets.addAll(earlier);
        return secrets;
    }
}
