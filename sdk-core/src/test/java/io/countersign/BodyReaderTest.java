package io.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final BodyPace NO_RATE = new BodyPace(Duration.ofSeconds(10), Duration.ZERO, 0);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private BodyRead.Budget budget = BodyRead.Budget.of(1024 * 1024);

    private BodyReader reader(int maxBytes) {
        return reader(maxBytes, NO_RATE);
    }

    private BodyReader reader(int maxBytes, BodyPace pace) {
        return new BodyReader(maxBytes, pace, budget, now::get);
    }

    @AfterEach
    void allRoom_isGivenBackInTheEnd() {
        assertThat(budget.taken()).isZero();
    }

    private static byte[] pattern(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({"-1, -1", "0, 0", "100, 0", "100, 99", "100, 101", "100, 8193", "100, 9223372036854775807", "8192, 8191"
    })
    void read_whateverLengthIsDeclared_givesTheVeryBytes(int length, long declared) throws Exception {
        byte[] body = pattern(Math.max(0, length));
        assertThat(reader(100_000).read(new ByteArrayInputStream(body), declared))
                .isEqualTo(body);
    }

    @Test
    void read_asMuchAsIsDeclared_takesNoMoreRoomThanThat() throws Exception {
        budget = BodyRead.Budget.of(100);
        assertThat(reader(100_000).read(new ByteArrayInputStream(pattern(100)), 100))
                .isEqualTo(pattern(100));
    }

    @Test
    void read_ofMuchThatIsDeclared_takesRoomAsItComes() {
        budget = BodyRead.Budget.of(8192);
        assertThatCode(() -> reader(100_000).read(new ByteArrayInputStream(pattern(10)), 99_999))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, 99_999, 100_000})
    void read_upToTheLimit_givesTheVeryBytes(int length) throws Exception {
        assertThat(reader(100_000).read(new ByteArrayInputStream(pattern(length)), -1))
                .isEqualTo(pattern(length));
    }

    @Test
    void read_oneByteMore_isTooLarge() {
        BodyReader.Stopped stopped = catchThrowableOfType(
                BodyReader.Stopped.class, () -> reader(100_000).read(new ByteArrayInputStream(pattern(100_001)), -1));

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

        catchThrowableOfType(BodyReader.Stopped.class, () -> reader(100_000).read(endless, -1));

        assertThat(taken[0]).isBetween(100_001, 100_000 + 8 * 1024);
    }

    /** What arrives first is held in the middle of its body; the room is for the buffers of two. */
    @Test
    void read_moreThanThereIsRoomForTogether_asksForARetryUntilOneIsDone() throws Exception {
        budget = BodyRead.Budget.of(2 * 8192);
        BodyReader reader = reader(100_000);
        CountDownLatch arrived = new CountDownLatch(2);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        ExecutorService senders = Executors.newFixedThreadPool(2);
        try {
            List<Future<byte[]>> held = List.of(
                    senders.submit(() -> reader.read(held(arrived, mayGoOn), -1)),
                    senders.submit(() -> reader.read(held(arrived, mayGoOn), -1)));
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();

            BodyReader.Stopped stopped = catchThrowableOfType(
                    BodyReader.Stopped.class, () -> reader.read(new ByteArrayInputStream(pattern(1)), -1));
            assertThat(stopped.outcome).isEqualTo(Outcome.RETRY_LATER);
            assertThat(stopped.sentence()).contains("at once");

            mayGoOn.countDown();
            for (Future<byte[]> body : held) {
                assertThat(body.get(20, TimeUnit.SECONDS)).containsExactly(1);
            }
            assertThat(reader.read(new ByteArrayInputStream(pattern(8191)), -1)).hasSize(8191);
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
        budget = BodyRead.Budget.of(2 * 8192);
        BodyReader reader = reader(100_000);

        BodyReader.Stopped stopped = catchThrowableOfType(
                BodyReader.Stopped.class, () -> reader.read(new ByteArrayInputStream(pattern(20_000)), -1));

        assertThat(stopped.outcome).isEqualTo(Outcome.RETRY_LATER);
        assertThat(stopped.bytesRead).isEqualTo(2 * 8192);
        for (int i = 0; i < 3; i++) {
            assertThat(reader.read(new ByteArrayInputStream(pattern(16_383)), -1))
                    .hasSize(16_383);
        }
    }

    @Test
    void read_bodyThatIsRefused_givesItsRoomBack() throws Exception {
        budget = BodyRead.Budget.of(8192);
        BodyReader reader = reader(8191);
        for (int i = 0; i < 3; i++) {
            BodyReader.Stopped stopped = catchThrowableOfType(
                    BodyReader.Stopped.class, () -> reader.read(new ByteArrayInputStream(pattern(9000)), -1));
            assertThat(stopped.outcome).isEqualTo(Outcome.TOO_LARGE);
        }
        assertThat(reader.read(new ByteArrayInputStream(pattern(8191)), -1)).hasSize(8191);
    }

    @Test
    void read_tricklingBody_isTooSlowAfterTheDeadline() {
        Trickle trickle = new Trickle(1);

        BodyReader.Stopped stopped = catchThrowableOfType(
                BodyReader.Stopped.class, () -> reader(100_000).read(trickle, -1));

        assertThat(stopped.outcome).isEqualTo(Outcome.TOO_SLOW);
        assertThat(trickle.reads).isEqualTo(11);
    }

    /** A byte a second is less than ten a second, as soon as the grace of three seconds is over. */
    @Test
    void read_tricklingBody_isTooSlowOnceItsGraceIsOver() {
        Trickle trickle = new Trickle(1);
        BodyPace pace = new BodyPace(Duration.ofMinutes(10), Duration.ofSeconds(3), 10);

        BodyReader.Stopped stopped = catchThrowableOfType(
                BodyReader.Stopped.class, () -> reader(100_000, pace).read(trickle, -1));

        assertThat(stopped.outcome).isEqualTo(Outcome.TOO_SLOW);
        assertThat(stopped.bytesRead).isEqualTo(4);
    }

    @Test
    void read_bodyThatComesAtTheRate_isReadUntilTheDeadline() {
        Trickle trickle = new Trickle(10);
        BodyPace pace = new BodyPace(Duration.ofMinutes(10), Duration.ofSeconds(3), 10);

        BodyReader.Stopped stopped = catchThrowableOfType(
                BodyReader.Stopped.class, () -> reader(100_000, pace).read(trickle, -1));

        assertThat(stopped.outcome).isEqualTo(Outcome.TOO_SLOW);
        assertThat(trickle.reads).isEqualTo(601);
    }

    /** So many bytes in each second, without an end. */
    private final class Trickle extends InputStream {
        private final int bytes;
        private int reads;

        Trickle(int bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            throw new AssertionError("reads whole buffers only");
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            now.updateAndGet(instant -> instant.plusSeconds(1));
            reads++;
            return Math.min(bytes, length);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // What the deadline of ten seconds leaves, and then a grace of five and a thousand bytes a second.
        "0, 0, false",
        "5000, 0, false",
        "5001, 0, true",
        "5001, 1, false",
        "5002, 1, true",
        "5002, 2, false",
        "6000, 999, true",
        "6000, 1000, false",
        "10000, 4999, true",
        "10000, 5000, false",
        "10001, 1000000, true"
    })
    void pace_isJudgedByTheBytesSinceTheGrace(long millis, long bytes, boolean tooSlow) {
        assertThat(BodyPace.DEFAULT.isTooSlow(Duration.ofMillis(millis), bytes)).isEqualTo(tooSlow);
    }

    @Test
    void pace_holdsForTheLargestBodiesAndRates() {
        BodyPace fastest = new BodyPace(Duration.ofDays(1), Duration.ZERO, Integer.MAX_VALUE);

        assertThat(fastest.isTooSlow(Duration.ofMillis(1), 2_147_484)).isFalse();
        assertThat(fastest.isTooSlow(Duration.ofMillis(1), 2_147_483)).isTrue();
        assertThat(fastest.isTooSlow(Duration.ofHours(23), 64 * 1024 * 1024)).isTrue();
    }

    /** Two endpoints, of which one is being sent a large body. */
    @Test
    void budget_isForAllThatAreGivenIt() throws Exception {
        BodyReader one = reader(100_000);
        BodyReader other = reader(100_000);
        budget.take(budget.bytes() - 8191);

        for (BodyReader reader : List.of(one, other)) {
            BodyReader.Stopped stopped = catchThrowableOfType(
                    BodyReader.Stopped.class, () -> reader.read(new ByteArrayInputStream(pattern(1)), -1));
            assertThat(stopped.outcome).isEqualTo(Outcome.RETRY_LATER);
        }
        budget.giveBack(budget.bytes() - 8191);
        assertThat(other.read(new ByteArrayInputStream(pattern(1)), -1)).hasSize(1);
    }

    @Test
    void budget_ofAll_hasRoomForFourOfTheLargestBodies() {
        BodyRead.Budget shared = BodyRead.Budget.sharedBy(1);

        assertThat(shared.bytes()).isGreaterThanOrEqualTo(64L * 1024 * 1024);
        assertThat(BodyRead.Budget.sharedBy(64 * 1024 * 1024)).isSameAs(shared);
        assertThat(shared.bytes()).isEqualTo(256L * 1024 * 1024);
        assertThat(BodyRead.Budget.sharedBy(1).bytes()).isEqualTo(256L * 1024 * 1024);
        assertThatIllegalArgumentException().isThrownBy(() -> BodyRead.Budget.of(0));
    }

    @Test
    void read_timeOutOfTheServer_isTooSlowAndAnyOtherEndIsCutOff() {
        assertThat(outcomeOf(new SocketTimeoutException("read"))).isEqualTo(Outcome.TOO_SLOW);
        assertThat(outcomeOf(new IOException(new java.util.concurrent.TimeoutException("idle"))))
                .isEqualTo(Outcome.TOO_SLOW);
        assertThat(outcomeOf(new EOFException("closed"))).isEqualTo(Outcome.CUT_OFF);
    }

    private Outcome outcomeOf(IOException thrown) {
        return catchThrowableOfType(BodyReader.Stopped.class, () -> reader(10).read(failing(thrown), -1)).outcome;
    }

    private static InputStream failing(IOException thrown) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw thrown;
            }
        };
    }
}
