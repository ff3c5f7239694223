package io.countersign.benchmarks.http;

import io.countersign.javalin.JavalinWebhooks;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A Javalin, on its own Jetty. */
final class JavalinServer {
    private JavalinServer() {}

    static RunningServer start(Target target, ServerSettings settings) {
        Javalin app = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.concurrency.useVirtualThreads = settings.virtualThreads();
                    config.jetty.addConnector((server, http) -> connector(server, http, settings));
                    route(config, target);
                })
                .start();
        return new RunningServer(app.port(), app::stop);
    }

    private static Connector connector(Server server, HttpConfiguration http, ServerSettings settings) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        if (settings.hasReadTimeout()) {
            connector.setIdleTimeout(settings.readTimeout().toMillis());
        }
        return connector;
    }

    private static void route(JavalinConfig config, Target target) {
        switch (target.variant()) {
            case BARE -> config.routes.post(Target.PATH, ctx -> target.handle(ctx.bodyAsBytes()));
            case BY_HAND -> config.routes.post(Target.PATH, ctx -> checkByHand(ctx, target));
            case VERIFIED, CLAIMED ->
                JavalinWebhooks.register(
                        config.routes,
                        Target.PATH,
                        target.receiver(),
                        (ctx, webhook) -> target.handle(webhook.event().body()));
        }
    }

    private static void checkByHand(Context ctx, Target target) {
        byte[] body = ctx.bodyAsBytes();
        if (HandCheck.isAuthentic(
                ctx.header("webhook-id"), ctx.header("webhook-timestamp"), ctx.header("webhook-signature"), body)) {
            target.handle(body);
        } else {
            ctx.status(HttpStatus.UNAUTHORIZED);
        }
    }
}
