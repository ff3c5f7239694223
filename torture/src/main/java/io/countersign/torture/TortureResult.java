package io.countersign.torture;

import io.countersign.torture.node.Failpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What became of one store.
 *
 * @param deliveries how many incidents were delivered
 * @param requests how many requests it took
 * @param killedAt how many nodes were killed at each failpoint
 * @param killedElsewhere how many were killed without anybody at the failpoint
 */
record TortureResult(
        StoreKind store,
        Plan plan,
        int deliveries,
        int requests,
        Map<Failpoint, Integer> killedAt,
        int killedElsewhere,
        Duration took,
        Verdict verdict) {

    /** The lines that the command ends with. */
    List<String> goals() {
        List<String> goals = new ArrayList<>();
        goals.add(goal("lost", verdict.lost().size()));
        if (store.isDurable()) {
            goals.add(goal(
                    "doubled-without-reason", verdict.doubledWithoutReason().size()));
        }
        return goals;
    }

    boolean isMet() {
        return goals().stream().allMatch(goal -> goal.endsWith(" ok"));
    }

    private String goal(String what, int measured) {
        return "goal torture-" + store.word() + "-" + what + " measured " + measured + " bound <=0 "
                + (measured == 0 ? "ok" : "short");
    }

    int kills() {
        return killedElsewhere
                + killedAt.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** One line for a person. */
    String summary() {
        return store.word() + ": " + deliveries + " deliveries in " + requests + " requests and " + took.toSeconds()
                + " s, " + kills() + " kills " + killedAt + ", lost "
                + verdict.lost().size() + ", doubled "
                + verdict.doubled() + " with and "
                + verdict.doubledWithoutReason().size() + " without a reason";
    }
}
