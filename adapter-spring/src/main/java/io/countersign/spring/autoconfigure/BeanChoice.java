package io.countersign.spring.autoconfigure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Finds the bean of the application that a store is to use: the one that is named, else the only or primary one.
 *
 * <p>Thread rule: confined to one thread.
 *
 * @param beans where it is looked for
 * @param type of which type it is
 * @param key under which it can be named
 */
record BeanChoice<T>(ListableBeanFactory beans, Class<T> type, ConfigKey key) {

    /**
     * The bean.
     *
     * @param store the word in {@code dedup.store} that needs it
     * @param mend what to do where there is none
     */
    T named(@Nullable String name, String store, String mend) {
        List<String> names = List.of(beans.getBeanNamesForType(type));
        if (name != null) {
            return beans.getBean(known(name, names), type);
        }
        if (names.isEmpty()) {
            throw ConfigKey.STORE.error(
                    store + " needs a bean of type " + type.getSimpleName() + ", and the application has none", mend);
        }
        T only = beans.getBeanProvider(type).getIfUnique();
        if (only == null) {
            throw key.error(
                    "is missing, and there are several beans of type " + type.getSimpleName()
                            + ", none of them primary",
                    "set it to one of " + names);
        }
        return only;
    }

    private String known(String name, List<String> names) {
        if (!names.contains(name)) {
            throw key.error(
                    "there is no bean of type " + type.getSimpleName() + " with that name",
                    names.isEmpty() ? "declare one" : "use one of " + names);
        }
        return name;
    }
}
