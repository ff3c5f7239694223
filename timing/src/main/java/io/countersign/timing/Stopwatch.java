package io.countersign.timing;

import java.util.SplittableRandom;

/**
 * Times a subject on inputs of both classes in random order. Which class a sample has is drawn beforehand, and nothing between
 * the two readings of the clock depends on it but the bytes of the input. Confined to one thread.
 */
final class Stopwatch {
    private static final int BLOCK = 1 << 16;
    private static final int WARM_UP_BLOCKS = 4;

    private final SplittableRandom random;
    private final int[] inputs = new int[BLOCK];
    private final long[] nanos = new long[BLOCK];
    private int sink;

    Stopwatch(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Runs a subject until the compiler is done with it. */
    void warmUp(Subject subject) {
        for (int i = 0; i < WARM_UP_BLOCKS; i++) {
            block(subject);
        }
    }

    /** At least so many samples of a subject that is warm; the percentiles are those of a first block, which is not counted. */
    CroppedTests time(Subject subject, long samples) {
        block(subject);
        CroppedTests tests = new CroppedTests(nanos);
        for (long done = 0; done < samples; done += BLOCK) {
            block(subject);
            for (int i = 0; i < BLOCK; i++) {
                tests.add(subject.inputs().classOf(inputs[i]), nanos[i]);
            }
        }
        return tests;
    }

    private void block(Subject subject) {
        subject.inputs().redraw();
        for (int i = 0; i < BLOCK; i++) {
            inputs[i] = random.nextInt(2 * Inputs.OF_EACH_CLASS);
        }
        int results = 0;
        for (int i = 0; i < BLOCK; i++) {
            subject.prepare(inputs[i]);
            long start = System.nanoTime();
            results += subject.run();
            nanos[i] = System.nanoTime() - start;
        }
        sink ^= results;
    }

    /** What came out of all runs, so that none of them was for nothing. */
    int sink() {
        return sink;
    }
}
