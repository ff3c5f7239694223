package io.countersign.spring.autoconfigure;

import io.countersign.spring.RunningApp;
import java.net.URI;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** A Jetty at a free port to which a Spring Boot application is deployed, as one that is packed as a war is. */
final class JettyServer implements AutoCloseable {
    private final AnnotationConfigServletWebServerApplicationContext context =
            new AnnotationConfigServletWebServerApplicationContext();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    private JettyServer(String yaml, ApplicationContextInitializer<ConfigurableApplicationContext> beans) {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler handler = new ServletContextHandler("/");
        handler.addServletContainerInitializer((classes, servlets) -> {
            context.setServletContext(servlets);
            SpringApplication application = new SpringApplication(RunningApp.Boot.class);
            application.setApplicationContextFactory(type -> context);
            application.addInitializers(beans);
            RunningApp.run(application, yaml);
        });
        server.setHandler(handler);
    }

    static JettyServer start(String yaml, ApplicationContextInitializer<ConfigurableApplicationContext> beans) {
        JettyServer jetty = new JettyServer(yaml, beans);
        try {
            jetty.server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return jetty;
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort() + path);
    }

    @Override
    public void close() {
        context.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
