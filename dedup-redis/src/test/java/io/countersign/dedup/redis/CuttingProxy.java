package io.countersign.dedup.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;

/** Between a client and its server: cuts the connection when a reply comes that the client then never sees. */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int server;
    private final AtomicBoolean armed = new AtomicBoolean();

    private CuttingProxy(int server) throws IOException {
        this.server = server;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    static CuttingProxy before(int server) {
        try {
            CuttingProxy proxy = new CuttingProxy(server);
            daemon(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** What is asked next is done, and its reply is lost. */
    void cutNextReply() {
        armed.set(true);
    }

    boolean hasCut() {
        return !armed.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
                daemon(() -> pump(client, upstream, false));
                daemon(() -> pump(upstream, client, true));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void pump(Socket from, Socket to, boolean isReply) {
        try (from;
                to) {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                if (isReply && armed.compareAndSet(true, false)) {
                    return;
                }
                output.write(buffer, 0, read);
            }
        } catch (IOException cut) {
            // One side went away, so does the other.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
