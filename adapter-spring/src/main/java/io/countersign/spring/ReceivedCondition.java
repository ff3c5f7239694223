package io.countersign.spring;

import io.countersign.ReceivedDelivery;
import io.countersign.servlet.WebhookFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.condition.RequestCondition;

/**
 * Lets a mapping take only what the filter of an endpoint let through, and of that only some. Nothing that was forwarded: what it was
 * forwarded to is another mapping.
 *
 * <p>Thread rule: safe for concurrent use. Two of them are the same only where they are one object.
 */
final class ReceivedCondition implements RequestCondition<ReceivedCondition> {
    private final String name;
    private final Predicate<ReceivedDelivery<?>> taken;

    /**
     * A condition.
     *
     * @param name for whoever lists mappings
     * @param taken which deliveries; called for those of any endpoint
     */
    ReceivedCondition(String name, Predicate<ReceivedDelivery<?>> taken) {
        this.name = name;
        this.taken = taken;
    }

    @Override
    public @Nullable ReceivedCondition getMatchingCondition(HttpServletRequest request) {
        DispatcherType dispatch = request.getDispatcherType();
        boolean first = dispatch == DispatcherType.REQUEST || dispatch == DispatcherType.ASYNC;
        return first && WebhookFilter.admitted(request).filter(taken).isPresent() ? this : null;
    }

    @Override
    public ReceivedCondition combine(ReceivedCondition other) {
        return other;
    }

    @Override
    public int compareTo(ReceivedCondition other, HttpServletRequest request) {
        return 0;
    }

    @Override
    public String toString() {
        return name;
    }
}
