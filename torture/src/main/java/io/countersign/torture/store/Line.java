package io.countersign.torture.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Between the nodes and a server: cuts connections when a request is on its way, or when the answer is. Safe for concurrent use. */
final class Line implements AutoCloseable {
    private static final int BACKLOG = 200;

    /** A retry at once meets a cut too, often enough. */
    private static final int CUTS = 3;

    private final ServerSocket listener;
    private final int server;
    private final AtomicInteger requestsToCut = new AtomicInteger();
    private final AtomicInteger answersToCut = new AtomicInteger();

    Line(int server) throws IOException {
        this.server = server;
        this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    /** Where the nodes find it. */
    int port() {
        return listener.getLocalPort();
    }

    /** The next requests do not arrive, and the next answers to those that did are lost. */
    void cut() {
        requestsToCut.addAndGet(CUTS);
        answersToCut.addAndGet(CUTS);
    }

    /** From now on everything arrives again. */
    void heal() {
        requestsToCut.set(0);
        answersToCut.set(0);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException closedOrServerDown) {
                // The node sees a connection that ends, as it would without a line in between.
            }
        }
    }

    private void connect(Socket node) throws IOException {
        try {
            Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
            node.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            daemon(() -> pump(node, upstream, requestsToCut));
            daemon(() -> pump(upstream, node, answersToCut));
        } catch (IOException serverDown) {
            node.close();
            throw serverDown;
        }
    }

    private static void pump(Socket from, Socket to, AtomicInteger toCut) {
        try (from;
                to) {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                if (toCut.get() > 0 && toCut.getAndDecrement() > 0) {
                    return;
                }
                output.write(buffer, 0, read);
            }
        } catch (IOException cut) {
            // One side went away, so does the other.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "line");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
