package io.countersign.benchmarks.http;

import io.countersign.servlet.WebhookFilter;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A plain embedded Jetty. */
final class JettyServer {
    private JettyServer() {}

    static RunningServer start(Target target, ServerSettings settings) throws Exception {
        QueuedThreadPool threads = new QueuedThreadPool();
        if (settings.virtualThreads()) {
            threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        }
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        if (settings.hasReadTimeout()) {
            connector.setIdleTimeout(settings.readTimeout().toMillis());
        }
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
