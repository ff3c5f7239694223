package io.countersign.dedup.jdbc;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes calls to the database on threads of its own, so that the caller waits no longer than it wants to: a pool without a
 * free connection, a lock or a dead network may keep a thread much longer than a sender waits for its answer.
 *
 * <p>That the threads are others brings two more things. No connection that a framework bound to the caller's thread is ever
 * used for a claim; and an interrupt meant for the caller does not reach the driver, where it would close a file (H2) or a
 * socket under other calls.
 *
 * <p>There are so many threads and no more: when a dead database holds them all, further calls wait for their limit and give
 * up without having reached it. Safe for concurrent use.
 */
final class BoundedCalls implements AutoCloseable {
    private final Workers workers;

    /** Its one thread cancels what nobody waits for any more: to ask a server that is away for that may take long. */
    private final Workers canceller;

    /** What to do by then, or to give up. */
    interface Task<T> {
        T run(Attempt attempt) throws SQLException;
    }

    BoundedCalls(int threads) {
        workers = new Workers(threads, "countersign-jdbc-");
        canceller = new Workers(1, "countersign-jdbc-cancel-");
    }

    /**
     * The task's result.
     *
     * @throws SQLTimeoutException where there is none in time; it may still be carried out
     * @throws SQLException where the task fails; pools and drivers throw unchecked exceptions as well
     */
    <T> T call(Duration limit, Task<T> task) throws SQLException {
        Deadline deadline = Deadline.in(limit);
        Attempt attempt = new Attempt(deadline);
        FutureTask<T> work = new FutureTask<>(() -> task.run(attempt));
        try {
            workers.execute(work);
        } catch (RejectedExecutionException closed) {
            throw new SQLNonTransientConnectionException("the store was closed", closed);
        }
        try {
            return await(work, deadline);
        } catch (TimeoutException late) {
            giveUp(work, attempt);
            throw new SQLTimeoutException("no answer within " + limit, late);
        } catch (ExecutionException failure) {
            throw failed(failure);
        }
    }

    private void giveUp(FutureTask<?> work, Attempt attempt) {
        work.cancel(false);
        if (!workers.remove(work)) {
            try {
                canceller.execute(attempt::cancel);
            } catch (RejectedExecutionException closed) {
                // The network's timeout remains.
            }
        }
    }

    private static <T> T await(FutureTask<T> work, Deadline deadline) throws ExecutionException, TimeoutException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return work.get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static SQLException failed(ExecutionException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        return cause instanceof SQLException ofTheDatabase ? ofTheDatabase : new SQLException(cause);
    }

    @Override
    public void close() {
        workers.close();
        canceller.close();
    }
}
