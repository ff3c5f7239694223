package io.countersign.benchmarks.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;

/** Threads that begin together. Stateless. */
final class Crew {
    private Crew() {}

    /**
     * What each of them came to. Its work is made before any of them begins.
     *
     * @throws IllegalStateException where one fails
     */
    static <T> List<T> run(int threads, IntFunction<Callable<T>> workOf) {
        CountDownLatch start = new CountDownLatch(1);
        List<FutureTask<T>> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Callable<T> work = workOf.apply(i);
            FutureTask<T> part = new FutureTask<>(() -> {
                start.await();
                return work.call();
            });
            all.add(part);
            Thread thread = new Thread(part, "crew-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        start.countDown();
        return all.stream().map(Crew::result).toList();
    }

    private static <T> T result(FutureTask<T> part) {
        try {
            return part.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a call failed: " + failed.getCause(), failed);
        }
    }
}
