package io.countersign.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What became of one subject. */
record TortureResult(Subject subject, Plan plan, Course course, Duration took, Verdict verdict) {

    /** The lines that the command ends with: goals, and mere figures of what is not ours. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (subject.guard().isPeer()) {
            lines.add(figure("lost", verdict.lost().size()));
            lines.add(figure("done-twice", verdict.doneTwice()));
            return lines;
        }
        lines.add(goal("lost", verdict.lost().size()));
        if (subject.guard().isInTransaction()) {
            lines.add(goal("done-twice", verdict.doneTwice()));
        } else if (subject.store().isDurable()) {
            lines.add(goal(
                    "doubled-without-reason", verdict.doubledWithoutReason().size()));
        }
        return lines;
    }

    /** Whether no goal is short. */
    boolean isMet() {
        return lines().stream().noneMatch(line -> line.endsWith(" short"));
    }

    private String goal(String what, int measured) {
        return "goal torture-" + subject.word() + "-" + what + " measured " + measured + " bound <=0 "
                + (measured == 0 ? "ok" : "short");
    }

    private String figure(String what, int measured) {
        return "figure torture-" + subject.word() + "-" + what + " measured " + measured;
    }

    /** One line for a person. */
    String summary() {
        return subject.word() + ": " + course.deliveries() + " deliveries in " + course.requests() + " requests and "
                + took.toSeconds() + " s, " + course.kills() + " kills " + course.killedAt() + ", lost "
                + verdict.lost().size() + ", doubled "
                + verdict.doubled() + " with and "
                + verdict.doubledWithoutReason().size() + " without a reason";
    }
}
