package io.countersign.timing;

/**
 * What is timed. Confined to one thread.
 *
 * <p>{@link #prepare} copies one of the {@link Inputs} to the place that {@link #run} reads, the same place for both classes, so
 * that nothing but the bytes themselves differs.
 */
interface Subject {
    /** How often one sample repeats the operation. */
    int BATCH = 8;

    /** What it is timed on. */
    Inputs inputs();

    /** Makes the input at that place ready. */
    void prepare(int input);

    /** The operation, {@link #BATCH} times on the input that is ready; the result only keeps it from being optimized away. */
    int run();
}
