package io.countersign.spring.autoconfigure;

import io.countersign.DeliveryReport;
import io.countersign.ReceiverListener;
import io.countersign.SecretNotice;
import io.countersign.diagnosis.Diagnosis;
import java.util.List;
import java.util.function.Consumer;
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
        tell(report.endpoint(), listener -> listener.answered(report));
    }

    @Override
    public void claiming(String endpoint, ClaimEvent what) {
        tell(endpoint, listener -> listener.claiming(endpoint, what));
    }

    @Override
    public void connected(String endpoint, PeerEvent what) {
        tell(endpoint, listener -> listener.connected(endpoint, what));
    }

    @Override
    public void noticed(SecretNotice notice) {
        tell(notice.endpoint(), listener -> listener.noticed(notice));
    }

    @Override
    public void explained(String endpoint, Diagnosis diagnosis) {
        tell(endpoint, listener -> listener.explained(endpoint, diagnosis));
    }

    private void tell(String endpoint, Consumer<ReceiverListener> told) {
        for (ReceiverListener listener : listeners) {
            try {
                told.accept(listener);
            } catch (RuntimeException failed) {
                LOG.error(
                        "endpoint \"{}\": a listener failed; the delivery is answered all the same", endpoint, failed);
            }
        }
    }
}
