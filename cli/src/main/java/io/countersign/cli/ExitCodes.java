package io.countersign.cli;

/** What the process returns. Stateless. */
final class ExitCodes {
    /** Everything is as it should be. */
    static final int OK = 0;

    /** The request is not valid, or a vector failed. */
    static final int NOT_VALID = 1;

    /** The command line, or a file that it names, is not right. */
    static final int USAGE = 2;

    /** A mistake of ours. */
    static final int FAULT = 3;

    /** For the footers of the help. */
    static final String FOOTER =
            "Exit codes: 0 valid or done; 1 not valid, or a vector failed; 2 the command line, or a file"
                    + " that it names, is not right; 3 a fault of the program.";

    private ExitCodes() {}
}
