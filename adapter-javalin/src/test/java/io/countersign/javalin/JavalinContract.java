package io.countersign.javalin;

import io.countersign.WebhookReceiver;
import io.countersign.event.WebhookEvent;
import io.countersign.testkit.contract.ApplicationUnderTest;
import io.countersign.testkit.contract.ReceiverAdapterContract;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The contract of adapters, on Javalin. */
abstract class JavalinContract extends ReceiverAdapterContract {
    private static final String PATH = "/webhooks/contract";

    private final Form form;
    private @Nullable RunningJavalin server;

    JavalinContract(Form form) {
        this.form = form;
    }

    @Override
    protected <E extends WebhookEvent> URI start(WebhookReceiver<E> receiver, ApplicationUnderTest<E> application) {
        server = RunningJavalin.start(config -> {
            config.http.maxRequestSize = Long.MAX_VALUE;
            form.add(
                    config,
                    PATH,
                    receiver,
                    (ctx, webhook) -> ctx.status(application.handle(webhook.received(), ctx.bodyAsBytes())));
        });
        return server.uri(PATH);
    }

    @Override
    protected void stop() {
        if (server != null) {
            server.close();
        }
    }
}
