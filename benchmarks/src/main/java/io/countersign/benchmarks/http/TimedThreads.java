package io.countersign.benchmarks.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.threads.TaskQueue;
import org.apache.tomcat.util.threads.TaskThreadFactory;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;

/**
 * Threads as Tomcat has them by itself, which also tell for how long a request had one of them: what Tomcat reads away behind an
 * answer is in it, of which no filter knows. Safe for concurrent use.
 */
final class TimedThreads extends ThreadPoolExecutor {
    private static final int SPARE = 10;
    private static final int MOST = 200;

    private final Target target;

    private TimedThreads(TaskQueue queue, Target target) {
        super(
                SPARE,
                MOST,
                60,
                TimeUnit.SECONDS,
                queue,
                new TaskThreadFactory("timed-exec-", true, Thread.NORM_PRIORITY));
        this.target = target;
    }

    static TimedThreads of(Target target) {
        TaskQueue queue = new TaskQueue();
        TimedThreads threads = new TimedThreads(queue, target);
        queue.setParent(threads);
        return threads;
    }

    @Override
    public void execute(Runnable task) {
        super.execute(() -> {
            long start = System.nanoTime();
            try {
                task.run();
            } finally {
                target.held(Duration.ofNanos(System.nanoTime() - start));
            }
        });
    }
}
