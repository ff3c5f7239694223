package io.countersign.samples.relay.forward;

import io.countersign.ReceivedEvent;
import io.countersign.event.IncidentNotice;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;

/**
 * Sends the notice of an event to all destinations, one after the other, in the order in which they were given.
 *
 * <p>The first that fails ends it, and the sender's retry starts at the first again: so those that know a repeated message
 * (PagerDuty) come first, and those that do not (Slack) last.
 *
 * <p>Thread rule: safe for concurrent use.
 */
public final class Forwarder {
    private static final String METRIC = "relay.forwards";

    private final List<Destination> destinations;
    private final MeterRegistry meters;

    /** Forwards to these, and counts in {@code meters} as {@code relay.forwards} by destination and result. */
    public Forwarder(List<Destination> destinations, MeterRegistry meters) {
        this.destinations = List.copyOf(destinations);
        this.meters = meters;
        for (Destination destination : this.destinations) {
            for (Result result : Result.values()) {
                count(destination, result, 0);
            }
        }
    }

    private enum Result {
        ACCEPTED("accepted"),
        REFUSED("refused"),
        FAILED("failed");

        private final String tag;

        Result(String tag) {
            this.tag = tag;
        }
    }

    /** Where it forwards to, in order. */
    public List<Destination> destinations() {
        return destinations;
    }

    /** Forwards one event; an event that is about no incident is done at once. */
    public void forward(String endpoint, ReceivedEvent<?> received) throws ForwardException, InterruptedException {
        Optional<IncidentNotice> notice = received.event().notice();
        if (notice.isPresent()) {
            forward(new Notification(endpoint, received.id(), notice.get()));
        }
    }

    void forward(Notification notification) throws ForwardException, InterruptedException {
        for (Destination destination : destinations) {
            try {
                destination.send(notification);
                count(destination, Result.ACCEPTED, 1);
            } catch (ForwardException e) {
                count(destination, e.isPermanent() ? Result.REFUSED : Result.FAILED, 1);
                throw e;
            }
        }
    }

    private void count(Destination destination, Result result, double amount) {
        meters.counter(METRIC, "destination", destination.name(), "result", result.tag)
                .increment(amount);
    }
}
