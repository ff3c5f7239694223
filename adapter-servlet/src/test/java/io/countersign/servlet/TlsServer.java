package io.countersign.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** A server that speaks TLS on a free port, and asks for a client certificate without insisting on one. */
final class TlsServer implements AutoCloseable {
    private static final String PATH = "/webhooks/pings";

    /** What stops it, whatever that throws. */
    @FunctionalInterface
    private interface Stop {
        void run() throws Exception;
    }

    private final int port;
    private final Stop stop;

    private TlsServer(int port, Stop stop) {
        this.port = port;
        this.stop = stop;
    }

    static TlsServer start(WebServer.Kind kind, Filter filter, HttpServlet servlet, Path own, Path trusted, Path folder)
            throws Exception {
        return kind == WebServer.Kind.JETTY
                ? jetty(filter, servlet, own, trusted)
                : tomcat(filter, servlet, own, trusted, folder);
    }

    private static TlsServer jetty(Filter filter, HttpServlet servlet, Path own, Path trusted) throws Exception {
        SslContextFactory.Server ssl = new SslContextFactory.Server();
        ssl.setKeyStorePath(own.toString());
        ssl.setKeyStorePassword(TestKeys.PASSWORD);
        ssl.setTrustStorePath(trusted.toString());
        ssl.setTrustStorePassword(TestKeys.PASSWORD);
        ssl.setWantClientAuth(true);
        HttpConfiguration http = new HttpConfiguration();
        // The certificate is for an address, which no client names in its greeting.
        http.addCustomizer(new SecureRequestCustomizer(false));
        Server server = new Server();
        ServerConnector connector =
                new ServerConnector(server, new SslConnectionFactory(ssl, "http/1.1"), new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addFilter(new FilterHolder(filter), PATH, EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(servlet), PATH);
        server.setHandler(context);
        server.start();
        return new TlsServer(connector.getLocalPort(), server::stop);
    }

    private static TlsServer tomcat(Filter filter, HttpServlet servlet, Path own, Path trusted, Path folder)
            throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setSecure(true);
        connector.setScheme("https");
        connector.setProperty("SSLEnabled", "true");
        connector.setProperty("address", "127.0.0.1");
        SSLHostConfig ssl = new SSLHostConfig();
        ssl.setCertificateVerification("optional");
        ssl.setTruststoreFile(trusted.toString());
        ssl.setTruststorePassword(TestKeys.PASSWORD);
        ssl.setTruststoreType("PKCS12");
        SSLHostConfigCertificate certificate = new SSLHostConfigCertificate(ssl, SSLHostConfigCertificate.Type.EC);
        certificate.setCertificateKeystoreFile(own.toString());
        certificate.setCertificateKeystorePassword(TestKeys.PASSWORD);
        certificate.setCertificateKeystoreType("PKCS12");
        ssl.addCertificate(certificate);
        connector.addSslHostConfig(ssl);
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", folder.toString());
        FilterDef definition = new FilterDef();
        definition.setFilterName("hooks");
        definition.setFilter(filter);
        context.addFilterDef(definition);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName("hooks");
        mapping.addURLPattern(PATH);
        context.addFilterMap(mapping);
        Tomcat.addServlet(context, "pings", servlet);
        context.addServletMappingDecoded(PATH, "pings");
        tomcat.start();
        return new TlsServer(connector.getLocalPort(), () -> {
            tomcat.stop();
            tomcat.destroy();
        });
    }

    URI uri() {
        return URI.create("https://127.0.0.1:" + port + PATH);
    }

    @Override
    public void close() {
        try {
            stop.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
