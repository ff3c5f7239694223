package io.countersign.servlet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.DeliveryReport;
import io.countersign.Outcome;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;

/** Senders whose chunked bodies do not end. */
class EndlessBodyTest {
    private static final int MEGABYTE = 1024 * 1024;
    private static final int LIMIT = MEGABYTE;
    private static final int READ_BUFFER_BYTES = 8 * 1024;
    private static final long OFFERED_BY_EACH = 10L * 1024 * MEGABYTE;
    private static final int SENDERS = 5;

    /** What servers read away before they close, and what is on its way between two sockets of one machine. */
    private static final long MOST_ON_THE_WAY = 64L * MEGABYTE;

    private final BlockingQueue<DeliveryReport> reports = new LinkedBlockingQueue<>();
    private final AtomicInteger entries = new AtomicInteger();

    @ParameterizedTest
    @EveryServer
    void tenGigabytesInChunks_areReadUpToTheLimitAndOneBuffer_andTakeNoMemory(WebServer.Kind kind) throws Exception {
        WebhookFilter filter = WebhookFilter.of(
                Endpoint.receiver().maxBodyBytes(LIMIT).listener(reports::add).build());
        try (Endpoint endpoint = Endpoint.start(
                kind,
                filter,
                Map.of(Endpoint.PATH, (request, response) -> entries.incrementAndGet()),
                DispatcherType.REQUEST)) {
            offer(endpoint);
            assertThatNextIsRefused();
            long usedBefore = usedAfterCollection();
            pools().forEach(MemoryPoolMXBean::resetPeakUsage);
            long oldBefore = peakOfWhatLives();
            for (int i = 0; i < SENDERS; i++) {
                assertThat(offer(endpoint)).isLessThan(MOST_ON_THE_WAY);
                assertThatNextIsRefused();
            }
            assertThat(peakOfWhatLives() - oldBefore)
                    .as("most that lived at once, in bytes more than before")
                    .isLessThan(16L * MEGABYTE);
            assertThat(usedAfterCollection() - usedBefore)
                    .as("bytes that live on")
                    .isLessThan(4L * MEGABYTE);
            assertThat(Endpoint.outcome(endpoint.send("ping"))).isEqualTo("handled");
        }
        assertThat(entries).hasValue(1);
    }

    private void assertThatNextIsRefused() throws InterruptedException {
        DeliveryReport report = reports.poll(20, TimeUnit.SECONDS);
        assertThat(report).isNotNull();
        assertThat(report.outcome()).isEqualTo(Outcome.TOO_LARGE);
        assertThat(report.bodyBytes()).isBetween(LIMIT + 1, LIMIT + READ_BUFFER_BYTES);
    }

    /** Writes until the server has closed, and returns how much it could write. */
    private static long offer(Endpoint endpoint) throws IOException {
        byte[] content = new byte[64 * 1024];
        byte[] head = (Integer.toHexString(content.length) + "\r\n").getBytes(US_ASCII);
        byte[] chunk = new byte[head.length + content.length + 2];
        System.arraycopy(head, 0, chunk, 0, head.length);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        long written = 0;
        try (Socket socket = new Socket("127.0.0.1", endpoint.uri().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + Endpoint.PATH + " HTTP/1.1\r\nHost: endless\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(US_ASCII));
            while (written < OFFERED_BY_EACH) {
                out.write(chunk);
                written += content.length;
            }
        } catch (IOException closedByServer) {
            return written;
        }
        return written;
    }

    private static long usedAfterCollection() {
        // Twice: what a first collection finalizes, the second one frees.
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The pools where objects end up that outlive a collection. */
    private static List<MemoryPoolMXBean> pools() {
        List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .filter(pool -> pool.getName().contains("Old") || pool.getName().contains("Tenured"))
                .toList();
        assertThat(pools).isNotEmpty();
        return pools;
    }

    private static long peakOfWhatLives() {
        return pools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }
}
