package io.countersign.javalin;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.net.URI;
import java.util.function.Consumer;

/** A Javalin on a free port of this machine. */
final class RunningJavalin implements AutoCloseable {
    private final Javalin app;

    private RunningJavalin(Javalin app) {
        this.app = app;
    }

    static RunningJavalin start(Consumer<JavalinConfig> config) {
        return new RunningJavalin(Javalin.create(javalin -> {
                    javalin.startup.showJavalinBanner = false;
                    config.accept(javalin);
                })
                .start("127.0.0.1", 0));
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + app.port() + path);
    }

    @Override
    public void close() {
        app.stop();
    }
}
