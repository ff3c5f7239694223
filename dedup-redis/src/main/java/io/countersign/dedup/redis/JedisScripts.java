package io.countersign.dedup.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * Scripts through Jedis; needs {@code redis.clients:jedis} 7 or newer, which this module does not bring along.
 *
 * <p>A call of Jedis blocks for as long as its sockets and its pool let it, so each runs on a thread of a small pool while the
 * caller waits no longer than it wants to. The threads end by themselves when there is nothing to do. The client stays yours to
 * close. In a cluster, {@link #info} and {@link #setting} ask one of its servers.
 *
 * <p>Thread rule: safe for concurrent use.
 */
public final class JedisScripts implements RedisScripts {
    private static final int DEFAULT_CALLS = 16;
    private static final int MAX_WAITING = 1_000;
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final UnifiedJedis jedis;
    private final ThreadPoolExecutor threads;

    private JedisScripts(UnifiedJedis jedis, int calls) {
        this.jedis = jedis;
        AtomicInteger count = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                calls, calls, IDLE.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(MAX_WAITING), work -> {
                    Thread thread = new Thread(work, "countersign-jedis-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Through this client, at most 16 calls at once; the pool of a Jedis client has 8 connections by default. */
    public static JedisScripts on(UnifiedJedis jedis) {
        return on(jedis, DEFAULT_CALLS);
    }

    /**
     * Through this client.
     *
     * @param calls how many calls at once; best as many as the client's pool has connections
     * @throws IllegalArgumentException where that is less than 1
     */
    public static JedisScripts on(UnifiedJedis jedis, int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException("calls must be at least 1 but is " + calls);
        }
        return new JedisScripts(jedis, calls);
    }

    @Override
    public Optional<byte[]> evalSha(String sha1, byte[] key, List<byte[]> args, Duration timeout)
            throws TimeoutException, InterruptedException {
        try {
            return Optional.of(
                    await(() -> (byte[]) jedis.evalsha(sha1.getBytes(US_ASCII), List.of(key), args), timeout));
        } catch (JedisNoScriptException unknown) {
            return Optional.empty();
        }
    }

    @Override
    public byte[] eval(String script, byte[] key, List<byte[]> args, Duration timeout)
            throws TimeoutException, InterruptedException {
        return await(() -> (byte[]) jedis.eval(script.getBytes(UTF_8), List.of(key), args), timeout);
    }

    @Override
    public List<String> info(Duration timeout) throws TimeoutException, InterruptedException {
        String answer = await(() -> jedis.info(), timeout);
        return List.of(answer);
    }

    @Override
    public List<String> setting(String name, Duration timeout) throws TimeoutException, InterruptedException {
        Object reply = await(() -> jedis.executeCommand(configGet(name)), timeout);
        List<String> values = new ArrayList<>();
        // RESP2 has names and values in turn, RESP3 has pairs.
        if (reply instanceof List<?> flat && !flat.isEmpty() && flat.get(0) instanceof byte[]) {
            values.add(new String((byte[]) flat.get(1), UTF_8));
        } else if (reply instanceof List<?> pairs
                && !pairs.isEmpty()
                && pairs.get(0) instanceof Map.Entry<?, ?> pair
                && pair.getValue() instanceof byte[] value) {
            values.add(new String(value, UTF_8));
        }
        return List.copyOf(values);
    }

    private static CommandArguments configGet(String name) {
        return new CommandArguments(Protocol.Command.CONFIG).add("GET").add(name);
    }

    private <T> T await(Callable<T> call, Duration timeout) throws TimeoutException, InterruptedException {
        Future<T> answer = submit(call);
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException e) {
            answer.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new CompletionException(e.getCause());
        }
    }

    private <T> Future<T> submit(Callable<T> call) {
        try {
            return threads.submit(call);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException(MAX_WAITING + " calls wait for the server already", e);
        }
    }
}
