package io.countersign.dedup.redis;

import static java.util.Objects.requireNonNull;

import io.countersign.dedup.Claim;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.Completion;
import io.countersign.dedup.DedupStore;
import io.countersign.dedup.SettleResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims in Redis 6.2 or newer, or in Valkey, for several nodes.
 *
 * <p>Each verb is one script on one key: one round trip, atomic, and at home in a cluster. Times are the server's. The key of an
 * event is a digest of its endpoint and id; neither they nor any byte of a body are stored. A handled event takes 141 bytes of the
 * memory of Redis 6.2, 165 of Debian's Redis 7.0, and up to 194 in a cluster, measured over 200,000. Repeating a verb does no harm, so a client may send again what had no answer.
 *
 * <p>A server that forgets causes duplicates and never losses: one that evicts, that restarts without an append-only file, or
 * whose replica is promoted before the last claims got there. The first two are looked for when the store is built, and logged.
 * {@link io.countersign.dedup.DedupStore.Capability#DURABLE} is claimed only where the servers are known to sync an append-only
 * file before they answer ({@code appendfsync always}); even there a failover may forget.
 *
 * <pre>{@code
 * StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE);
 * DedupStore store = RedisDedupStore.builder(LettuceScripts.on(connection)).build();
 * }</pre>
 *
 * <p>Thread rule: safe for concurrent use. The connection stays yours to close.
 */
public final class RedisDedupStore implements DedupStore {
    private static final Logger LOG = LoggerFactory.getLogger(RedisDedupStore.class);

    private static final LuaScript CLAIM = LuaScript.load("claim");
    private static final LuaScript COMPLETE = LuaScript.load("complete");
    private static final LuaScript RELEASE = LuaScript.load("release");
    private static final LuaScript RENEW = LuaScript.load("renew");
    private static final LuaScript PROBE = LuaScript.load("probe");

    /** Where in a script something failed, which Redis 6.2 tells twice before it tells what. */
    private static final Pattern IN_SCRIPT =
            Pattern.compile("^ERR Error running script \\(call to f_\\w+\\): (?:@user_script: ?\\d+: ?)+-?");

    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(5);
    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

    private final RedisScripts redis;
    private final RecordKeys keys;
    private final Duration claimTimeout;
    private final Duration settleTimeout;
    private final boolean refuseEviction;
    private final AtomicLong lastLogged = new AtomicLong(System.nanoTime() - QUIET_NANOS);

    private final AtomicBoolean saidUnchecked = new AtomicBoolean();

    /** Null until the servers could be asked. */
    private volatile @Nullable ServerCheck check;

    private RedisDedupStore(Builder builder) {
        this.redis = builder.redis;
        this.keys = new RecordKeys(builder.prefix, builder.plainKeys);
        this.claimTimeout = builder.claimTimeout;
        this.settleTimeout = builder.settleTimeout;
        this.refuseEviction = builder.refuseEviction;
    }

    /** A builder with the defaults, for a store behind that client. */
    public static Builder builder(RedisScripts redis) {
        return new Builder(redis);
    }

    @Override
    public ClaimResult claim(ClaimRequest request) {
        return run(
                CLAIM,
                keys.of(request.key()),
                Wire.claim(request),
                claimTimeout,
                reply -> Wire.claimed(request, reply),
                ClaimResult.Unavailable::new);
    }

    @Override
    public SettleResult complete(Claim claim, Completion completion) {
        return settle(COMPLETE, claim, Wire.complete(claim, completion));
    }

    @Override
    public SettleResult release(Claim claim) {
        return settle(RELEASE, claim, Wire.release(claim));
    }

    @Override
    public SettleResult renew(Claim claim, Duration lease) {
        return settle(RENEW, claim, Wire.renew(claim, lease));
    }

    private SettleResult settle(LuaScript script, Claim claim, List<byte[]> args) {
        return run(script, keys.of(claim.key()), args, settleTimeout, Wire::settled, problem -> {
            logNowAndThen(problem);
            return SettleResult.UNKNOWN;
        });
    }

    private <T> T run(
            LuaScript script,
            byte[] key,
            List<byte[]> args,
            Duration timeout,
            Function<byte[], T> read,
            Function<String, T> failed) {
        try {
            return read.apply(script.run(redis, key, args, timeout));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed.apply("the thread was interrupted while it waited for Redis");
        } catch (TimeoutException e) {
            return failed.apply("Redis did not answer within " + timeout.toMillis() + " ms");
        } catch (RuntimeException e) {
            return failed.apply(sentence(e));
        }
    }

    private static String sentence(RuntimeException failure) {
        String message = failure.getMessage() == null ? failure.getClass().getName() : failure.getMessage();
        return "Redis failed: " + IN_SCRIPT.matcher(message).replaceFirst("").replaceAll("\\p{Cntrl}+", " ");
    }

    /** The result of settling has no room for a reason, and a server that is down would fill the log with one. */
    private void logNowAndThen(String problem) {
        long last = lastLogged.get();
        long now = System.nanoTime();
        if (now - last >= QUIET_NANOS && lastLogged.compareAndSet(last, now)) {
            LOG.warn("claims in Redis: whether a claim was settled is not known: {}", problem);
        }
    }

    @Override
    public Set<Capability> capabilities() {
        ServerCheck known = check;
        return known != null && known.isDurable()
                ? Set.of(Capability.SHARED, Capability.DURABLE)
                : Set.of(Capability.SHARED);
    }

    /** {@inheritDoc} It writes a key that is gone after a second: a server that answers but takes no writes is no use. */
    @Override
    public Optional<String> problem() {
        Optional<String> failure = run(
                PROBE,
                keys.ofProbe(),
                List.of(),
                settleTimeout,
                reply -> Optional.empty(),
                problem -> Optional.of(problem + "; is it up, and may this user write and run scripts?"));
        if (failure.isPresent()) {
            return failure;
        }
        ServerCheck known = check != null ? check : checkServers(settleTimeout);
        return known == null ? Optional.empty() : known.refusal();
    }

    /** Null where they cannot be asked; whoever wants to know whether the store works asks again. */
    private @Nullable ServerCheck checkServers(Duration timeout) {
        try {
            ServerCheck found = ServerCheck.of(redis, refuseEviction, timeout);
            check = found;
            found.warnings().forEach(warning -> LOG.warn("claims in Redis: {}", warning));
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (TimeoutException e) {
            logUnchecked("no answer within " + timeout.toMillis() + " ms");
            return null;
        } catch (RuntimeException e) {
            logUnchecked(sentence(e));
            return null;
        }
    }

    /** Once: where INFO is not allowed, every health check would say it again. */
    private void logUnchecked(String why) {
        if (saidUnchecked.compareAndSet(false, true)) {
            LOG.warn(
                    "claims in Redis: its version, its eviction policy and its persistence could not be checked ({});"
                            + " they are asked for again with the health check",
                    why);
        }
    }

    /** Builds a {@link RedisDedupStore}. Confined to one thread. */
    public static final class Builder {
        private final RedisScripts redis;
        private String prefix = RecordKeys.DEFAULT_PREFIX;
        private boolean plainKeys;
        private Duration claimTimeout = Duration.ofMillis(250);
        private Duration settleTimeout = Duration.ofSeconds(1);
        private boolean refuseEviction;

        private Builder(RedisScripts redis) {
            this.redis = requireNonNull(redis, "redis");
        }

        /**
         * What the keys begin with; default {@code w:}. Another prefix is another store: what stands under the former one is not
         * found.
         *
         * @throws IllegalArgumentException where it is not 1 to 64 printable ASCII characters without space, braces and wildcards
         */
        public Builder prefix(String prefix) {
            this.prefix = new RecordKeys(prefix, false).prefix();
            return this;
        }

        /**
         * Has the keys hold endpoint and id, with the byte 0 between them, instead of a digest of both: to look for an event by
         * hand while debugging. Costs as much more memory as the names are longer, shows the ids to whoever may read the keys, and
         * finds nothing of what was stored without it.
         */
        public Builder plainKeys() {
            this.plainKeys = true;
            return this;
        }

        /**
         * How long a claim waits for an answer before it is unavailable; default 250 ms.
         *
         * @throws IllegalArgumentException where it is not positive
         */
        public Builder claimTimeout(Duration timeout) {
            this.claimTimeout = positive("claimTimeout", timeout);
            return this;
        }

        /**
         * How long completing, releasing, renewing and the health check wait for an answer; default 1 s.
         *
         * @throws IllegalArgumentException where it is not positive
         */
        public Builder settleTimeout(Duration timeout) {
            this.settleTimeout = positive("settleTimeout", timeout);
            return this;
        }

        /**
         * Refuses a server that drops keys when its memory is full: there is no store then, and {@link RedisDedupStore#problem} says so of one
         * that was down before. By default it is logged.
         */
        public Builder refuseEviction() {
            this.refuseEviction = true;
            return this;
        }

        private static Duration positive(String name, Duration timeout) {
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException(name + " must be positive but is " + timeout);
            }
            return timeout;
        }

        /**
         * The store. Asks the servers what they are, waiting 5 seconds at most, and logs what may cause duplicates. Servers that
         * do not answer are no reason to fail: they may come up later.
         *
         * @throws IllegalStateException where a server is older than Redis 6.2, or evicts and {@link #refuseEviction} is set
         */
        public RedisDedupStore build() {
            RedisDedupStore store = new RedisDedupStore(this);
            ServerCheck check = store.checkServers(CHECK_TIMEOUT);
            if (check != null && check.refusal().isPresent()) {
                throw new IllegalStateException(check.refusal().get());
            }
            return store;
        }
    }
}
