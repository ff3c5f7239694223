package io.countersign.torture.ledger;

import io.countersign.ReceivedEvent;

/**
 * One thing that was done, as a ledger keeps it.
 *
 * @param incident which delivery it came of
 * @param attempt as the receiver counted
 * @param fence of the claim under which it was done
 * @param process who did it
 */
public record Effect(String incident, int attempt, long fence, long process) {
    private static final int FIELDS = 4;

    /** What this process does for that incident. */
    public static Effect of(ReceivedEvent<?> received, String incident) {
        return new Effect(
                incident,
                received.attempt(),
                received.claim().fence(),
                ProcessHandle.current().pid());
    }

    /** As one line of a file. */
    public String line() {
        return incident + " " + attempt + " " + fence + " " + process;
    }

    /**
     * Reads a line of a file.
     *
     * @throws IllegalArgumentException where it is none, such as one that was cut off
     */
    public static Effect parse(String line) {
        String[] fields = line.split(" ", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("not a line of a ledger: " + line);
        }
        return new Effect(fields[0], Integer.parseInt(fields[1]), Long.parseLong(fields[2]), Long.parseLong(fields[3]));
    }
}
