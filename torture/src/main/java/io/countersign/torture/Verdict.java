package io.countersign.torture;

import io.countersign.torture.ledger.Effect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ledger of what was done beside what was delivered.
 *
 * @param lost incidents that were delivered, or given up by their sender, and of which nothing came
 * @param doubled effects more than one for each incident, after an attempt that nobody could tell was done: a process that ended
 *     between effect and completion, or a lease that lapsed
 * @param doubledWithoutReason effects more than one of which the store ought to have known
 */
record Verdict(List<String> lost, int doubled, List<String> doubledWithoutReason) {

    static Verdict of(int incidents, Set<String> acknowledged, List<Effect> ledger) {
        Map<String, List<Effect>> byIncident = new HashMap<>();
        ledger.forEach(effect -> byIncident
                .computeIfAbsent(effect.incident(), incident -> new ArrayList<>())
                .add(effect));
        List<String> lost = new ArrayList<>();
        List<String> withoutReason = new ArrayList<>();
        int doubled = 0;
        for (int number = 0; number < incidents; number++) {
            String incident = SendingFleet.incident(number);
            List<Effect> effects = byIncident.getOrDefault(incident, List.of());
            if (effects.isEmpty()) {
                lost.add(incident + (acknowledged.contains(incident) ? " was acknowledged" : " was given up"));
            } else if (!isEachANewAttempt(effects)) {
                withoutReason.add(incident + " " + effects);
            } else {
                doubled += effects.size() - 1;
            }
        }
        return new Verdict(lost, doubled, withoutReason);
    }

    /** How much was done twice, with a reason or without. */
    int doneTwice() {
        return doubled + doubledWithoutReason.size();
    }

    /** Whether each of them was done under a claim of its own, later and with a higher fence than the one before. */
    private static boolean isEachANewAttempt(List<Effect> effects) {
        List<Effect> byFence = new ArrayList<>(effects);
        byFence.sort(Comparator.comparingLong(Effect::fence));
        for (int i = 1; i < byFence.size(); i++) {
            Effect before = byFence.get(i - 1);
            Effect after = byFence.get(i);
            if (after.fence() == before.fence() || after.attempt() <= before.attempt()) {
                return false;
            }
        }
        return true;
    }
}
