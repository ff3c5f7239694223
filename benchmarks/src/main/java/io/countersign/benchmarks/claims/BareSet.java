package io.countersign.benchmarks.claims;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.countersign.dedup.ClaimRequest;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;

/** What one writes by hand with the same client: {@code SET key value NX PX}. No lease, no completion, no fence. */
final class BareSet implements Claimant {
    private static final byte[] VALUE = {1};

    private final RedisClient client;
    private final RedisCommands<byte[], byte[]> commands;

    BareSet(String address) {
        client = RedisClient.create(address);
        commands = client.connect(ByteArrayCodec.INSTANCE).sync();
    }

    @Override
    public boolean claim(ClaimRequest request) {
        byte[] key = ("bare:" + request.key().id()).getBytes(UTF_8);
        return commands.set(
                        key, VALUE, SetArgs.Builder.nx().px(request.retention().toMillis()))
                != null;
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
