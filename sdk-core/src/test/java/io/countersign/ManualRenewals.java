package io.countersign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs what is to be run later when a test says so. */
final class ManualRenewals extends ScheduledThreadPoolExecutor {
    private final List<Runnable> tasks = new ArrayList<>();
    private Duration interval = Duration.ZERO;

    ManualRenewals() {
        super(0);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        interval = Duration.of(delay, unit.toChronoUnit());
        tasks.add(command);
        return super.schedule(command, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    }

    Duration interval() {
        return interval;
    }

    /** Runs each that is waiting, once. */
    void tick() {
        List<Runnable> due = List.copyOf(tasks);
        tasks.clear();
        due.forEach(Runnable::run);
    }

    /** How many are waiting. */
    int waiting() {
        return tasks.size();
    }
}
