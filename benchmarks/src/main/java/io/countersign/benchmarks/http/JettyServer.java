package io.countersign.benchmarks.http;

import io.countersign.servlet.WebhookFilter;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A plain embedded Jetty. */
final class JettyServer {
    private JettyServer() {}

    static RunningServer start(Target target) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        if (target.variant() == Variant.VERIFIED || target.variant() == Variant.CLAIMED) {
            FilterHolder filter = new FilterHolder(WebhookFilter.of(target.receiver()));
            filter.setAsyncSupported(true);
            context.addFilter(filter, Target.PATH, EnumSet.of(DispatcherType.REQUEST));
        }
        ServletHolder servlet = new ServletHolder(new HookServlet(target));
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, Target.PATH);
        server.setHandler(context);
        server.start();
        return new RunningServer(connector.getLocalPort(), server::stop);
    }
}
