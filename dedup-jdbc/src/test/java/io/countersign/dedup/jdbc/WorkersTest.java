package io.countersign.dedup.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private static final int MOST = 3;

    private final Workers workers = new Workers(MOST, "worker-");

    @AfterEach
    void close() {
        workers.close();
    }

    private Thread run() throws Exception {
        FutureTask<Thread> work = new FutureTask<>(Thread::currentThread);
        workers.execute(work);
        return work.get(10, TimeUnit.SECONDS);
    }

    private static void awaitRest(Thread thread) {
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    }

    @Test
    void execute_oneAfterTheOther_isAlwaysTheSameThread() throws Exception {
        Thread first = run();
        for (int i = 0; i < 100; i++) {
            awaitRest(first);
            assertThat(run()).isSameAs(first);
        }
    }

    @Test
    void execute_moreThanThreads_runsSoManyAtOnceAndTheRestAfterwards() throws Exception {
        CountDownLatch begun = new CountDownLatch(MOST);
        CountDownLatch mayEnd = new CountDownLatch(1);
        for (int i = 0; i < MOST; i++) {
            workers.execute(() -> {
                begun.countDown();
                uninterruptibly(mayEnd);
            });
        }
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        List<Integer> order = new ArrayList<>();
        List<FutureTask<Boolean>> waiting = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            FutureTask<Boolean> work = new FutureTask<>(() -> {
                synchronized (order) {
                    return order.add(number);
                }
            });
            waiting.add(work);
            workers.execute(work);
        }
        FutureTask<Boolean> removed = waiting.remove(2);
        assertThat(workers.remove(removed)).isTrue();
        assertThat(workers.remove(removed)).isFalse();
        assertThat(waiting).noneMatch(FutureTask::isDone);

        mayEnd.countDown();

        for (FutureTask<Boolean> work : waiting) {
            assertThat(work.get(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(order).containsExactlyInAnyOrder(0, 1, 3, 4);
        assertThat(removed.isDone()).isFalse();
    }

    private static void uninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void execute_fromManyThreadsThatWait_answersAllOfThem() throws Exception {
        int callers = 16;
        int each = 10_000;
        AtomicInteger runs = new AtomicInteger();
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            Thread caller = new Thread(() -> {
                for (int call = 0; call < each; call++) {
                    FutureTask<Integer> work = new FutureTask<>(() -> {
                        used.add(Thread.currentThread());
                        return runs.incrementAndGet();
                    });
                    workers.execute(work);
                    get(work);
                }
            });
            threads.add(caller);
            caller.start();
        }
        for (Thread caller : threads) {
            caller.join();
        }

        assertThat(runs).hasValue(callers * each);
        assertThat(used).hasSizeLessThanOrEqualTo(MOST);
    }

    private static void get(FutureTask<Integer> work) {
        try {
            work.get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void close_endsThreadsThatRestAndRefusesMore() throws Exception {
        Thread thread = run();
        awaitRest(thread);

        workers.close();

        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
        assertThatThrownBy(() -> workers.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void close_whileSomethingWaits_runsItFirst() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        for (int i = 0; i < MOST; i++) {
            workers.execute(() -> uninterruptibly(mayEnd));
        }
        FutureTask<Integer> waiting = new FutureTask<>(() -> 7);
        workers.execute(waiting);

        workers.close();
        mayEnd.countDown();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(7);
    }
}
