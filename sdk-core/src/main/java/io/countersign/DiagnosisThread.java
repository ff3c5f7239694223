package io.countersign;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread on which rejections are explained, for all endpoints together. It ends where it has nothing to do. */
final class DiagnosisThread {
    /** What waits holds its delivery, so few may wait; the next ones are dropped. */
    private static final int MAX_WAITING = 4;

    private static final Duration IDLE = Duration.ofSeconds(10);

    static final Executor SHARED = shared();

    private DiagnosisThread() {}

    private static Executor shared() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1,
                1,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                task -> {
                    Thread thread = new Thread(task, "countersign-diagnosis");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
