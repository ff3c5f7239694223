package io.countersign.servlet;

import io.countersign.WebhookReceiver;
import io.countersign.event.WebhookEvent;
import io.countersign.testkit.contract.ApplicationUnderTest;
import io.countersign.testkit.contract.ReceiverAdapterContract;
import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The contract of adapters, on a servlet container. */
abstract class ServletContract extends ReceiverAdapterContract {
    private final WebServer.Kind kind;
    private @Nullable WebServer server;

    ServletContract(WebServer.Kind kind) {
        this.kind = kind;
    }

    @Override
    protected <E extends WebhookEvent> URI start(WebhookReceiver<E> receiver, ApplicationUnderTest<E> application) {
        server = kind.start(
                WebhookFilter.of(receiver),
                Map.of(
                        "/webhooks/contract",
                        new ContractServlet<>(receiver.provider().eventType(), application)),
                DispatcherType.REQUEST);
        return server.uri("/webhooks/contract");
    }

    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.of(Capability.SOCKET, Capability.HTTP_2);
    }

    @Override
    protected void stop() {
        if (server != null) {
            server.close();
        }
    }
}
