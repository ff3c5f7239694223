package io.countersign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs what is to be run again and again when a test says so. */
final class ManualRenewals extends ScheduledThreadPoolExecutor {
    private record Task(Runnable command, ScheduledFuture<?> future) {}

    private final List<Task> tasks = new ArrayList<>();
    private Duration interval = Duration.ZERO;

    ManualRenewals() {
        super(0);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long first, long delay, TimeUnit unit) {
        interval = Duration.of(delay, unit.toChronoUnit());
        ScheduledFuture<?> future = super.schedule(command, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        tasks.add(new Task(command, future));
        return future;
    }

    Duration interval() {
        return interval;
    }

    /** Runs each once that was not cancelled. */
    void tick() {
        tasks.stream()
                .filter(task -> !task.future().isCancelled())
                .forEach(task -> task.command().run());
    }

    long active() {
        return tasks.stream().filter(task -> !task.future().isCancelled()).count();
    }
}
