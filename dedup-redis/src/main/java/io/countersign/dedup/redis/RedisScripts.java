package io.countersign.dedup.redis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * The little that {@link RedisDedupStore} needs of a client library: scripts on one key, and what a server tells of itself.
 * Implement it for a client that is neither {@linkplain LettuceScripts Lettuce} nor {@linkplain JedisScripts Jedis}.
 *
 * <p>Every method answers within its {@code timeout}, however the server or the network behaves; a command that was not sent by
 * then is better never sent. Sending a command twice does no harm: the scripts are written for that. What a client throws by
 * itself passes as it is, as long as it is unchecked.
 *
 * <p>Thread rule: implementations are safe for concurrent use.
 */
public interface RedisScripts {

    /**
     * {@code EVALSHA sha1 1 key args}.
     *
     * @return the bulk reply; empty where the server does not know the script, {@code NOSCRIPT}
     * @throws TimeoutException where there was no answer in time; the script may have run
     * @throws InterruptedException where the thread was interrupted; the script may have run
     */
    Optional<byte[]> evalSha(String sha1, byte[] key, List<byte[]> args, Duration timeout)
            throws TimeoutException, InterruptedException;

    /**
     * {@code EVAL script 1 key args}.
     *
     * @return the bulk reply
     * @throws TimeoutException where there was no answer in time; the script may have run
     * @throws InterruptedException where the thread was interrupted; the script may have run
     */
    byte[] eval(String script, byte[] key, List<byte[]> args, Duration timeout)
            throws TimeoutException, InterruptedException;

    /**
     * {@code INFO}.
     *
     * @return the answers of the servers that keep records: one, or one for each primary of a cluster
     * @throws TimeoutException where there was no answer in time
     * @throws InterruptedException where the thread was interrupted
     */
    List<String> info(Duration timeout) throws TimeoutException, InterruptedException;

    /**
     * {@code CONFIG GET name}.
     *
     * @return the values at the same servers; fewer where one does not know the setting
     * @throws TimeoutException where there was no answer in time
     * @throws InterruptedException where the thread was interrupted
     */
    List<String> setting(String name, Duration timeout) throws TimeoutException, InterruptedException;
}
