package io.countersign.javalin;

import io.countersign.WebhookReceiver;
import io.countersign.event.WebhookEvent;
import io.countersign.testkit.contract.ApplicationUnderTest;
import io.countersign.testkit.contract.PathSpellingContract;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;

/** The spellings of a path against Javalin. */
class JavalinPathsTest {
    private static final String PATH = "/webhooks/paths";

    abstract static class Paths extends PathSpellingContract {
        private final Form form;
        private @Nullable RunningJavalin server;

        Paths(Form form) {
            this.form = form;
        }

        @Override
        protected <E extends WebhookEvent> URI start(WebhookReceiver<E> receiver, ApplicationUnderTest<E> application) {
            server = RunningJavalin.start(config -> form.add(
                    config,
                    PATH,
                    receiver,
                    (ctx, webhook) -> ctx.status(application.handle(webhook.received(), ctx.bodyAsBytes()))));
            return server.uri(PATH);
        }

        @Override
        protected void stop() {
            if (server != null) {
                server.close();
            }
        }
    }

    @Nested
    class Handler extends Paths {
        Handler() {
            super(Form.HANDLER);
        }
    }

    @Nested
    class Plugin extends Paths {
        Plugin() {
            super(Form.PLUGIN);
        }
    }
}
