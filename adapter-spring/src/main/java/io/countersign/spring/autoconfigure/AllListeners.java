package io.countersign.spring.autoconfigure;

import io.countersign.DeliveryReport;
import io.countersign.ReceiverListener;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells every listener, also where one before it failed. Thread rule: safe for concurrent use. */
final class AllListeners implements ReceiverListener {
    private static final Logger LOG = LoggerFactory.getLogger(AllListeners.class);

    private final List<ReceiverListener> listeners;

    AllListeners(List<ReceiverListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void answered(DeliveryReport report) {
        for (ReceiverListener listener : listeners) {
            try {
                listener.answered(report);
            } catch (RuntimeException failed) {
                LOG.error(
                        "endpoint \"{}\": a listener failed; the delivery is answered all the same",
                        report.endpoint(),
                        failed);
            }
        }
    }
}
