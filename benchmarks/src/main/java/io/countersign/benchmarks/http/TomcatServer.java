package io.countersign.benchmarks.http;

import io.countersign.servlet.WebhookFilter;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;

/** A plain embedded Tomcat. */
final class TomcatServer {
    private TomcatServer() {}

    static RunningServer start(Target target, ServerSettings settings) throws LifecycleException {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        // Bare servers close a connection after so many requests; none shall, so that all do the same work.
        tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
        if (settings.hasReadTimeout()) {
            tomcat.getConnector()
                    .setProperty(
                            "connectionTimeout",
                            Long.toString(settings.readTimeout().toMillis()));
        }
        if (settings.timed()) {
            tomcat.getConnector().getProtocolHandler().setExecutor(TimedThreads.of(target));
        }
        if (settings.virtualThreads()) {
            tomcat.getConnector().getProtocolHandler().setExecutor(new VirtualThreadExecutor("tomcat-"));
        }
        Context context = tomcat.addContext("", null);
        Wrapper servlet = Tomcat.addServlet(context, "hooks", new HookServlet(target));
        servlet.setAsyncSupported(true);
        context.addServletMappingDecoded(Target.PATH, "hooks");
        if (target.variant() == Variant.VERIFIED || target.variant() == Variant.CLAIMED) {
            addFilter(context, target);
        }
        tomcat.start();
        return new RunningServer(tomcat.getConnector().getLocalPort(), () -> {
            tomcat.stop();
            tomcat.destroy();
        });
    }

    private static void addFilter(Context context, Target target) {
        FilterDef filter = new FilterDef();
        filter.setFilterName("hooks");
        filter.setFilter(WebhookFilter.of(target.receiver()));
        filter.setAsyncSupported("true");
        context.addFilterDef(filter);
        FilterMap map = new FilterMap();
        map.setFilterName("hooks");
        map.addURLPattern(Target.PATH);
        context.addFilterMap(map);
    }
}
