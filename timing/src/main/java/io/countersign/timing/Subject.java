package io.countersign.timing;

/**
 * What is timed. Confined to one thread.
 *
 * <p>The inputs of both classes stand in one table; {@link #prepare} copies one of them to the place that {@link #run} reads,
 * the same place for both classes, so that nothing but the bytes themselves differs.
 */
interface Subject {
    /** How often one sample repeats the operation. */
    int BATCH = 8;

    /** How many inputs there are of each class. */
    int INPUTS = 1024;

    /** Makes the input at that place of the table ready: below {@link #INPUTS} class 0, from there on class 1. */
    void prepare(int input);

    /** The operation, {@link #BATCH} times on the input that is ready; the result only keeps it from being optimized away. */
    int run();
}
