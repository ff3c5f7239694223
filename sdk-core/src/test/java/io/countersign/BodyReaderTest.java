package io.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    private BodyReader reader(int maxBytes) {
        return new BodyReader(maxBytes, DEADLINE, now::get);
    }

    private static byte[] pattern(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, 99_999, 100_000})
    void read_upToTheLimit_givesTheVeryBytes(int length) throws Exception {
        assertThat(reader(100_000).read(new ByteArrayInputStream(pattern(length))))
                .isEqualTo(pattern(length));
    }

    @Test
    void read_oneByteMore_isTooLarge() {
        BodyReader.Stopped stopped = catchThrowableOfType(
                BodyReader.Stopped.class, () -> reader(100_000).read(new ByteArrayInputStream(pattern(100_001))));

        assertThat(stopped.outcome).isEqualTo(Outcome.TOO_LARGE);
    }

    @Test
    void read_endlessBody_isReadNoFurtherThanOneBufferBeyondTheLimit() {
        int[] taken = {0};
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                taken[0]++;
                return 'x';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                taken[0] += length;
                return length;
            }
        };

        catchThrowableOfType(BodyReader.Stopped.class, () -> reader(100_000).read(endless));

        assertThat(taken[0]).isBetween(100_001, 100_000 + 8 * 1024);
    }

    /** What arrives first is held in the middle of its body; the room is for the buffers of two. */
    @Test
    void read_moreThanThereIsRoomForTogether_asksForARetryUntilOneIsDone() throws Exception {
        BodyReader reader = new BodyReader(100_000, DEADLINE, now::get, 2 * 8192);
        CountDownLatch arrived = new CountDownLatch(2);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        ExecutorService senders = Executors.newFixedThreadPool(2);
        try {
            List<Future<byte[]>> held = List.of(
                    senders.submit(() -> reader.read(held(arrived, mayGoOn))),
                    senders.submit(() -> reader.read(held(arrived, mayGoOn))));
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();

            BodyReader.Stopped stopped = catchThrowableOfType(
                    BodyReader.Stopped.class, () -> reader.read(new ByteArrayInputStream(pattern(1))));
            assertThat(stopped.outcome).isEqualTo(Outcome.RETRY_LATER);
            assertThat(stopped.sentence()).contains("at once");

            mayGoOn.countDown();
            for (Future<byte[]> body : held) {
                assertThat(body.get(20, TimeUnit.SECONDS)).containsExactly(1);
            }
            assertThat(reader.read(new ByteArrayInputStream(pattern(8191)))).hasSize(8191);
        } finally {
            mayGoOn.countDown();
            senders.shutdownNow();
        }
    }

    private static InputStream held(CountDownLatch arrived, CountDownLatch mayGoOn) {
        return new InputStream() {
            private boolean ended;

            @Override
            public int read() throws IOException {
                if (ended) {
                    return -1;
                }
                ended = true;
                arrived.countDown();
                try {
                    mayGoOn.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return 1;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int read = read();
                if (read < 0) {
                    return -1;
                }
                into[offset] = (byte) read;
                return 1;
            }
        };
    }

    @Test
    void read_bodyThatOutgrowsTheRoom_asksForARetryAndGivesTheRoomBack() throws Exception {
        BodyReader reader = new BodyReader(100_000, DEADLINE, now::get, 2 * 8192);

        BodyReader.Stopped stopped = catchThrowableOfType(
                BodyReader.Stopped.class, () -> reader.read(new ByteArrayInputStream(pattern(20_000))));

        assertThat(stopped.outcome).isEqualTo(Outcome.RETRY_LATER);
        assertThat(stopped.bytesRead).isEqualTo(2 * 8192);
        for (int i = 0; i < 3; i++) {
            assertThat(reader.read(new ByteArrayInputStream(pattern(16_383)))).hasSize(16_383);
        }
    }

    @Test
    void read_bodyThatIsRefused_givesItsRoomBack() throws Exception {
        BodyReader reader = new BodyReader(8191, DEADLINE, now::get, 8192);
        for (int i = 0; i < 3; i++) {
            BodyReader.Stopped stopped = catchThrowableOfType(
                    BodyReader.Stopped.class, () -> reader.read(new ByteArrayInputStream(pattern(9000))));
            assertThat(stopped.outcome).isEqualTo(Outcome.TOO_LARGE);
        }
        assertThat(reader.read(new ByteArrayInputStream(pattern(8191)))).hasSize(8191);
    }

    @Test
    void read_tricklingBody_isTooSlowAfterTheDeadline() {
        int[] taken = {0};
        InputStream trickle = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("reads whole buffers only");
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                now.updateAndGet(instant -> instant.plusSeconds(1));
                taken[0]++;
                return 1;
            }
        };

        BodyReader.Stopped stopped = catchThrowableOfType(
                BodyReader.Stopped.class, () -> reader(100_000).read(trickle));

        assertThat(stopped.outcome).isEqualTo(Outcome.TOO_SLOW);
        assertThat(taken[0]).isEqualTo(11);
    }

    @Test
    void read_timeOutOfTheServer_isTooSlowAndAnyOtherEndIsCutOff() {
        assertThat(outcomeOf(new SocketTimeoutException("read"))).isEqualTo(Outcome.TOO_SLOW);
        assertThat(outcomeOf(new IOException(new java.util.concurrent.TimeoutException("idle"))))
                .isEqualTo(Outcome.TOO_SLOW);
        assertThat(outcomeOf(new EOFException("closed"))).isEqualTo(Outcome.CUT_OFF);
    }

    private Outcome outcomeOf(IOException thrown) {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw thrown;
            }
        };
        return catchThrowableOfType(BodyReader.Stopped.class, () -> reader(10).read(failing)).outcome;
    }
}
