package io.countersign.dedup.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.dedup.Claim;
import io.countersign.dedup.Completion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How often the store goes to its server, by what the server sees. */
class RedisRoundTripsTest {
    private static final Pattern COMMAND = Pattern.compile(".*\\[0 127\\.0\\.0\\.1:\\d+\\] \"(\\w+)\".*");

    @ParameterizedTest
    @EnumSource
    void everyVerb_isOneCommand(Stores.Kind kind) throws Exception {
        try (RedisProcess server = RedisProcess.run();
                Stores.Open open = Stores.patient(kind.connect(server.port()));
                RawRedis monitor = server.connect();
                RawRedis raw = server.connect()) {
            RedisDedupStore store = open.store();
            Claim warmUp =
                    Stores.acquired(store.claim(Stores.request("warm-up"))).claim();
            store.renew(warmUp, Stores.LEASE);
            store.complete(warmUp, new Completion(200));
            store.release(warmUp);
            monitor.ask("MONITOR");

            Claim claim = Stores.acquired(store.claim(Stores.request("e"))).claim();
            assertThat(commands(monitor, raw)).as("claim").containsExactly("EVALSHA");
            store.claim(Stores.request("e"));
            assertThat(commands(monitor, raw)).as("claim in progress").containsExactly("EVALSHA");
            store.renew(claim, Stores.LEASE);
            assertThat(commands(monitor, raw)).as("renew").containsExactly("EVALSHA");
            store.release(claim);
            assertThat(commands(monitor, raw)).as("release").containsExactly("EVALSHA");
            Claim next = Stores.acquired(store.claim(Stores.request("e"))).claim();
            assertThat(commands(monitor, raw)).as("claim again").containsExactly("EVALSHA");
            store.complete(next, new Completion(200));
            assertThat(commands(monitor, raw)).as("complete").containsExactly("EVALSHA");
            store.claim(Stores.request("e"));
            assertThat(commands(monitor, raw)).as("duplicate").containsExactly("EVALSHA");
        }
    }

    /** What came from outside since the last time; what scripts call themselves is none of it. */
    private static List<String> commands(RawRedis monitor, RawRedis raw) throws IOException {
        raw.ask("ECHO", "so far");
        List<String> commands = new ArrayList<>();
        while (true) {
            Matcher command = COMMAND.matcher(monitor.line());
            if (command.matches()) {
                if (command.group(1).equals("ECHO")) {
                    return commands;
                }
                commands.add(command.group(1).toUpperCase(Locale.ROOT));
            }
        }
    }
}
