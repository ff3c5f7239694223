package io.countersign.spring;

import io.countersign.ReceivedDelivery;
import io.countersign.event.WebhookEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which method of an endpoint takes which event. Safe for concurrent use. */
final class EventRoutes {

    /** That a method takes a kind. */
    private record Route(Class<?> kind, MappedMethod method) {}

    private final WebhookEndpoint endpoint;
    private final List<MappedMethod> methods;
    private final Class<?> root;
    private final Map<Class<?>, Optional<MappedMethod>> known = new ConcurrentHashMap<>();

    /**
     * Finds out what each kind of event leads to.
     *
     * @throws WebhookConfigurationException where that is not clear, or a method asks for what never comes
     */
    EventRoutes(WebhookEndpoint endpoint, List<MappedMethod> methods) {
        this.endpoint = endpoint;
        this.methods = List.copyOf(methods);
        this.root = endpoint.receiver().provider().eventType();
        methods.forEach(this::check);
        kinds().forEach(this::of);
    }

    private void check(MappedMethod method) {
        if (method.takesAll() && methods.size() > 1) {
            throw method.mistake(
                    method + " asks for ReceivedDelivery, which is all of a delivery, and there are other methods for"
                            + " this endpoint",
                    "ask for an event or ReceivedEvent, or keep that method alone");
        }
        for (Class<?> kind : method.events()) {
            if (!EventKinds.canBe(root, kind)) {
                throw method.mistake(
                        method + " takes a " + kind.getSimpleName() + ", and no " + root.getSimpleName() + ", which "
                                + endpoint.receiver().provider().name() + " sends, is one",
                        "map it to another endpoint, or have it ask for another type");
            }
        }
        if (!Proven.by(endpoint).atLeast(method.trust())) {
            throw method.mistake(
                    method + " needs " + method.trust() + ", and the endpoint proves " + Proven.by(endpoint) + " only",
                    "have the sender prove more, or need less in @WebhookMapping");
        }
    }

    private Set<Class<?>> kinds() {
        Set<Class<?>> kinds = EventKinds.of(root);
        methods.forEach(method -> kinds.addAll(method.events()));
        return kinds;
    }

    WebhookEndpoint endpoint() {
        return endpoint;
    }

    List<MappedMethod> methods() {
        return methods;
    }

    /** The kinds that no method takes. */
    Set<Class<?>> unhandled() {
        Set<Class<?>> unhandled = new LinkedHashSet<>(EventKinds.of(root));
        unhandled.removeIf(kind -> of(kind).isPresent());
        return unhandled;
    }

    /** The method for an event, or empty where none takes it. */
    Optional<MappedMethod> of(WebhookEvent event) {
        return of(event.getClass());
    }

    /** The one method for all of a delivery; empty where it has several events, or one that no method takes. */
    Optional<MappedMethod> of(ReceivedDelivery<?> delivery) {
        if (methods.get(0).takesAll()) {
            return Optional.of(methods.get(0));
        }
        return delivery.events().size() == 1 ? of(delivery.events().get(0).event()) : Optional.empty();
    }

    private Optional<MappedMethod> of(Class<?> kind) {
        return known.computeIfAbsent(kind, this::find);
    }

    private Optional<MappedMethod> find(Class<?> kind) {
        List<Route> candidates = new ArrayList<>();
        for (MappedMethod method : methods) {
            for (Class<?> asked : method.events()) {
                if (asked.isAssignableFrom(kind)) {
                    candidates.add(new Route(asked, method));
                }
            }
        }
        List<MappedMethod> best = candidates.stream()
                .filter(route -> candidates.stream().noneMatch(other -> isNarrower(other.kind(), route.kind())))
                .map(Route::method)
                .distinct()
                .toList();
        if (best.size() > 1) {
            throw best.get(1)
                    .mistake(
                            best.get(0) + " and " + best.get(1) + " both take " + kind.getSimpleName()
                                    + ", and neither asks for less than the other",
                            "remove one of them, or have it ask for another kind of event");
        }
        return best.stream().findFirst();
    }

    /** What takes all events of the provider is for the rest, so that it leaves unknown kinds to a method for those. */
    private boolean isNarrower(Class<?> one, Class<?> other) {
        boolean below = one != other && other.isAssignableFrom(one);
        return below || (other.isAssignableFrom(root) && !one.isAssignableFrom(root));
    }
}
