package io.countersign.benchmarks.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many connections that each begin a delivery and then send one byte of its body every so often. What the server closes is
 * opened again. One thread of its own; the counts are safe to read from others.
 */
final class SlowCrowd implements AutoCloseable {
    /** So many connections are opened at a time; the server's queue of them is not much longer. */
    private static final int OPENED_AT_ONCE = 40;

    private static final Duration TICK = Duration.ofMillis(20);

    private final InetSocketAddress address;
    private final byte[] head;
    private final int size;
    private final long pauseNanos;
    private final Selector selector = Selector.open();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "slow-crowd");
    private volatile boolean closed;

    SlowCrowd(URI target, int size, Duration pause) throws IOException {
        this.address = new InetSocketAddress(target.getHost(), target.getPort());
        this.head = ("POST " + target.getPath() + " HTTP/1.1\r\nHost: " + target.getAuthority()
                        + "\r\nContent-Type: application/json\r\nContent-Length: 1024\r\n\r\n")
                .getBytes(US_ASCII);
        this.size = size;
        this.pauseNanos = pause.toNanos();
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** How many connections are open at this moment. */
    int open() {
        return open.get();
    }

    /** How many connections the server has answered or closed. */
    int answered() {
        return answered.get();
    }

    /** When one of the connections has to send its next byte. */
    private static final class Sender {
        private long nextByteAt;
    }

    private void run() {
        try {
            while (!closed) {
                openMore();
                selector.select(this::ready, TICK.toMillis());
                sendWhatIsDue();
            }
        } catch (IOException e) {
            if (!closed) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void openMore() throws IOException {
        for (int i = 0; i < OPENED_AT_ONCE && selector.keys().size() < size; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.connect(address);
            channel.register(selector, SelectionKey.OP_CONNECT, new Sender());
        }
    }

    private void ready(SelectionKey key) {
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                channel.write(ByteBuffer.wrap(head));
                ((Sender) key.attachment()).nextByteAt = System.nanoTime() + pauseNanos;
                key.interestOps(SelectionKey.OP_READ);
                open.incrementAndGet();
            } else if (key.isReadable() && channel.read(ByteBuffer.allocate(1024)) != 0) {
                // An answer, or the end: in either case it is over, since nothing but a refusal can come.
                end(key, channel);
            }
        } catch (IOException refusedOrReset) {
            end(key, channel);
        }
    }

    private void end(SelectionKey key, SocketChannel channel) {
        if (key.isValid() && key.interestOps() == SelectionKey.OP_READ) {
            open.decrementAndGet();
            answered.incrementAndGet();
        }
        try {
            channel.close();
        } catch (IOException gone) {
            // It is over anyway.
        }
    }

    private void sendWhatIsDue() {
        long now = System.nanoTime();
        List<SelectionKey> due = new ArrayList<>();
        for (SelectionKey key : selector.keys()) {
            if (key.isValid()
                    && key.interestOps() == SelectionKey.OP_READ
                    && ((Sender) key.attachment()).nextByteAt <= now) {
                due.add(key);
            }
        }
        for (SelectionKey key : due) {
            SocketChannel channel = (SocketChannel) key.channel();
            ((Sender) key.attachment()).nextByteAt = now + pauseNanos;
            try {
                channel.write(ByteBuffer.wrap(new byte[] {'x'}));
            } catch (IOException reset) {
                end(key, channel);
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
