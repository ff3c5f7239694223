package io.countersign.torture.node;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The failpoint that is armed, and what happens to the first thread that gets there. Safe for concurrent use. */
final class Failpoints {
    private final AtomicReference<@Nullable Failpoint> armed = new AtomicReference<>();
    private final PrintStream controller;

    Failpoints(PrintStream controller) {
        this.controller = controller;
    }

    void arm(Failpoint failpoint) {
        armed.set(failpoint);
    }

    /** Tells the controller and waits for the end where this one is armed. */
    void reach(Failpoint failpoint) {
        if (armed.compareAndSet(failpoint, null)) {
            controller.println(NodeMain.REACHED + failpoint);
            if (failpoint != Failpoint.DURING_COMPLETE) {
                awaitTheEnd();
            }
        }
    }

    private static void awaitTheEnd() {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
