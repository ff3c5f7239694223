package io.countersign.samples.relay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/**
 * A relay that runs: started from a configuration file, listening on a port.
 *
 * <p>Thread rule: safe for concurrent use.
 */
public final class RelayServer implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final CountDownLatch closed;

    private RelayServer(ConfigurableApplicationContext context, CountDownLatch closed) {
        this.context = context;
        this.closed = closed;
    }

    /** The start failed, and the user was told why. */
    public static final class NotStarted extends Exception {
        private static final long serialVersionUID = 1L;

        NotStarted(Throwable cause) {
            super("the relay did not start", cause);
        }
    }

    /**
     * Starts a relay. Only the relay's own defaults and that file are read, never a file that happens to lie in the current
     * directory; environment variables override both, as in any Spring Boot application.
     *
     * @param config the configuration file
     * @param overrides properties as {@code --name=value}, which override everything
     */
    static RelayServer start(ConfigFile config, List<String> overrides) throws NotStarted {
        CountDownLatch closed = new CountDownLatch(1);
        SpringApplication application = new SpringApplication(RelayApplication.class);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.addListeners((ApplicationListener<ContextClosedEvent>) event -> closed.countDown());
        List<String> arguments = new ArrayList<>(overrides);
        arguments.add("--spring.config.location=classpath:/relay-defaults.yaml," + config.location());
        try {
            return new RelayServer(application.run(arguments.toArray(String[]::new)), closed);
        } catch (RuntimeException e) {
            throw new NotStarted(e);
        }
    }

    /** As {@link #start(ConfigFile, List)}, from a file at that path. */
    public static RelayServer start(Path config, List<String> overrides) throws NotStarted {
        return start(ConfigFile.of(config), overrides);
    }

    /** The port it listens on. */
    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** Waits until it was stopped. */
    public void awaitClose() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() {
        context.close();
    }
}
