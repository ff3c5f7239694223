package io.countersign.dedup.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the servers tell of themselves, and what of it lets events be forgotten. Immutable.
 *
 * @param refusal why the store cannot work with a server, if it cannot
 * @param warnings what may cause duplicates, or could not be found out; a sentence each
 * @param isDurable whether every server is known to write each change to its disk before it answers
 */
record ServerCheck(Optional<String> refusal, List<String> warnings, boolean isDurable) {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

    /** Asks the servers; one that evicts is a reason to refuse where {@code refuseEviction}, and to warn otherwise. */
    static ServerCheck of(RedisScripts redis, boolean refuseEviction, Duration timeout)
            throws TimeoutException, InterruptedException {
        List<String> refusals = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        boolean appendOnly = true;
        for (String info : redis.info(timeout)) {
            checkVersion(info).ifPresent(refusals::add);
            checkEvictionIsTold(info).ifPresent(warnings::add);
            checkEviction(info).ifPresent(refuseEviction ? refusals::add : warnings::add);
            checkAppendOnly(info).ifPresent(warnings::add);
            appendOnly &= field("aof_enabled", info).equals(Optional.of("1"));
        }
        boolean durable = appendOnly && syncsAlways(redis, timeout);
        return new ServerCheck(
                refusals.stream().findFirst(), warnings.stream().distinct().toList(), durable);
    }

    private static Optional<String> checkVersion(String info) {
        Matcher version = VERSION.matcher(field("redis_version", info).orElse(""));
        if (!version.matches()) {
            return Optional.empty();
        }
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        if (major > 6 || (major == 6 && minor >= 2)) {
            return Optional.empty();
        }
        return Optional.of("claims need Redis 6.2 or newer, or Valkey, but the server is " + server(info)
                + "; upgrade it, or keep the claims elsewhere");
    }

    private static Optional<String> checkEvictionIsTold(String info) {
        if (field("maxmemory_policy", info).isPresent()) {
            return Optional.empty();
        }
        return Optional.of("whether " + server(info) + " evicts keys could not be checked, for its INFO does not say;"
                + " make sure that maxmemory-policy is noeviction");
    }

    private static Optional<String> checkEviction(String info) {
        return field("maxmemory_policy", info)
                .filter(policy -> !policy.equals("noeviction"))
                .map(policy -> "maxmemory-policy of " + server(info) + " is " + policy
                        + ": when its memory is full it forgets events without a word, and may have them handled twice;"
                        + " set maxmemory-policy noeviction, and give the claims a server that is not a cache");
    }

    private static Optional<String> checkAppendOnly(String info) {
        Optional<String> enabled = field("aof_enabled", info);
        if (enabled.isEmpty()) {
            return Optional.of(
                    "whether " + server(info) + " keeps an append-only file could not be checked, for its INFO"
                            + " does not say; without one a restart forgets events");
        }
        if (enabled.get().equals("1")) {
            return Optional.empty();
        }
        return Optional.of(server(info) + " keeps no append-only file: a restart forgets the events since its last"
                + " snapshot, and may have them handled twice; set appendonly yes");
    }

    /** Where CONFIG is not allowed it is not known, and what is not known is not promised. */
    private static boolean syncsAlways(RedisScripts redis, Duration timeout)
            throws TimeoutException, InterruptedException {
        try {
            List<String> values = redis.setting("appendfsync", timeout);
            return !values.isEmpty() && values.stream().allMatch("always"::equals);
        } catch (RuntimeException refused) {
            return false;
        }
    }

    private static String server(String info) {
        return field("valkey_version", info)
                .map("Valkey "::concat)
                .or(() -> field("redis_version", info).map("Redis "::concat))
                .orElse("the server");
    }

    private static Optional<String> field(String name, String info) {
        return info.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }
}
