package io.countersign.testkit.contract;

import io.countersign.ReceivedDelivery;
import io.countersign.event.WebhookEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The application of a test: records what it is given and does what the test says. Safe for concurrent use. */
final class RecordingApplication<E extends WebhookEvent> implements ApplicationUnderTest<E> {
    private final List<ReceivedDelivery<E>> deliveries = new CopyOnWriteArrayList<>();
    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
    private volatile ApplicationUnderTest<E> behaviour = (received, body) -> 200;

    @Override
    public int handle(ReceivedDelivery<E> received, byte[] body) throws Exception {
        deliveries.add(received);
        bodies.add(body);
        return behaviour.handle(received, body);
    }

    /** What to do with the next deliveries; by default they are answered 200. */
    RecordingApplication<E> does(ApplicationUnderTest<E> next) {
        behaviour = next;
        return this;
    }

    RecordingApplication<E> answers(int status) {
        return does((received, body) -> status);
    }

    int handled() {
        return deliveries.size();
    }

    ReceivedDelivery<E> lastDelivery() {
        return deliveries.get(deliveries.size() - 1);
    }

    byte[] lastBody() {
        return bodies.get(bodies.size() - 1);
    }
}
