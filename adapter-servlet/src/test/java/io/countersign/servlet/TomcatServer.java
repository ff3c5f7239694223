package io.countersign.servlet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** A Tomcat on a free port, with HTTP/2. */
final class TomcatServer implements WebServer {
    /** Kept quiet, and held, since a logger that nobody holds forgets that. */
    private static final Logger LOG = Logger.getLogger("org.apache");

    static {
        LOG.setUseParentHandlers(false);
    }

    private final Tomcat tomcat = new Tomcat();
    private final Path base;

    TomcatServer(WebApp app) {
        try {
            base = Files.createTempDirectory(Path.of("target"), "tomcat");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tomcat.setBaseDir(base.toAbsolutePath().toString());
        tomcat.setPort(0);
        tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
        Context context = tomcat.addContext("", base.toAbsolutePath().toString());
        // Tomcat gives it a level of its own; what a servlet throws is the test's business, and its traces take time.
        Logger.getLogger(context.getLogName()).setLevel(Level.OFF);
        addFilter(context, app);
        addErrorPages(context, app);
        Wrapper standard = Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet");
        standard.setAsyncSupported(true);
        context.addServletMappingDecoded("/", "default");
        app.servlets().forEach((path, servlet) -> {
            Tomcat.addServlet(context, path, servlet).setAsyncSupported(true);
            context.addServletMappingDecoded(path, path);
        });
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void addFilter(Context context, WebApp app) {
        if (app.filter() == null) {
            return;
        }
        FilterDef definition = new FilterDef();
        definition.setFilterName("hooks");
        definition.setFilter(app.filter());
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName("hooks");
        mapping.addURLPattern(app.filterPattern());
        app.dispatches().forEach(dispatch -> mapping.setDispatcher(dispatch.name()));
        context.addFilterMap(mapping);
    }

    private static void addErrorPages(Context context, WebApp app) {
        app.errorPages().forEach((status, path) -> {
            ErrorPage page = new ErrorPage();
            page.setErrorCode(status);
            page.setLocation(path);
            context.addErrorPage(page);
        });
    }

    @Override
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path);
    }

    @Override
    public void setReadTimeout(Duration timeout) {
        ((AbstractProtocol<?>) tomcat.getConnector().getProtocolHandler())
                .setConnectionTimeout((int) timeout.toMillis());
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }
}
