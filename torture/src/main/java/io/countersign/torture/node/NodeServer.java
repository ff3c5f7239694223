package io.countersign.torture.node;

import io.countersign.WebhookReceiver;
import io.countersign.provider.statuspulse.IncidentOpened;
import io.countersign.provider.statuspulse.StatusPulse;
import io.countersign.provider.statuspulse.StatusPulseEvent;
import io.countersign.secret.SecretRing;
import io.countersign.servlet.WebhookFilter;
import io.countersign.torture.SendingFleet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A server with one endpoint, as an application would have it. */
final class NodeServer {
    private final WebhookReceiver<StatusPulseEvent> receiver;
    private final Effects effects;

    NodeServer(Parts parts, Duration lease, InstantSource clock) {
        this.effects = parts.effects();
        this.receiver = WebhookReceiver.builder("torture", StatusPulse.provider())
                .secrets(SecretRing.of(SendingFleet.SECRET))
                .dedup(parts.store())
                .lease(lease)
                .clock(clock)
                .build();
    }

    /** The port on which it listens from now on. */
    int start() throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addFilter(
                new FilterHolder(WebhookFilter.of(receiver)), SendingFleet.PATH, EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new Handler()), SendingFleet.PATH);
        server.setHandler(context);
        server.start();
        return connector.getLocalPort();
    }

    @SuppressWarnings("serial") // Nobody serializes a servlet.
    private final class Handler extends HttpServlet {
        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) {
            WebhookFilter.received(request, StatusPulseEvent.class).forEach(received -> {
                if (received.event() instanceof IncidentOpened opened) {
                    effects.happen(received, opened.incidentId());
                } else {
                    throw new IllegalStateException("the fleet opens incidents and does nothing else");
                }
            });
        }
    }
}
