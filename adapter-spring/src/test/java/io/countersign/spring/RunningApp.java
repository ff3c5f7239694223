package io.countersign.spring;

import io.countersign.testkit.SignedRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** A Spring Boot application on a server at a free port, and a client for it. */
public final class RunningApp implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;
    private final int port;

    private RunningApp(ConfigurableApplicationContext context) {
        this.context = context;
        this.port = ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    /** What an application has: everything that Spring Boot finds on the class path, as far as it is asked for. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    public static class Boot {}

    /** Starts an application of these classes, with that text as its application.yaml. */
    public static RunningApp start(String yaml, Class<?>... classes) {
        return start(yaml, context -> {}, classes);
    }

    /** As the other one, with further beans. */
    public static RunningApp start(
            String yaml, ApplicationContextInitializer<ConfigurableApplicationContext> beans, Class<?>... classes) {
        SpringApplication application = new SpringApplication(Boot.class);
        application.addPrimarySources(List.of(classes));
        application.addInitializers(beans);
        return new RunningApp(run(application, yaml));
    }

    /** Runs an application with that text as its application.yaml. */
    public static ConfigurableApplicationContext run(SpringApplication application, String yaml) {
        try {
            Path file = Files.createTempFile("application", ".yaml");
            try {
                Files.writeString(file, yaml);
                return application.run(
                        "--server.port=0", "--spring.main.banner-mode=off", "--spring.config.location=" + file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one bean of that type. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The URL of that path. */
    public URI url(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** Delivers to that path. */
    public HttpResponse<String> deliver(SignedRequest request, String path) {
        return send(request.toHttpRequest(url(path)));
    }

    /** Sends any request. */
    public HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
