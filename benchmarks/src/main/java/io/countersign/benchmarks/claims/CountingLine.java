package io.countersign.benchmarks.claims;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A line to a server of this machine that counts round trips: how often somebody began to ask after having been answered.
 * Whatever a driver or a pool sends by itself is seen here too.
 *
 * <p>Thread rule: safe for concurrent use.
 */
final class CountingLine implements AutoCloseable {
    private static final int BACKLOG = 50;
    private static final int BUFFER = 65_536;

    private final ServerSocket listener;
    private final int server;
    private final AtomicLong roundTrips = new AtomicLong();

    CountingLine(int server) throws IOException {
        this.server = server;
        this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    long roundTrips() {
        return roundTrips.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException closed) {
                // The client sees a connection that ends.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
        client.setTcpNoDelay(true);
        upstream.setTcpNoDelay(true);
        AtomicBoolean asking = new AtomicBoolean();
        daemon(() -> pump(client, upstream, () -> {
            if (asking.compareAndSet(false, true)) {
                roundTrips.incrementAndGet();
            }
        }));
        daemon(() -> pump(upstream, client, () -> asking.set(false)));
    }

    private static void pump(Socket from, Socket to, Runnable seen) {
        try (from;
                to) {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                seen.run();
                output.write(buffer, 0, read);
            }
        } catch (IOException closed) {
            // One side went away, so does the other.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "counting-line");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
