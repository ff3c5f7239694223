package io.countersign.spring;

import org.springframework.context.ApplicationContext;

/** Finds the beans of Spring MVC, of which an application may have several. Stateless. */
final class MvcBeans {
    private MvcBeans() {}

    /** The bean that Spring MVC's configuration calls so, else the only or primary one. */
    static <T> T one(ApplicationContext context, Class<T> type, String name) {
        return context.containsBean(name) && context.isTypeMatch(name, type)
                ? context.getBean(name, type)
                : context.getBean(type);
    }
}
