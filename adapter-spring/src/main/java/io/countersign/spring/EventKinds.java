package io.countersign.spring;

import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.Set;

/** The kinds of event that a provider's type allows, as far as it is sealed. Stateless. */
final class EventKinds {
    private EventKinds() {}

    /** The types at the end of the hierarchy: what no other is permitted to extend, or anybody is. */
    static Set<Class<?>> of(Class<?> root) {
        Set<Class<?>> kinds = new LinkedHashSet<>();
        collect(root, kinds);
        return kinds;
    }

    private static void collect(Class<?> type, Set<Class<?>> kinds) {
        if (!type.isSealed()) {
            kinds.add(type);
            return;
        }
        if (!Modifier.isAbstract(type.getModifiers())) {
            kinds.add(type);
        }
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            collect(permitted, kinds);
        }
    }

    /** Whether an event below {@code root} can be an {@code asked}. */
    static boolean canBe(Class<?> root, Class<?> asked) {
        return of(root).stream().anyMatch(kind -> asked.isAssignableFrom(kind) || mayBecome(kind, asked));
    }

    private static boolean mayBecome(Class<?> kind, Class<?> asked) {
        boolean open = !Modifier.isFinal(kind.getModifiers());
        boolean either = asked.isInterface() || (kind.isInterface() && !Modifier.isFinal(asked.getModifiers()));
        return open && (kind.isAssignableFrom(asked) || either);
    }
}
