package io.countersign.samples.guides.servlet;

import static java.util.Objects.requireNonNull;

import io.countersign.WebhookReceiver;
import io.countersign.provider.statuspulse.StatusPulse;
import io.countersign.provider.statuspulse.StatusPulseEvent;
import io.countersign.secret.SecretRing;
import io.countersign.secret.SigningSecret;
import io.countersign.servlet.WebhookFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/** Receives StatusPulse's webhooks. */
public final class Hooks {
    private static final String PATH = "/webhooks/statuspulse";

    /** What you do with an event. Entered by authentic deliveries only, once for each event. */
    static final class Pager extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) {
            StatusPulseEvent event = WebhookFilter.event(request, StatusPulseEvent.class);
            event.notice().ifPresent(notice -> System.out.println(notice.phase() + ": " + notice.title()));
        }
    }

    /** Starts the server. */
    public static void main(String[] args) throws Exception {
        String secret = requireNonNull(System.getenv("STATUSPULSE_SECRET"), "set STATUSPULSE_SECRET");
        WebhookReceiver<StatusPulseEvent> receiver = WebhookReceiver.builder("statuspulse", StatusPulse.provider())
                .secrets(SecretRing.of(SigningSecret.of("2026-11", secret)))
                .build();

        FilterHolder filter = new FilterHolder(WebhookFilter.of(receiver));
        filter.setAsyncSupported(true);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addFilter(filter, PATH, EnumSet.allOf(DispatcherType.class));
        context.addServlet(new ServletHolder(new Pager()), PATH);

        Server server = new Server(Integer.parseInt(System.getenv().getOrDefault("PORT", "8080")));
        server.setHandler(context);
        server.start();
        server.join();
    }
}
