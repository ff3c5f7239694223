package io.countersign.dedup.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisScriptingAsyncCommands;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Scripts through Lettuce, over one connection that all threads share; its codec is {@code ByteArrayCodec.INSTANCE}. The
 * connection stays yours to close, and the timeouts of the client do not matter.
 *
 * <p>Lettuce sends again what had no answer when a connection broke; that is welcome here. What waited longer than its timeout
 * is cancelled and then not sent any more. While a single server is not connected, no more than 1,000 such commands are kept;
 * the next ones fail at once. In a cluster {@code ClientOptions.requestQueueSize} is what bounds them.
 *
 * <p>Thread rule: safe for concurrent use, but not from the threads of Lettuce itself, which would wait for themselves.
 */
public final class LettuceScripts implements RedisScripts {
    private static final int MAX_ABANDONED = 1_000;

    private final RedisScriptingAsyncCommands<byte[], byte[]> commands;
    private final Supplier<CompletionStage<List<String>>> info;
    private final Function<String, CompletionStage<List<Map<String, String>>>> settings;
    private final BooleanSupplier connected;
    private final AtomicInteger abandoned = new AtomicInteger();

    private LettuceScripts(
            RedisScriptingAsyncCommands<byte[], byte[]> commands,
            Supplier<CompletionStage<List<String>>> info,
            Function<String, CompletionStage<List<Map<String, String>>>> settings,
            BooleanSupplier connected) {
        this.commands = commands;
        this.info = info;
        this.settings = settings;
        this.connected = connected;
    }

    /** Over a connection to one server, or to the primary that Sentinel names. */
    public static LettuceScripts on(StatefulRedisConnection<byte[], byte[]> connection) {
        return new LettuceScripts(
                connection.async(),
                () -> connection.async().info().thenApply(List::of),
                name -> connection.async().configGet(name).thenApply(List::of),
                connection::isOpen);
    }

    /** Over a connection to a cluster. */
    public static LettuceScripts on(StatefulRedisClusterConnection<byte[], byte[]> connection) {
        return new LettuceScripts(
                connection.async(),
                () -> connection.async().upstream().commands().info(),
                name -> connection.async().upstream().commands().configGet(name),
                () -> true);
    }

    @Override
    public Optional<byte[]> evalSha(String sha1, byte[] key, List<byte[]> args, Duration timeout)
            throws TimeoutException, InterruptedException {
        refuseWhileTooManyWait();
        try {
            return Optional.of(await(
                    commands.evalsha(sha1, ScriptOutputType.VALUE, new byte[][] {key}, args.toArray(byte[][]::new)),
                    timeout));
        } catch (RedisNoScriptException unknown) {
            return Optional.empty();
        }
    }

    @Override
    public byte[] eval(String script, byte[] key, List<byte[]> args, Duration timeout)
            throws TimeoutException, InterruptedException {
        refuseWhileTooManyWait();
        return await(
                commands.eval(script, ScriptOutputType.VALUE, new byte[][] {key}, args.toArray(byte[][]::new)),
                timeout);
    }

    @Override
    public List<String> info(Duration timeout) throws TimeoutException, InterruptedException {
        return await(info.get(), timeout);
    }

    @Override
    public List<String> setting(String name, Duration timeout) throws TimeoutException, InterruptedException {
        List<String> values = new ArrayList<>();
        for (Map<String, String> server : await(settings.apply(name), timeout)) {
            values.addAll(server.values());
        }
        return List.copyOf(values);
    }

    /** What is cancelled stays in Lettuce's memory until there is a connection. */
    private void refuseWhileTooManyWait() {
        if (connected.getAsBoolean()) {
            abandoned.set(0);
        } else if (abandoned.get() >= MAX_ABANDONED) {
            throw new IllegalStateException("not connected");
        }
    }

    private <T> T await(CompletionStage<T> stage, Duration timeout) throws TimeoutException, InterruptedException {
        CompletableFuture<T> answer = stage.toCompletableFuture();
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException e) {
            answer.cancel(true);
            abandoned.incrementAndGet();
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new CompletionException(e.getCause());
        }
    }
}
