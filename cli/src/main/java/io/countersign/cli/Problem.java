package io.countersign.cli;

/** Something that the user has to mend: one line, shown as it is, with exit code 2. Holds no secret. Thread rule: as any exception. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Problem(String sentence) {
        super(sentence);
    }
}
