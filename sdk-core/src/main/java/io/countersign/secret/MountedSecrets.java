package io.countersign.secret;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Secrets in files that are read again when they change: what Kubernetes mounts, what a vault's agent writes, what an operator
 * copies there.
 *
 * <pre>{@code
 * SecretSource secrets = MountedSecrets.builder()
 *         .file("statuspulse", Path.of("/run/secrets/statuspulse"), Duration.ofHours(24))
 *         .build();
 * }</pre>
 *
 * <p>Each file holds one secret in UTF-8 and nothing else, no final newline either. Where a file changes, its new value is
 * accepted, and for the overlap the one before it too, under the id with {@code .previous} after it.
 *
 * <h2>What is a change</h2>
 *
 * <p>The contents are compared, not the times of the files: a time can be kept, or be too coarse to show two changes. All files
 * are read together, so that a swap of the folder behind them, as Kubernetes does it, changes all of them in one step. A file
 * that is written in place may be seen half; so its new value is taken when a second look finds it unchanged. A swap of a link
 * is taken at once.
 *
 * <p>What cannot be read, is empty, or is no secret changes nothing: the last good value stays in use, and the log says so once
 * and then every hour. At the start it is an error.
 *
 * <p>Files are looked at by the thread that asks for the ring, one at a time, at most once in an interval; there is no thread
 * behind it. The others go on with the ring that they have.
 *
 * <p>Thread rule: safe for concurrent use; reading the ring takes no lock.
 */
public final class MountedSecrets implements SecretSource {
    private static final Logger LOG = LoggerFactory.getLogger(MountedSecrets.class);
    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

    /** What a ring is put together from. */
    @FunctionalInterface
    interface Item {
        /** The secret that was configured, then others under the same id. */
        List<SigningSecret> secrets();
    }

    private final List<Item> items;
    private final MountedFiles files;
    private final InstantSource clock;
    private final long intervalMillis;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile long nextLookMillis;
    private volatile SecretRing ring;

    private MountedSecrets(Builder builder) {
        this.items = builder.items.stream().map(Supplier::get).toList();
        this.files = new MountedFiles(items.stream()
                .filter(MountedFile.class::isInstance)
                .map(MountedFile.class::cast)
                .toList());
        this.clock = builder.clock;
        this.intervalMillis = builder.interval.toMillis();
        Instant now = clock.instant();
        files.takeFirst(now);
        this.ring = ringOfItems();
        this.nextLookMillis = now.toEpochMilli() + intervalMillis;
    }

    /** A builder without secrets. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public SecretRing ring() {
        if (!files.isEmpty() && isDue(clock.millis()) && looking.compareAndSet(false, true)) {
            try {
                lookAgain(clock.instant());
            } finally {
                nextLookMillis = clock.millis() + intervalMillis;
                looking.set(false);
            }
        }
        return ring;
    }

    /** Also where the clock was set back, or the next look would wait until it has caught up. */
    private boolean isDue(long nowMillis) {
        long next = nextLookMillis;
        return nowMillis >= next || nowMillis < next - intervalMillis;
    }

    private void lookAgain(Instant now) {
        try {
            if (files.takeAgain(now)) {
                ring = ringOfItems();
            }
        } catch (RuntimeException unexpected) {
            // Whatever it is, the ring that works is worth more.
            LOG.error("the files of the secrets could not be looked at; the ones read before stay in use", unexpected);
        }
    }

    private SecretRing ringOfItems() {
        List<SigningSecret> configured = new ArrayList<>();
        List<SigningSecret> more = new ArrayList<>();
        for (Item item : items) {
            List<SigningSecret> secrets = item.secrets();
            configured.add(secrets.get(0));
            more.addAll(secrets.subList(1, secrets.size()));
        }
        Set<String> ids = new HashSet<>();
        configured.forEach(secret -> ids.add(secret.id()));
        for (SigningSecret secret : more) {
            String id = FreeId.of(secret.id(), ".previous", ids);
            ids.add(id);
            configured.add(secret.named(id));
        }
        return SecretRing.of(configured);
    }

    /** The ids and windows that were read last; never a value. */
    @Override
    public String toString() {
        return "MountedSecrets[" + ring + "]";
    }

    /** Builds {@link MountedSecrets}. Confined to one thread. */
    public static final class Builder {
        private final List<Supplier<Item>> items = new ArrayList<>();
        private Duration interval = DEFAULT_INTERVAL;
        private InstantSource clock = InstantSource.system();

        private Builder() {}

        /** A secret that is in no file. */
        public Builder secret(SigningSecret secret) {
            requireNonNull(secret, "secret");
            items.add(() -> () -> List.of(secret));
            return this;
        }

        /** The secret in that file, whose former value is refused as soon as the file has another. */
        public Builder file(String id, Path file) {
            return file(id, file, Duration.ZERO);
        }

        /**
         * The secret in that file.
         *
         * @param overlap for how long a former value is accepted beside the new one: as long as the sender may take to switch,
         *     its retries included
         */
        public Builder file(String id, Path file, Duration overlap) {
            return file(id, file, overlap, UnaryOperator.identity());
        }

        /**
         * The secret in that file, within a window.
         *
         * @param window sets the window on whatever value the file has, for example
         *     {@code secret -> secret.acceptUntil(until)}
         */
        public Builder file(String id, Path file, Duration overlap, UnaryOperator<SigningSecret> window) {
            requireNonNull(id, "id");
            if (overlap.isNegative()) {
                throw new IllegalArgumentException("the overlap must not be negative but is " + overlap);
            }
            SecretFile secretFile = new SecretFile(id, requireNonNull(file, "file"));
            requireNonNull(window, "window");
            items.add(() -> new MountedFile(secretFile, overlap, window));
            return this;
        }

        /** How often the files are looked at, at most; default 5 seconds. */
        public Builder interval(Duration interval) {
            if (interval.isNegative() || interval.isZero()) {
                throw new IllegalArgumentException("the interval must be positive but is " + interval);
            }
            this.interval = interval;
            return this;
        }

        /** The clock for the interval and the overlap; default the system's. */
        public Builder clock(InstantSource clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /**
         * The source. Every file is read here.
         *
         * @throws IllegalArgumentException where there is no secret, two have one id, or a file does not hold one: missing,
         *     unreadable, empty, larger than 64 KiB, not UTF-8, with white space at an end, or a name that nothing replaced. The
         *     message names the secret's id, never a path or a value
         */
        public MountedSecrets build() {
            return new MountedSecrets(this);
        }
    }
}
