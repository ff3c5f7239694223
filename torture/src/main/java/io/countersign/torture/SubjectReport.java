package io.countersign.torture;

import io.countersign.torture.node.Failpoint;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a file keeps of a run, for whoever wants to know more than the goals. */
record SubjectReport(
        Subject subject,
        long seed,
        String java,
        int nodes,
        int deliveries,
        int requests,
        int kills,
        Map<Failpoint, Integer> killedAt,
        List<String> faults,
        long seconds,
        Verdict verdict) {

    static SubjectReport of(TortureResult result, long seed) {
        return new SubjectReport(
                result.subject(),
                seed,
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                result.plan().nodes(),
                result.course().deliveries(),
                result.course().requests(),
                result.course().kills(),
                result.course().killedAt(),
                result.plan().faults().stream().map(Object::toString).toList(),
                result.took().toSeconds(),
                result.verdict());
    }

    /** As a row of a table in Markdown. */
    String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %,d | %,d | %d | %d | %d | %d | %d |",
                subject.word(),
                seed,
                nodes,
                deliveries,
                requests,
                kills,
                verdict.lost().size(),
                verdict.doubled(),
                verdict.doubledWithoutReason().size(),
                seconds);
    }
}
