package io.countersign.dedup.jdbc;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Threads for calls that block, of which the one that rested least is given the next call: a pool gives it the connection it had
 * last, whose process at the server is warm too. Taking turns, as the executors of the JDK do, would let every call begin cold,
 * which costs the server twice the processor.
 *
 * <p>Threads are started when they are needed, and end when they had nothing to do for a while. Safe for concurrent use.
 */
final class Workers implements AutoCloseable {
    private static final long IDLE_NANOS = Duration.ofSeconds(30).toNanos();

    private final int most;
    private final String name;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Worker> resting = new ArrayDeque<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int alive;
    private int started;
    private volatile boolean closed;

    /** At most so many threads, whose names begin with that. */
    Workers(int most, String name) {
        this.most = most;
        this.name = name;
    }

    /**
     * Has it run by a thread, as soon as there is one; first come, first served.
     *
     * @throws RejectedExecutionException where this was closed
     */
    void execute(Runnable work) {
        Worker worker = null;
        lock.lock();
        try {
            if (closed) {
                throw new RejectedExecutionException("closed");
            }
            worker = resting.pollFirst();
            if (worker == null && alive == most) {
                waiting.addLast(work);
                return;
            }
            if (worker == null) {
                alive++;
                new Worker(work, name + ++started).start();
                return;
            }
        } finally {
            lock.unlock();
        }
        worker.give(work);
    }

    /** Whether it still waited, and now is not run any more. */
    boolean remove(Runnable work) {
        lock.lock();
        try {
            return waiting.remove(work);
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more work. What waits already is run. */
    @Override
    public void close() {
        Deque<Worker> dismissed;
        lock.lock();
        try {
            closed = true;
            dismissed = new ArrayDeque<>(resting);
        } finally {
            lock.unlock();
        }
        dismissed.forEach(LockSupport::unpark);
    }

    /** One of the threads. */
    private final class Worker extends Thread {
        private volatile @Nullable Runnable next;

        Worker(Runnable first, String name) {
            super(name);
            setDaemon(true);
            next = first;
        }

        void give(Runnable work) {
            next = work;
            LockSupport.unpark(this);
        }

        @Override
        public void run() {
            for (Runnable work = next; work != null; work = afterThat()) {
                next = null;
                work.run();
            }
        }

        /** What is to be done next, or null to end. */
        private @Nullable Runnable afterThat() {
            lock.lock();
            try {
                Runnable work = waiting.pollFirst();
                if (work != null) {
                    return work;
                }
                resting.addFirst(this);
            } finally {
                lock.unlock();
            }
            return rest();
        }

        private @Nullable Runnable rest() {
            long end = System.nanoTime() + IDLE_NANOS;
            while (next == null) {
                long left = end - System.nanoTime();
                if (left > 0 && !closed) {
                    // No lock between the look at next and this: waiting for one would use up the wake-up.
                    LockSupport.parkNanos(Workers.this, left);
                } else if (leave()) {
                    return null;
                } else {
                    Thread.onSpinWait();
                }
            }
            return next;
        }

        /** False where somebody has just chosen this one: work is about to be given. */
        private boolean leave() {
            lock.lock();
            try {
                if (!resting.remove(this)) {
                    return false;
                }
                alive--;
                return true;
            } finally {
                lock.unlock();
            }
        }
    }
}
