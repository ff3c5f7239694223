package io.countersign.dedup.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what is forgotten, in batches, once or every so often. Safe for concurrent use. */
final class Purge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcDedupStore.class);
    private static final int BATCH = 500;

    /** How long one batch may take. It takes milliseconds, or a second where every row has to come from a disk. */
    private static final Duration BATCH_LIMIT = Duration.ofSeconds(5);

    private static final int BACKGROUND_ROWS = 100_000;
    private static final Duration BACKGROUND_BUDGET = Duration.ofMillis(200);

    /** After a run that did not get to the end: at most a fifth of the time is spent purging. */
    private static final Duration BACKGROUND_PAUSE = BACKGROUND_BUDGET.multipliedBy(4);

    private final ClaimTable table;
    private final LongAdder purged = new LongAdder();
    private final CountDownLatch closed = new CountDownLatch(1);

    Purge(ClaimTable table) {
        this.table = table;
    }

    long purged() {
        return purged.sum();
    }

    long run(int maxRows, Duration budget) throws SQLException {
        Deadline deadline = Deadline.in(budget);
        long removed = 0;
        while (removed < maxRows) {
            int wanted = (int) Math.min(BATCH, maxRows - removed);
            int batch = table.purge(wanted, BATCH_LIMIT);
            purged.add(batch);
            removed += batch;
            if (batch < wanted || deadline.isOver()) {
                break;
            }
        }
        return removed;
    }

    /** From now on until this is closed. */
    void every(Duration interval) {
        Thread thread = new Thread(() -> keepPurging(interval), "countersign-jdbc-purge");
        thread.setDaemon(true);
        thread.start();
    }

    private void keepPurging(Duration interval) {
        Duration pause = interval;
        try {
            while (!closed.await(jittered(pause).toNanos(), TimeUnit.NANOSECONDS)) {
                pause = runInBackground() || interval.compareTo(BACKGROUND_PAUSE) < 0 ? interval : BACKGROUND_PAUSE;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether nothing is left to do until the next time. */
    private boolean runInBackground() {
        Deadline budget = Deadline.in(BACKGROUND_BUDGET);
        try {
            run(BACKGROUND_ROWS, BACKGROUND_BUDGET);
            return !budget.isOver();
        } catch (SQLException | RuntimeException failure) {
            LOG.warn("forgotten events could not be purged; it is tried again", failure);
            return true;
        }
    }

    /** A fifth more or less, so that nodes that start together do not purge together for ever. */
    private static Duration jittered(Duration pause) {
        return Duration.ofNanos(
                (long) (pause.toNanos() * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
