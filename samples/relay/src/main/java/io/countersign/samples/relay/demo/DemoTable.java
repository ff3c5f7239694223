package io.countersign.samples.relay.demo;

import java.io.PrintWriter;

/**
 * The table of the demo, printed row by row.
 *
 * <p>Thread rule: confined to one thread.
 */
final class DemoTable {
    private static final String FORMAT = "%-13s | %-46s | %-23s | %-23s | %-17s | %-12s | %s%n";

    private final PrintWriter out;
    private int rows;
    private int wrong;

    DemoTable(PrintWriter out) {
        this.out = out;
    }

    void head() {
        out.println("Forwards: events that PagerDuty accepted + messages that Slack accepted.");
        out.printf(
                FORMAT,
                "provider",
                "what was sent",
                "answer expected",
                "answer got",
                "forwards expected",
                "forwards got",
                "right?");
    }

    void row(DemoRow.Result result) {
        DemoRow row = result.row();
        rows++;
        wrong += result.isRight() ? 0 : 1;
        out.printf(
                FORMAT,
                row.provider(),
                row.sent(),
                row.answer(),
                result.answer(),
                row.pages() + " + " + row.messages(),
                result.pages() + " + " + result.messages(),
                result.isRight() ? "yes" : "NO");
    }

    /** The last line; true where every row was right. */
    boolean foot() {
        out.printf("%d rows, %d wrong%n", rows, wrong);
        return wrong == 0 && rows > 0;
    }
}
